package dev.shopkeeper.recommendation.relevance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.shopkeeper.learning.InsufficientDataException;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RelevanceTrainerTests {

    private static final RelevanceTrainer TRAINER = new RelevanceTrainer(1000, 100, 4, 1);

    /** NDCG of an order by how much items are really wanted, which no click tells. */
    private static double truth(ListQuality.Order order, long seed) {
        PlantedShop shop = new PlantedShop(seed, false);
        double sum = 0;
        for (int list = 0; list < 500; list++) {
            List<CandidateFeatures> features = shop.list();
            sum += ListQuality.ndcg(
                    features.stream().mapToDouble(order::score).toArray(),
                    features.stream().mapToDouble(PlantedShop::wanted).toArray());
        }
        return sum / 500;
    }

    @ParameterizedTest
    @CsvSource({"1, false", "2, false", "3, true", "4, true"})
    void findsTheOrderThatThePositionHides(long seed, boolean explores) {
        ShownLists lists = new PlantedShop(seed, explores).shown(8000);

        RelevanceModel model = TRAINER.train(lists, done -> {});

        double blend = truth(CandidateFeatures::blendScore, seed + 100);
        double learned = truth(model::score, seed + 100);
        assertThat(learned).as("seed %d, of the blend %f", seed, blend).isGreaterThan(blend + 0.5 * (1 - blend));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void estimatesHowOftenEachPositionIsLookedAt(long seed) {
        Examination examination =
                Examination.of(new PlantedShop(seed, false).shown(20_000).all());

        for (int position = 1; position <= 10; position++) {
            assertThat(examination.at(position))
                    .as("seed %d, position %d", seed, position)
                    .isCloseTo(1.0 / position, within(0.06));
        }
        assertThat(examination.perPoint()).isCloseTo(0.8, withinPercentage(25));
    }

    @Test
    void believesThatAllPositionsAreLookedAtAlikeWhereClicksAreDrawnByLot() {
        Examination examination = Examination.of(
                PlantedShop.shuffled(new PlantedShop(1, false).shown(10_000), 1).all());

        assertThat(examination.at(10)).isGreaterThan(0.8);
    }

    @Test
    void isTheSameBytesFromTheSameListsAndSeed() {
        ShownLists lists = new PlantedShop(1, true).shown(1500);

        byte[] once = TRAINER.train(lists, done -> {}).bytes();
        byte[] again =
                TRAINER.train(new PlantedShop(1, true).shown(1500), done -> {}).bytes();

        assertThat(again).isEqualTo(once);
    }

    @Test
    void refusesTooFewListsOrRowsByName() {
        ShownLists lists = new PlantedShop(1, false).shown(200);

        assertThatThrownBy(() -> new RelevanceTrainer(10, 1000, 1, 1).train(lists, done -> {}))
                .isInstanceOf(InsufficientDataException.class)
                .hasMessageContaining("There are " + lists.all().size() + " lists with a click")
                .hasMessageContaining("at least 1000");
        assertThatThrownBy(() -> new RelevanceTrainer(100_000, 10, 1, 1).train(lists, done -> {}))
                .isInstanceOf(InsufficientDataException.class)
                .hasMessageContaining(lists.rows() + " items");
    }

    @Test
    void refusesListsOfOneMoment() {
        ShownList list = new PlantedShop(1, false).shown(50).all().getFirst();
        ShownLists lists = new ShownLists(IntStream.range(0, 300)
                .mapToObj(number -> new ShownList("r" + number, 7, list.items()))
                .toList());

        assertThatThrownBy(() -> TRAINER.train(lists, done -> {}))
                .isInstanceOf(InsufficientDataException.class)
                .hasMessageContaining("at once");
    }

    @Test
    void aMissingPriceIsNotTakenForAPriceOfNothing() {
        // given lists in which no price is missing, and where cheap things are wanted
        ShownLists lists = new ShownLists(new PlantedShop(2, false)
                .shown(3000).all().stream()
                        .filter(list -> list.items().stream()
                                .noneMatch(item -> Float.isNaN(item.features().priceRatio())))
                        .toList());
        RelevanceModel model = TRAINER.train(lists, done -> {});

        // then
        assertThat(model.correction(priced(0.2f))).isGreaterThan(model.correction(priced(1)));
        assertThat(model.correction(priced(Float.NaN)))
                .isLessThan(model.correction(priced(0.2f)))
                .isGreaterThan(model.correction(priced(5)));
    }

    @Test
    void answersWhereEverythingThatMayBeMissingIs() {
        RelevanceModel model = TRAINER.train(new PlantedShop(1, false).shown(1500), done -> {});
        float none = Float.NaN;
        CandidateFeatures bare = new CandidateFeatures(1, 1, none, none, none, none, none, none, none, 1);

        assertThat(model.correction(bare)).isFinite();
        assertThat(DoubleStream.of(model.contributions(bare)).sum()).isCloseTo(model.correction(bare), within(1e-9));
    }

    /** A native library in the process, and another thread that trains, must not disturb an answer. */
    @Test
    void servesTheSameWhileAnotherIsTrained() throws Exception {
        ShownLists lists = new PlantedShop(1, true).shown(1500);
        RelevanceModel model = TRAINER.train(lists, done -> {});
        List<CandidateFeatures> list = new PlantedShop(9, false).list();
        double[] expected = list.stream().mapToDouble(model::score).toArray();
        AtomicLong answers = new AtomicLong();

        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            AtomicBoolean trained = new AtomicBoolean();
            Future<Integer> wrong = threads.submit(() -> {
                int different = 0;
                do {
                    for (int place = 0; place < expected.length; place++) {
                        double sum = DoubleStream.of(model.contributions(list.get(place)))
                                        .sum()
                                + list.get(place).blendScore();
                        if (model.score(list.get(place)) != expected[place] || Math.abs(sum - expected[place]) > 1e-9) {
                            different++;
                        }
                    }
                    answers.incrementAndGet();
                } while (!trained.get());
                return different;
            });
            Future<RelevanceModel> other = threads.submit(() -> {
                try {
                    return TRAINER.train(lists, done -> {});
                } finally {
                    trained.set(true);
                }
            });

            assertThat(other.get()).isEqualTo(model);
            assertThat(wrong.get()).isZero();
            assertThat(answers.get()).isPositive();
        }
    }

    private static CandidateFeatures priced(float ratio) {
        return new CandidateFeatures(1, 3, 0.5f, ratio, 0, 0, 100, 0, 1, 3);
    }
}
