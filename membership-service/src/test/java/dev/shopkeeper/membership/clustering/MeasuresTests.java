package dev.shopkeeper.membership.clustering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The measures against values worked out by scikit-learn 1.2.1, and against slow obvious ways. */
class MeasuresTests {

    @Test
    void agreementIsThatOfTheReferenceImplementation() {
        assertThat(RandIndex.adjusted(new int[] {0, 0, 1, 2}, new int[] {0, 0, 1, 1}))
                .isCloseTo(0.5714285714, within(1e-9));
        assertThat(RandIndex.adjusted(new int[] {0, 0, 1, 1}, new int[] {1, 1, 0, 0}))
                .isEqualTo(1);
        assertThat(RandIndex.adjusted(new int[] {0, 0, 0, 0}, new int[] {0, 1, 2, 3}))
                .isCloseTo(0, within(1e-12));
    }

    @Test
    void agreementOfOneGroupWithOneGroupIsWhole() {
        assertThat(RandIndex.adjusted(new int[5], new int[5])).isEqualTo(1);
    }

    @Test
    void agreementOfChanceIsNothing() {
        Random random = new Random(1);
        int[] one = random.ints(20_000, 0, 3).toArray();
        int[] other = random.ints(20_000, 0, 3).toArray();

        assertThat(RandIndex.adjusted(one, other)).isCloseTo(0, within(0.002));
    }

    @Test
    void agreementRefusesGroupingsOfDifferentLength() {
        assertThatThrownBy(() -> RandIndex.adjusted(new int[3], new int[4])).hasMessageContaining("3 points");
    }

    @Test
    void silhouetteIsThatOfTheReferenceImplementation() {
        double[][] points = {{0, 0}, {0, 1}, {1, 0}, {5, 5}, {5, 6}, {9, 0}};

        assertThat(Silhouette.mean(points, new int[] {0, 0, 0, 1, 1, 2}, 3)).isCloseTo(0.7023751878, within(1e-9));
        assertThat(Silhouette.mean(points, new int[6], 1)).isZero();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void pairsAtTheLeastCostOfAllPairings(long seed) {
        Random random = new Random(seed);
        double[][] costs = new double[4][6];
        for (double[] row : costs) {
            Arrays.setAll(row, i -> random.nextDouble());
        }

        int[] columns = Assignment.least(costs);

        double sum = 0;
        for (int i = 0; i < columns.length; i++) {
            sum += costs[i][columns[i]];
        }
        assertThat(Arrays.stream(columns).distinct().count()).isEqualTo(4);
        assertThat(sum).isCloseTo(least(costs, 0, 0), within(1e-12));
    }

    private static double least(double[][] costs, int row, int taken) {
        if (row == costs.length) {
            return 0;
        }
        double least = Double.POSITIVE_INFINITY;
        for (int column = 0; column < costs[0].length; column++) {
            if ((taken & 1 << column) == 0) {
                least = Math.min(least, costs[row][column] + least(costs, row + 1, taken | 1 << column));
            }
        }
        return least;
    }
}
