package dev.shopkeeper.pricing.regression;

/** Weighted sums over rows of scaled columns. */
final class Gram {

    /** Rows added in one go, so that sums are read and written once for all of them; from eight on the compiler no longer
     * makes vectors of the loop. */
    private static final int BLOCK = 4;

    private Gram() {}

    /** {@code [columns][columns]}: sum over rows of weight times column times column, columns shifted, then scaled. */
    static double[][] of(double[][] rows, double[] center, double[] scale, double[] weights) {
        int columns = center.length;
        double[][] gram = new double[columns][columns];
        double[][] block = new double[BLOCK][columns];
        int filled = 0;
        for (int i = 0; i < rows.length; i++) {
            if (weights[i] == 0) {
                continue;
            }
            double root = Math.sqrt(weights[i]);
            double[] row = rows[i];
            double[] to = block[filled++];
            for (int j = 0; j < columns; j++) {
                to[j] = (row[j] - center[j]) * (scale[j] * root);
            }
            if (filled == BLOCK) {
                add(gram, block);
                filled = 0;
            }
        }
        if (filled > 0) {
            for (int k = filled; k < BLOCK; k++) {
                block[k] = new double[columns];
            }
            add(gram, block);
        }
        for (int j = 0; j < columns; j++) {
            for (int k = 0; k < j; k++) {
                gram[j][k] = gram[k][j];
            }
        }
        return gram;
    }

    private static void add(double[][] gram, double[][] block) {
        for (int j = 0; j < gram.length; j++) {
            add(gram[j], j, block);
        }
    }

    private static void add(double[] sums, int j, double[][] block) {
        double[] r0 = block[0];
        double[] r1 = block[1];
        double[] r2 = block[2];
        double[] r3 = block[3];
        double a0 = r0[j];
        double a1 = r1[j];
        double a2 = r2[j];
        double a3 = r3[j];
        for (int k = j; k < sums.length; k++) {
            sums[k] += a0 * r0[k] + a1 * r1[k] + a2 * r2[k] + a3 * r3[k];
        }
    }

    /** One a column: sum over rows of the value times the column, shifted and scaled. */
    static double[] with(double[] values, double[][] rows, double[] center, double[] scale) {
        double[] sums = new double[center.length];
        for (int i = 0; i < rows.length; i++) {
            double value = values[i];
            if (value == 0) {
                continue;
            }
            double[] row = rows[i];
            for (int j = 0; j < sums.length; j++) {
                sums[j] += value * (row[j] - center[j]);
            }
        }
        for (int j = 0; j < sums.length; j++) {
            sums[j] *= scale[j];
        }
        return sums;
    }
}
