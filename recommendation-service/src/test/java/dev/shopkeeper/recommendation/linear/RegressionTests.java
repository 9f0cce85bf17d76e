package dev.shopkeeper.recommendation.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.shopkeeper.recommendation.algebra.SparseRows;
import dev.shopkeeper.recommendation.history.Attributes;
import dev.shopkeeper.recommendation.history.Histories;
import dev.shopkeeper.recommendation.history.History;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RegressionTests {

    private static final int ITEMS = 9;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void sumsUpWhatEveryRowWouldHaveGiven(long seed) {
        List<Decay> scales = seed % 2 == 0 ? List.of(new Decay(2)) : List.of(new Decay(1), new Decay(40));
        Histories histories = random(new Random(seed), 30);
        int features = ITEMS * scales.size();
        double[][] gram = new double[features][features];
        double[][] targets = new double[ITEMS][features];
        for (History history : histories.all()) {
            for (int event = 0; event < history.size(); event++) {
                double[] row = row(history, history.steps()[event], scales);
                for (int first = 0; first < features; first++) {
                    targets[history.items()[event]][first] += history.strengths()[event] * row[first];
                    for (int second = 0; second < features; second++) {
                        gram[first][second] += history.strengths()[event] * row[first] * row[second];
                    }
                }
            }
        }

        Statistics statistics = new Transitions(histories, scales).statistics(2, done -> {});

        assertAlike(statistics.gram(), gram, seed);
        assertAlike(statistics.targets(), targets, seed);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void solvesTheWholeProblemWhereTheNeighbourhoodIsEverything(long seed) {
        Histories histories = random(new Random(seed), 200);
        Statistics statistics = new Transitions(histories, List.of(new Decay(2))).statistics(1, done -> {});
        double ridge = 5;

        SparseRows weights =
                new NeighbourhoodRidge(ridge, ITEMS, 0, true).fit(statistics, histories.attributes(), 1, done -> {});

        double[][] gram = dense(statistics.gram(), ITEMS);
        double[][] right = dense(statistics.targets(), ITEMS);
        double[][] found = dense(weights, ITEMS);
        for (int target = 0; target < ITEMS; target++) {
            for (int row = 0; row < ITEMS; row++) {
                double left = ridge * found[target][row];
                for (int i = 0; i < ITEMS; i++) {
                    left += gram[row][i] * found[target][i];
                }
                assertThat(left).as("seed %d", seed).isCloseTo(right[target][row], within(1e-2));
            }
        }
    }

    @Test
    void countsCommonAttributesAsRowsOfTheirOwn() {
        int[][] ofItem = {{0, 1}, {0}, {1}, {1}, {}, {}, {}, {}, {0}};
        Histories histories = new Histories(ITEMS, random(new Random(1), 50).all(), Attributes.of(ofItem, 2));
        Statistics statistics = new Transitions(histories, List.of(new Decay(2))).statistics(1, done -> {});
        double weight = 7;

        SparseRows weights =
                new NeighbourhoodRidge(3, ITEMS, weight, false).fit(statistics, histories.attributes(), 2, done -> {});

        double[][] gram = dense(statistics.gram(), ITEMS);
        double[][] right = dense(statistics.targets(), ITEMS);
        for (int[] having : histories.attributes().items()) {
            for (int first : having) {
                for (int second : having) {
                    gram[first][second] += weight / (having.length + 1);
                    right[first][second] += weight / (having.length + 1);
                }
            }
        }
        double[][] found = dense(weights, ITEMS);
        for (int target = 0; target < ITEMS; target++) {
            assertThat(found[target][target]).isZero();
            for (int row = 0; row < ITEMS; row++) {
                if (row != target && right[target][row] != 0) {
                    double left = 3 * found[target][row];
                    for (int i = 0; i < ITEMS; i++) {
                        left += gram[row][i] * found[target][i];
                    }
                    assertThat(left).isCloseTo(right[target][row], within(1e-2));
                }
            }
        }
    }

    @Test
    void givesTheSameEaseOnNeighbourhoodsAsOverAllItems() {
        Histories histories = random(new Random(4), 300);
        EaseOptions options = new EaseOptions(10, 0, ITEMS, 0, new Decay(Double.POSITIVE_INFINITY));

        ItemWeights dense = new EaseTrainer(1, ITEMS, ITEMS).fit(histories, options, done -> {});
        ItemWeights near = new EaseTrainer(2, ITEMS, 0).fit(histories, options, done -> {});

        double[][] expected = dense(dense.weights(), ITEMS);
        double[][] found = dense(near.weights(), ITEMS);
        for (int row = 0; row < ITEMS; row++) {
            for (int column = 0; column < ITEMS; column++) {
                assertThat(found[row][column]).isCloseTo(expected[row][column], within(1e-3));
            }
        }
    }

    @Test
    void addsUpContributionsToTheScore() {
        Histories histories = random(new Random(5), 100);
        ItemWeights weights = new SequentialTrainer(1, ITEMS, false)
                .fit(histories, new SequentialOptions(List.of(new Decay(1.5), new Decay(12)), 3, ITEMS, 0), done -> {});
        History history = histories.all().getFirst();
        float[] scores = new float[ITEMS];
        double[] sums = new double[ITEMS];

        weights.score(history, 1, scores);
        weights.forEach(history, (event, item, contribution) -> sums[item] += contribution);

        for (int item = 0; item < ITEMS; item++) {
            assertThat((double) scores[item]).isCloseTo(sums[item], within(1e-5));
        }
        assertThat(scores).isNotEqualTo(new float[ITEMS]);
    }

    @Test
    void doesNotDependOnTheNumberOfThreads() {
        Histories histories = random(new Random(6), 100);
        SequentialOptions options = new SequentialOptions(List.of(new Decay(3)), 10, 5, 0);

        ItemWeights one = new SequentialTrainer(1, 5, false).fit(histories, options, x -> {});
        ItemWeights many = new SequentialTrainer(4, 5, false).fit(histories, options, x -> {});

        assertThat(many.weights().columns()).isEqualTo(one.weights().columns());
        assertThat(many.weights().values()).isEqualTo(one.weights().values());
    }

    private static double[] row(History history, int step, List<Decay> scales) {
        double[] row = new double[ITEMS * scales.size()];
        for (int scale = 0; scale < scales.size(); scale++) {
            for (int event = 0; event < history.size() && history.steps()[event] < step; event++) {
                int age = step - 1 - history.steps()[event];
                row[scale * ITEMS + history.items()[event]] += history.strengths()[event]
                        * Math.pow(0.5, age / scales.get(scale).halfLifeSteps());
            }
        }
        return row;
    }

    /** Short enough that nothing has faded below the threshold of silence at a half-life of 1. */
    private static Histories random(Random random, int people) {
        List<History> all = new ArrayList<>();
        for (int person = 0; person < people; person++) {
            int size = 1 + random.nextInt(6);
            int[] items = random.ints(size, 0, ITEMS).toArray();
            int[] steps = new int[size];
            float[] strengths = new float[size];
            for (int event = 0; event < size; event++) {
                steps[event] = event == 0 ? 0 : steps[event - 1] + random.nextInt(2);
                strengths[event] = 1 + random.nextInt(3) / 2f;
            }
            all.add(new History(items, steps, strengths));
        }
        return new Histories(ITEMS, all, Attributes.none(ITEMS));
    }

    private static double[][] dense(SparseRows rows, int width) {
        double[][] dense = new double[rows.rows()][width];
        for (int row = 0; row < rows.rows(); row++) {
            for (int at = rows.starts()[row]; at < rows.starts()[row + 1]; at++) {
                dense[row][rows.columns()[at]] = rows.values()[at];
            }
        }
        return dense;
    }

    private static void assertAlike(SparseRows found, double[][] expected, long seed) {
        double[][] dense = dense(found, expected[0].length);
        IntStream.range(0, expected.length).forEach(row -> {
            for (int column = 0; column < expected[row].length; column++) {
                assertThat(dense[row][column])
                        .as("seed %d, row %d, column %d", seed, row, column)
                        .isCloseTo(expected[row][column], within(1e-3));
            }
        });
    }
}
