package dev.shopkeeper.recommendation.algebra;

/**
 * Eigenvalues and eigenvectors of a symmetric matrix, by Jacobi's cyclic rotations. Golub, Van Loan: Matrix Computations, 4th
 * edition, 8.5. For matrices of some hundred rows.
 */
public final class SymmetricEigen {

    private static final int MOST_SWEEPS = 30;
    private static final double NEGLIGIBLE = 1e-29;

    private final double[] values;
    private final double[][] vectors;

    private SymmetricEigen(double[] values, double[][] vectors) {
        this.values = values;
        this.vectors = vectors;
    }

    /** @param matrix its lower triangle is read; nothing is written to */
    public static SymmetricEigen of(double[][] matrix) {
        int size = matrix.length;
        double[][] work = new double[size][size];
        double[][] vectors = new double[size][size];
        double squares = 0;
        for (int row = 0; row < size; row++) {
            vectors[row][row] = 1;
            for (int column = 0; column <= row; column++) {
                work[row][column] = matrix[row][column];
                work[column][row] = matrix[row][column];
                squares += matrix[row][column] * matrix[row][column] * (row == column ? 1 : 2);
            }
        }
        for (int sweep = 0; sweep < MOST_SWEEPS && offDiagonal(work) > NEGLIGIBLE * squares; sweep++) {
            for (int first = 0; first < size; first++) {
                for (int second = first + 1; second < size; second++) {
                    rotate(work, vectors, first, second);
                }
            }
        }
        double[] values = new double[size];
        for (int i = 0; i < size; i++) {
            values[i] = work[i][i];
        }
        return new SymmetricEigen(values, vectors);
    }

    /** In no particular order. */
    public double[] values() {
        return values.clone();
    }

    /** The eigenvector of the value of this number, of length 1. */
    public double[] vector(int number) {
        return vectors[number].clone();
    }

    /** The vector's coordinates along the eigenvectors. */
    public float[] rotated(float[] vector) {
        float[] rotated = new float[vector.length];
        for (int i = 0; i < rotated.length; i++) {
            double sum = 0;
            for (int j = 0; j < vector.length; j++) {
                sum += vectors[i][j] * vector[j];
            }
            rotated[i] = (float) sum;
        }
        return rotated;
    }

    /** The squares below the diagonal, never taken from a sum with those on it: the difference would be rounding alone. */
    private static double offDiagonal(double[][] work) {
        double sum = 0;
        for (int row = 0; row < work.length; row++) {
            for (int column = 0; column < row; column++) {
                sum += work[row][column] * work[row][column];
            }
        }
        return sum;
    }

    /** Makes the element at (first, second) zero; the rows of {@code vectors} turn along. */
    private static void rotate(double[][] work, double[][] vectors, int first, int second) {
        double element = work[first][second];
        if (element == 0) {
            return;
        }
        double ratio = (work[second][second] - work[first][first]) / (2 * element);
        double tangent = Math.signum(ratio == 0 ? 1 : ratio) / (Math.abs(ratio) + Math.sqrt(1 + ratio * ratio));
        double cosine = 1 / Math.sqrt(1 + tangent * tangent);
        double sine = tangent * cosine;
        turn(work[first], work[second], cosine, sine);
        for (double[] row : work) {
            double one = row[first];
            double other = row[second];
            row[first] = cosine * one - sine * other;
            row[second] = sine * one + cosine * other;
        }
        turn(vectors[first], vectors[second], cosine, sine);
    }

    private static void turn(double[] first, double[] second, double cosine, double sine) {
        for (int i = 0; i < first.length; i++) {
            double one = first[i];
            double other = second[i];
            first[i] = cosine * one - sine * other;
            second[i] = sine * one + cosine * other;
        }
    }
}
