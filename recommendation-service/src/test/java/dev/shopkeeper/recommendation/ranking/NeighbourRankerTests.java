package dev.shopkeeper.recommendation.ranking;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shopkeeper.recommendation.index.Neighbours;
import dev.shopkeeper.recommendation.interaction.Kind;
import dev.shopkeeper.recommendation.popularity.Ranking;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NeighbourRankerTests {

    private static final int ITEMS = 60;
    private static final double SHARE = 0.1;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void choosesWhatScoringEveryItemWouldChooseAndExplainsItExactly(long seed) {
        // given
        Random random = new Random(seed);
        double[][] similar = new double[ITEMS][ITEMS];
        for (int i = 0; i < 400; i++) {
            similar[random.nextInt(ITEMS)][random.nextInt(ITEMS)] = random.nextDouble();
        }
        int[] items = IntStream.range(0, ITEMS).filter(i -> i % 4 != 0).toArray();
        Ranking popular =
                Ranking.of(items, random.doubles(items.length).map(d -> d * 6).toArray());
        List<Evidence> evidence = new ArrayList<>();
        for (int i = 0; i < random.nextInt(6); i++) {
            int item = 10 * i + random.nextInt(10);
            evidence.add(new Evidence("item-" + item, item, new Evidence.Past(Kind.VIEW), random.nextDouble() + 0.1));
        }

        // when
        List<Scored> best = ranker(neighbours(similar)).best(evidence, popular, item -> item % 7 != 0, 12);

        // then
        List<Long> slow = IntStream.range(0, ITEMS)
                .filter(item -> item % 7 != 0)
                .mapToObj(item -> score(item, evidence, similar, popular))
                .filter(score -> score > 0)
                .sorted(Comparator.reverseOrder())
                .limit(12)
                .toList();
        assertThat(best).extracting(Scored::units).as("seed %s", seed).isEqualTo(slow);
        for (Scored scored : best) {
            assertThat(scored.units()).isEqualTo(score(scored.item(), evidence, similar, popular));
        }
    }

    @Test
    void leavesPopularityAloneToDecideWhereNothingIsKnown() {
        Ranking popular = Ranking.of(new int[] {4, 2}, new double[] {1, 0});

        List<Scored> best = ranker((item, visitor) -> {}).best(List.of(), popular, item -> true, 5);

        assertThat(best).extracting(Scored::item).containsExactly(4, 2);
        assertThat(best).extracting(Scored::units).containsExactly(Scored.UNIT, Scored.UNIT / 2);
    }

    @Test
    void answersNothingFromNothing() {
        assertThat(ranker((item, visitor) -> {}).best(List.of(), Ranking.EMPTY, item -> true, 5))
                .isEmpty();
    }

    @Test
    void letsThePastFadeAndAnItemSpeakOnceWithTheMostThatWasDoneWithIt() {
        Evidence viewed = new Evidence("a", 1, new Evidence.Past(Kind.VIEW), 1);
        Evidence other = new Evidence("b", 2, new Evidence.Past(Kind.VIEW), 1);
        Evidence bought = new Evidence("a", 1, new Evidence.Past(Kind.PURCHASE), 2);
        Evidence page = new Evidence("c", 3, new Evidence.Viewed(), 4);
        NeighbourRanker ranker = new NeighbourRanker((item, visitor) -> {}, 2, 1, SHARE);

        List<Evidence> faded =
                ranker.faded(List.of(page, viewed, other, bought, new Evidence("d", 4, bought.origin(), 1)));

        assertThat(faded).extracting(Evidence::itemId).as("two of the past").containsExactly("c", "a", "b");
        assertThat(faded).extracting(Evidence::weight).containsExactly(4.0, 2.0, 0.5);
    }

    private static NeighbourRanker ranker(Neighbours neighbours) {
        return new NeighbourRanker(neighbours, 20, 1e12, SHARE);
    }

    private static long score(int item, List<Evidence> evidence, double[][] similar, Ranking popular) {
        double total = evidence.stream().mapToDouble(Evidence::weight).sum();
        double share = evidence.isEmpty() ? 1 : SHARE;
        long score = Math.round(share * popular.share(item) * Scored.UNIT);
        for (Evidence one : evidence) {
            double weight = (1 - share) * one.weight() / total;
            score += Math.round(weight * similar[one.item()][item] * Scored.UNIT);
        }
        return score;
    }

    private static Neighbours neighbours(double[][] similar) {
        return (item, visitor) -> {
            for (int other = 0; other < ITEMS; other++) {
                if (similar[item][other] > 0) {
                    visitor.visit(other, similar[item][other]);
                }
            }
        };
    }
}
