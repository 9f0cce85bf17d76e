package dev.shopkeeper.recommendation.algebra;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * Symmetric positive definite systems in single precision. Golub, Van Loan: Matrix Computations, 4th edition, 4.2.
 */
public final class Symmetric {

    /** Below this size a call into the library costs more than it saves. */
    private static final int NATIVE_FROM = 24;

    private Symmetric() {}

    /**
     * Solves A·x = b; both arrays are overwritten, {@code vector} with x.
     *
     * @param matrix {@code float[size * size]}, both triangles or only the lower one by columns
     * @param vector {@code float[size]} or longer
     * @return false if A is not positive definite to single precision
     */
    public static boolean solve(float[] matrix, int size, float[] vector) {
        OpenBlas library = size >= NATIVE_FROM ? OpenBlas.instance() : null;
        return library != null
                ? library.solve(matrix, size, vector, 1)
                : cholesky(matrix, size) && substitute(matrix, size, vector);
    }

    /**
     * Inverts A in place. Works on memory outside the heap; only the triangle where row is at least column, by columns
     * (element (row, column) at {@code column * size + row}), is read and written.
     *
     * @param matrix of {@code size * size} floats
     * @return false if A is not positive definite to single precision
     */
    public static boolean invert(MemorySegment matrix, int size) {
        OpenBlas library = OpenBlas.instance();
        if (library != null) {
            return library.invert(matrix, size);
        }
        return invertInJava(matrix, size);
    }

    /** Lower triangle by columns becomes L with L·Lᵀ = A. */
    static boolean cholesky(float[] matrix, int size) {
        for (int column = 0; column < size; column++) {
            int at = column * size;
            for (int before = 0; before < column; before++) {
                float factor = matrix[before * size + column];
                if (factor != 0) {
                    int from = before * size;
                    for (int row = column; row < size; row++) {
                        matrix[at + row] -= factor * matrix[from + row];
                    }
                }
            }
            float pivot = matrix[at + column];
            if (!(pivot > 0)) {
                return false;
            }
            float scale = (float) (1 / Math.sqrt(pivot));
            for (int row = column; row < size; row++) {
                matrix[at + row] *= scale;
            }
        }
        return true;
    }

    private static boolean substitute(float[] factor, int size, float[] vector) {
        for (int column = 0; column < size; column++) {
            float value = vector[column] / factor[column * size + column];
            vector[column] = value;
            for (int row = column + 1; row < size; row++) {
                vector[row] -= factor[column * size + row] * value;
            }
        }
        for (int column = size - 1; column >= 0; column--) {
            float sum = vector[column];
            for (int row = column + 1; row < size; row++) {
                sum -= factor[column * size + row] * vector[row];
            }
            vector[column] = sum / factor[column * size + column];
        }
        return true;
    }

    private static boolean invertInJava(MemorySegment matrix, int size) {
        float[] factor = matrix.toArray(ValueLayout.JAVA_FLOAT);
        if (!cholesky(factor, size)) {
            return false;
        }
        float[] column = new float[size];
        for (int unit = 0; unit < size; unit++) {
            java.util.Arrays.fill(column, 0);
            column[unit] = 1;
            substitute(factor, size, column);
            for (int row = unit; row < size; row++) {
                matrix.setAtIndex(ValueLayout.JAVA_FLOAT, (long) unit * size + row, column[row]);
            }
        }
        return true;
    }
}
