package dev.shopkeeper.recommendation.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.shopkeeper.recommendation.algebra.SparseRows;
import dev.shopkeeper.recommendation.cooccurrence.Similarity;
import dev.shopkeeper.recommendation.history.Attributes;
import dev.shopkeeper.recommendation.history.Histories;
import dev.shopkeeper.recommendation.history.History;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The parts of the model that are counted and not regressed, and how parts are joined. */
class CountedPartsTests {

    private static final int ITEMS = 12;
    private static final Decay FADING = new Decay(3);

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void countsKinshipLikeTheFormulaOverAllPairsOfEvents(long seed) {
        Random random = new Random(seed);
        int[][] ofItem = IntStream.range(0, ITEMS)
                .mapToObj(
                        item -> random.ints(random.nextInt(3), 0, 5).distinct().toArray())
                .toArray(int[][]::new);
        Histories past = new Histories(ITEMS, random(random, 60), Attributes.of(ofItem, 5));
        double[] gains = IntStream.range(0, 5)
                .mapToDouble(attribute -> gain(past, attribute))
                .toArray();

        ItemWeights weights = new KinshipTrainer(2, ITEMS).fit(past, FADING, done -> {});

        double[][] found = dense(weights.weights());
        for (int first = 0; first < ITEMS; first++) {
            for (int second = 0; second < ITEMS; second++) {
                double expected = 0;
                for (int attribute : first == second ? new int[0] : ofItem[first]) {
                    expected += has(ofItem[second], attribute) ? gains[attribute] * past.counts()[second] : 0;
                }
                assertThat(found[first][second])
                        .as("items %d and %d, seed %d", first, second, seed)
                        .isCloseTo(expected, within(1e-3));
            }
        }
    }

    @Test
    void learnsNothingFromAnAttributeThatNobodyKeepsTo() {
        Random random = new Random(11);
        int[][] ofItem = new int[ITEMS][];
        for (int item = 0; item < ITEMS; item++) {
            // Everybody keeps to one half of the items; the third attribute goes across both.
            ofItem[item] = item % 3 == 0 ? new int[] {item / 6, 2} : new int[] {item / 6};
        }
        List<History> all = new ArrayList<>();
        for (int person = 0; person < 2000; person++) {
            int half = person % 2;
            all.add(History.of(random.ints(4, 6 * half, 6 * half + 6).toArray()));
        }

        double[] gains = KinshipTrainer.gains(new Histories(ITEMS, all, Attributes.of(ofItem, 3)));

        assertThat(gains[0]).isGreaterThan(0.8);
        assertThat(gains[1]).isGreaterThan(0.8);
        assertThat(gains[2]).isLessThan(0.1);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void countsCosinesLikeAPassOverAllHistoriesForEveryPair(long seed) {
        Histories past = new Histories(ITEMS, random(new Random(seed), 80), Attributes.none(ITEMS));

        double[][] found =
                dense(new CosineTrainer(2, ITEMS).fit(past, FADING, done -> {}).weights());

        for (int first = 0; first < ITEMS; first++) {
            for (int second = 0; second < ITEMS; second++) {
                double expected = first == second
                        ? 0
                        : new Similarity(2)
                                .of(
                                        people(past, first, second),
                                        people(past, first, first),
                                        people(past, second, second));
                assertThat(found[first][second])
                        .as("items %d and %d, seed %d", first, second, seed)
                        .isCloseTo(expected, within(1e-5));
            }
        }
    }

    /** For each event another event of the same person is drawn, or else any two of different items. */
    private static double gain(Histories past, int attribute) {
        List<int[]> people = past.all().stream()
                .map(history -> Arrays.stream(history.items()).distinct().toArray())
                .filter(items -> items.length > 1)
                .toList();
        List<Integer> events = people.stream()
                .flatMapToInt(Arrays::stream)
                .filter(item -> has(past.attributes().ofItem()[item], attribute))
                .boxed()
                .toList();
        double all = people.stream().mapToInt(items -> items.length).sum();
        double together = 0;
        for (int[] items : people) {
            for (int first : items) {
                for (int second : items) {
                    if (first != second
                            && has(past.attributes().ofItem()[first], attribute)
                            && has(past.attributes().ofItem()[second], attribute)) {
                        together += 1.0 / (items.length - 1);
                    }
                }
            }
        }
        double chance = 0;
        for (int first : events) {
            for (int second : events) {
                chance += first == second ? 0 : 1 / all;
            }
        }
        return Math.max(0, (together + 10) / (chance + 10) - 1);
    }

    private static int people(Histories past, int first, int second) {
        return (int) past.all().stream()
                .filter(history -> has(history.items(), first) && has(history.items(), second))
                .count();
    }

    private static boolean has(int[] numbers, int number) {
        return Arrays.stream(numbers).anyMatch(one -> one == number);
    }

    private static List<History> random(Random random, int people) {
        return IntStream.range(0, people)
                .mapToObj(person ->
                        History.of(random.ints(1 + random.nextInt(6), 0, ITEMS).toArray()))
                .toList();
    }

    private static double[][] dense(SparseRows rows) {
        double[][] dense = new double[rows.rows()][rows.rows()];
        for (int row = 0; row < rows.rows(); row++) {
            for (int at = rows.starts()[row]; at < rows.starts()[row + 1]; at++) {
                dense[row][rows.columns()[at]] = rows.values()[at];
            }
        }
        return dense;
    }
}
