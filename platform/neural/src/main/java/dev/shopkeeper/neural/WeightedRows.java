package dev.shopkeeper.neural;

/** Sums of weighted rows, the product of a vector and a matrix. */
public final class WeightedRows {

    private WeightedRows() {}

    /** Adds to {@code sum} the rows from {@code first} on, each times its weight. */
    public static void addWeighted(float[] sum, float[][] rows, int first, float[] weights) {
        int k = 0;
        for (; k + 4 <= weights.length; k += 4) {
            addFour(
                    sum,
                    rows[first + k],
                    weights[k],
                    rows[first + k + 1],
                    weights[k + 1],
                    rows[first + k + 2],
                    weights[k + 2],
                    rows[first + k + 3],
                    weights[k + 3]);
        }
        for (; k < weights.length; k++) {
            addOne(sum, rows[first + k], weights[k]);
        }
    }

    /** Four at once: the sum is read and written a quarter as often. */
    private static void addFour(
            float[] sum, float[] a, float wa, float[] b, float wb, float[] c, float wc, float[] d, float wd) {
        for (int j = 0; j < sum.length; j++) {
            sum[j] += a[j] * wa + b[j] * wb + c[j] * wc + d[j] * wd;
        }
    }

    private static void addOne(float[] sum, float[] row, float weight) {
        for (int j = 0; j < sum.length; j++) {
            sum[j] += row[j] * weight;
        }
    }
}
