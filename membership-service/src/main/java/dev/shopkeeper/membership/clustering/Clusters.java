package dev.shopkeeper.membership.clustering;

/**
 * Points in groups.
 *
 * @param centroids their means, k by dimensions
 * @param labels which centroid each point belongs to
 * @param inertia the sum of squared distances of points to their centroids
 */
public record Clusters(double[][] centroids, int[] labels, double inertia) {

    /** The share of the points that each group holds. */
    public double[] shares() {
        double[] shares = new double[centroids.length];
        for (int label : labels) {
            shares[label] += 1.0 / labels.length;
        }
        return shares;
    }
}
