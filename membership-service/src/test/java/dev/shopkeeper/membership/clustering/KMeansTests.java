package dev.shopkeeper.membership.clustering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KMeansTests {

    private static double[][] random(int count, int dimensions, long seed) {
        Random random = new Random(seed);
        double[][] points = new double[count][dimensions];
        for (double[] point : points) {
            Arrays.setAll(point, d -> random.nextGaussian() + 4 * (random.nextInt(3) - 1));
        }
        return points;
    }

    /** The least inertia of all ways to put the points into groups. */
    private static double least(double[][] points, int groups) {
        double least = Double.POSITIVE_INFINITY;
        long ways = Math.round(Math.pow(groups, points.length));
        for (long way = 0; way < ways; way++) {
            int[] labels = new int[points.length];
            long rest = way;
            for (int i = 0; i < labels.length; i++) {
                labels[i] = (int) (rest % groups);
                rest /= groups;
            }
            least = Math.min(least, inertia(points, labels, groups));
        }
        return least;
    }

    private static double inertia(double[][] points, int[] labels, int groups) {
        double sum = 0;
        for (int group = 0; group < groups; group++) {
            int own = group;
            double[][] members = java.util.stream.IntStream.range(0, points.length)
                    .filter(i -> labels[i] == own)
                    .mapToObj(i -> points[i])
                    .toArray(double[][]::new);
            if (members.length == 0) {
                continue;
            }
            double[] mean = new double[points[0].length];
            for (double[] member : members) {
                for (int d = 0; d < mean.length; d++) {
                    mean[d] += member[d] / members.length;
                }
            }
            for (double[] member : members) {
                sum += KMeans.squaredDistance(member, mean);
            }
        }
        return sum;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void findsTheBestOfAllGroupingsOfFewPoints(long seed) {
        double[][] points = random(9, 2, seed);

        Clusters found = KMeans.fit(points, 3, 30, seed);

        assertThat(found.inertia()).isCloseTo(least(points, 3), within(1e-9));
        assertThat(found.inertia()).isCloseTo(inertia(points, found.labels(), 3), within(1e-9));
    }

    @Test
    void givesTheSameBitsForTheSameSeed() {
        double[][] points = random(2_000, 4, 7);

        Clusters one = KMeans.fit(points, 4, 10, 42);
        Clusters other = KMeans.fit(points, 4, 10, 42);

        assertThat(one.centroids()).isDeepEqualTo(other.centroids());
        assertThat(one.labels()).isEqualTo(other.labels());
    }

    @Test
    void putsEachPointToItsNearestCentroid() {
        double[][] points = random(500, 3, 3);

        Clusters found = KMeans.fit(points, 5, 10, 1);

        assertThat(found.labels()).isEqualTo(KMeans.assign(found.centroids(), points));
        assertThat(Arrays.stream(found.shares()).sum()).isCloseTo(1, within(1e-9));
    }

    @Test
    void refusesAValueThatIsNotFiniteByItsPlace() {
        double[][] points = random(10, 2, 1);
        points[7][1] = Double.NaN;

        assertThatThrownBy(() -> KMeans.fit(points, 2, 1, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Value 1 of point 7 is NaN");
    }

    @Test
    void refusesMoreGroupsThanThereAreDistinctPoints() {
        double[][] points = {{1, 1}, {1, 1}, {2, 2}, {1, 1}};

        assertThatThrownBy(() -> KMeans.fit(points, 3, 1, 1)).hasMessageContaining("2 distinct points for 3 groups");
        assertThat(KMeans.fit(points, 2, 5, 1).inertia()).isZero();
    }
}
