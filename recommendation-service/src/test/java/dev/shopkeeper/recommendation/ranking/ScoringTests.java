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

class ScoringTests {

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
            evidence.add(new Evidence(
                    "item-" + i, random.nextInt(ITEMS), new Evidence.Past(Kind.VIEW), random.nextDouble() + 0.1));
        }

        // when
        List<Scoring.Scored> best =
                new Scoring(popular, neighbours(similar), SHARE).best(evidence, item -> item % 7 != 0, 12);

        // then
        List<Long> slow = IntStream.range(0, ITEMS)
                .filter(item -> item % 7 != 0)
                .mapToObj(item -> score(item, evidence, similar, popular))
                .filter(score -> score > 0)
                .sorted(Comparator.reverseOrder())
                .limit(12)
                .toList();
        assertThat(best).extracting(Scoring.Scored::units).as("seed %s", seed).isEqualTo(slow);
        for (Scoring.Scored scored : best) {
            assertThat(scored.contributions().stream()
                            .mapToLong(Scoring.Contribution::units)
                            .sum())
                    .isEqualTo(scored.units());
            assertThat(scored.units()).isEqualTo(score(scored.item(), evidence, similar, popular));
        }
    }

    @Test
    void leavesPopularityAloneToDecideWhereNothingIsKnown() {
        Ranking popular = Ranking.of(new int[] {4, 2}, new double[] {1, 0});

        List<Scoring.Scored> best = new Scoring(popular, (item, visitor) -> {}, SHARE).best(List.of(), item -> true, 5);

        assertThat(best).extracting(Scoring.Scored::item).containsExactly(4, 2);
        assertThat(best).extracting(Scoring.Scored::units).containsExactly(Scoring.UNIT, Scoring.UNIT / 2);
    }

    @Test
    void answersNothingFromNothing() {
        assertThat(new Scoring(Ranking.EMPTY, (item, visitor) -> {}, SHARE).best(List.of(), item -> true, 5))
                .isEmpty();
    }

    private static long score(int item, List<Evidence> evidence, double[][] similar, Ranking popular) {
        double total = evidence.stream().mapToDouble(Evidence::weight).sum();
        double share = evidence.isEmpty() ? 1 : SHARE;
        long score = Math.round(share * popular.share(item) * Scoring.UNIT);
        for (Evidence one : evidence) {
            double weight = (1 - share) * one.weight() / total;
            score += Math.round(weight * similar[one.item()][item] * Scoring.UNIT);
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
