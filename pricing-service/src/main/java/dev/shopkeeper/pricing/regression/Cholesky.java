package dev.shopkeeper.pricing.regression;

import org.jspecify.annotations.Nullable;

/** The Cholesky factor of a symmetric positive definite matrix. */
final class Cholesky {

    /** A pivot below this share of its diagonal element says that the column follows from those before. */
    private static final double DEPENDENT = 1e-11;

    private final double[][] factor;

    private Cholesky(double[][] factor) {
        this.factor = factor;
    }

    /** The factor, or null if a column follows from those before it; {@link #dependent} says which. */
    static @Nullable Cholesky of(double[][] matrix) {
        double[][] factor = new double[matrix.length][matrix.length];
        return factorise(matrix, factor) < 0 ? new Cholesky(factor) : null;
    }

    /** The first column that follows from those before it, or -1. */
    static int dependent(double[][] matrix) {
        return factorise(matrix, new double[matrix.length][matrix.length]);
    }

    private static int factorise(double[][] matrix, double[][] factor) {
        for (int j = 0; j < matrix.length; j++) {
            double[] row = factor[j];
            double pivot = matrix[j][j];
            for (int k = 0; k < j; k++) {
                double sum = matrix[j][k];
                double[] other = factor[k];
                for (int l = 0; l < k; l++) {
                    sum -= row[l] * other[l];
                }
                row[k] = sum / other[k];
                pivot -= row[k] * row[k];
            }
            if (!(pivot > DEPENDENT * matrix[j][j])) {
                return j;
            }
            row[j] = Math.sqrt(pivot);
        }
        return -1;
    }

    double[] solve(double[] right) {
        int size = factor.length;
        double[] x = right.clone();
        for (int i = 0; i < size; i++) {
            for (int k = 0; k < i; k++) {
                x[i] -= factor[i][k] * x[k];
            }
            x[i] /= factor[i][i];
        }
        for (int i = size - 1; i >= 0; i--) {
            for (int k = i + 1; k < size; k++) {
                x[i] -= factor[k][i] * x[k];
            }
            x[i] /= factor[i][i];
        }
        return x;
    }

    /** The inverse of the matrix times a symmetric one times the inverse. */
    double[][] around(double[][] meat) {
        int size = meat.length;
        double[][] half = new double[size][];
        for (int i = 0; i < size; i++) {
            half[i] = solve(meat[i]);
        }
        double[][] whole = new double[size][size];
        for (int j = 0; j < size; j++) {
            double[] column = new double[size];
            for (int i = 0; i < size; i++) {
                column[i] = half[i][j];
            }
            double[] solved = solve(column);
            for (int i = 0; i < size; i++) {
                whole[i][j] = solved[i];
            }
        }
        return whole;
    }
}
