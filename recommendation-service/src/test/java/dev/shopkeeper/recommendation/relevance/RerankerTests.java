package dev.shopkeeper.recommendation.relevance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RerankerTests {

    private static RelevanceModel model = untrained();

    @BeforeAll
    static void train() {
        model = new RelevanceTrainer(1000, 100, 2, 1).train(new PlantedShop(1, true).shown(3000), done -> {});
        assertThat(model.size()).isPositive();
    }

    private static RelevanceModel untrained() {
        return new RelevanceTrainer(1, 1, 1, 1)
                .fit(new PlantedShop(1, false).shown(50), RelevanceOptions.START, 0, done -> {});
    }

    /** The best of a blend, one in twenty of it a double of another but for its place. */
    private static List<Reranker.Candidate<String>> blend(Random random) {
        List<CandidateFeatures> features = new ArrayList<>();
        PlantedShop shop = new PlantedShop(random.nextLong(), false);
        while (features.size() < 100) {
            features.addAll(shop.list());
        }
        features.sort(Comparator.comparingDouble(CandidateFeatures::blendScore).reversed());
        return IntStream.range(0, 100)
                .mapToObj(place -> {
                    CandidateFeatures one = features.get(random.nextInt(20) == 0 ? random.nextInt(100) : place);
                    return new Reranker.Candidate<>("item-" + place, Math.round(one.blendScore() * 1e9), one);
                })
                .toList();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void neitherLosesNorDoublesAnItemAndTellsWhyToTheBillionth(long seed) {
        List<Reranker.Candidate<String>> blend = blend(new Random(seed));

        Reordered<String> reordered = new Reranker(model).rerank(blend);

        assertThat(reordered.items())
                .as("seed %d", seed)
                .containsExactlyInAnyOrderElementsOf(
                        blend.stream().map(Reranker.Candidate::item).toList())
                .isNotEqualTo(blend.stream().map(Reranker.Candidate::item).toList());
        for (int place = 0; place < reordered.list().size(); place++) {
            Reranker.Placed<String> placed = reordered.list().get(place);
            assertThat(blend.get(placed.before() - 1)).isEqualTo(placed.candidate());
            long terms = reordered.terms(place).stream()
                    .mapToLong(Reranker.Term::units)
                    .sum();
            assertThat(placed.candidate().units() + terms)
                    .as("seed %d, place %d", seed, place)
                    .isEqualTo(placed.units());
            assertThat(reordered.terms(place))
                    .extracting(Reranker.Term::feature)
                    .doesNotHaveDuplicates()
                    .doesNotContain(Feature.POSITION);
            if (place > 0) {
                Reranker.Placed<String> above = reordered.list().get(place - 1);
                assertThat(above.units()).isGreaterThanOrEqualTo(placed.units());
                assertThat(above.units() > placed.units() || above.before() < placed.before())
                        .as("seed %d, place %d", seed, place)
                        .isTrue();
            }
        }
    }

    @Test
    void leavesTheBlendAsItIsWhereNothingWasLearned() {
        List<Reranker.Candidate<String>> blend = blend(new Random(1)).stream()
                .sorted(Comparator.<Reranker.Candidate<String>>comparingLong(Reranker.Candidate::units)
                        .reversed())
                .toList();

        Reordered<String> reordered = new Reranker(untrained()).rerank(blend);

        assertThat(reordered.items())
                .containsExactlyElementsOf(
                        blend.stream().map(Reranker.Candidate::item).toList());
        assertThat(reordered.terms(0)).isEmpty();
        assertThat(new Reranker(model)
                        .rerank(List.<Reranker.Candidate<String>>of())
                        .list())
                .isEmpty();
    }

    @Test
    void isTheSameModelAfterItsBytes() {
        RelevanceModel read = RelevanceModel.of(model.bytes());

        assertThat(read).isEqualTo(model).hasSameHashCodeAs(model);
        assertThat(read.bytes()).isEqualTo(model.bytes());
    }

    @Test
    void refusesBytesThatAreNotItsOwn() {
        byte[] bytes = model.bytes();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> RelevanceModel.of(new byte[] {1, 2, 3, 4, 5, 6, 7, 8}))
                .withMessageContaining("another kind");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RelevanceModel.of(Arrays.copyOf(bytes, bytes.length - 3)))
                .withMessageContaining("too early");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RelevanceModel.of(Arrays.copyOf(bytes, bytes.length + 3)))
                .withMessageContaining("3 bytes");
        Random random = new Random(1);
        for (int i = 0; i < 300; i++) {
            byte[] damaged = bytes.clone();
            damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
            try {
                RelevanceModel.of(damaged).correction(blend(random).getFirst().features());
            } catch (IllegalArgumentException refused) {
                assertThat(refused).hasMessageNotContaining("null");
            }
        }
    }
}
