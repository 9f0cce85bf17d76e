package dev.shopkeeper.membership.clustering;

import java.util.Arrays;
import smile.clustering.CentroidClustering;
import smile.math.MathEx;

/**
 * K-Means by Smile, the best of several starts, each by k-means++ (Arthur, Vassilvitskii 2007). What Smile 2.6 answers
 * wrongly without a word is refused before: one value that is not finite would put every point into the first group, and
 * more groups than distinct points would give centroids that are no numbers. The same points, seed and number of starts give
 * the same bits. Whoever wants a result that does not depend on the order of the points sorts them first.
 */
public final class KMeans {

    private static final int MOST_ROUNDS = 300;
    private static final double TOLERANCE = 1e-6;

    private KMeans() {}

    /**
     * Groups points.
     *
     * @param rows points by dimensions, all finite
     * @param k the number of groups, at least 2
     * @param starts how many starts; the one with the least inertia counts
     * @throws IllegalArgumentException for a value that is not finite, which is named, and for fewer distinct points than
     *     groups
     */
    public static Clusters fit(double[][] rows, int k, int starts, long seed) {
        requireFinite(rows);
        if (k < 2 || starts < 1) {
            throw new IllegalArgumentException(
                    k + " groups from " + starts + " starts. Maybe ask for two groups and a start at least?");
        }
        long distinct =
                Arrays.stream(rows).map(Arrays::toString).distinct().limit(k).count();
        if (distinct < k) {
            throw new IllegalArgumentException(
                    "There are " + distinct + " distinct points for " + k + " groups. Maybe ask for fewer groups?");
        }
        MathEx.setSeed(seed); // of this thread alone, on which all starts are drawn
        double[][] best = rows;
        double least = Double.POSITIVE_INFINITY;
        for (int start = 0; start < starts; start++) {
            CentroidClustering<double[], double[]> found = smile.clustering.KMeans.fit(rows, k, MOST_ROUNDS, TOLERANCE);
            if (found.distortion < least) {
                least = found.distortion;
                best = found.centroids;
            }
        }
        int[] labels = assign(best, rows);
        double inertia = 0;
        for (int i = 0; i < rows.length; i++) {
            inertia += squaredDistance(rows[i], best[labels[i]]);
        }
        return new Clusters(best, labels, inertia);
    }

    /** The index of the centroid that is nearest to a point, the first where two are. */
    public static int nearest(double[][] centroids, double[] point) {
        int nearest = 0;
        double least = Double.POSITIVE_INFINITY;
        for (int c = 0; c < centroids.length; c++) {
            double distance = squaredDistance(centroids[c], point);
            if (distance < least) {
                least = distance;
                nearest = c;
            }
        }
        return nearest;
    }

    /** The centroid that is nearest to each point. */
    public static int[] assign(double[][] centroids, double[][] rows) {
        return Arrays.stream(rows).mapToInt(row -> nearest(centroids, row)).toArray();
    }

    public static double squaredDistance(double[] one, double[] other) {
        double sum = 0;
        for (int d = 0; d < one.length; d++) {
            double difference = one[d] - other[d];
            sum += difference * difference;
        }
        return sum;
    }

    private static void requireFinite(double[][] rows) {
        if (rows.length == 0 || rows[0].length == 0) {
            throw new IllegalArgumentException("There are no points to group.");
        }
        for (int i = 0; i < rows.length; i++) {
            for (int d = 0; d < rows[i].length; d++) {
                if (!Double.isFinite(rows[i][d])) {
                    throw new IllegalArgumentException(
                            "Value " + d + " of point " + i + " is " + rows[i][d] + ". Maybe leave that point out?");
                }
            }
        }
    }
}
