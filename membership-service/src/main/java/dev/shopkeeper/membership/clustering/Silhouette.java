package dev.shopkeeper.membership.clustering;

/** How much nearer points are to their own group than to the next one (Rousseeuw 1987). */
public final class Silhouette {

    private Silhouette() {}

    /**
     * The mean over all points, by Euclidean distance; time and distances grow with the square of their number.
     *
     * @return from -1 to 1; a point alone in its group counts 0; 0 for a single group
     */
    public static double mean(double[][] rows, int[] labels, int groups) {
        if (rows.length == 0 || groups < 2) {
            return 0;
        }
        int[] sizes = new int[groups];
        for (int label : labels) {
            sizes[label]++;
        }
        double total = 0;
        for (int i = 0; i < rows.length; i++) {
            if (sizes[labels[i]] < 2) {
                continue;
            }
            double[] sums = new double[groups];
            for (int j = 0; j < rows.length; j++) {
                sums[labels[j]] += Math.sqrt(KMeans.squaredDistance(rows[i], rows[j]));
            }
            double own = sums[labels[i]] / (sizes[labels[i]] - 1);
            double next = Double.POSITIVE_INFINITY;
            for (int group = 0; group < groups; group++) {
                if (group != labels[i] && sizes[group] > 0) {
                    next = Math.min(next, sums[group] / sizes[group]);
                }
            }
            double larger = Math.max(own, next);
            if (larger > 0 && Double.isFinite(next)) {
                total += (next - own) / larger;
            }
        }
        return total / rows.length;
    }
}
