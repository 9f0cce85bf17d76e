package dev.shopkeeper.recommendation.algebra;

/**
 * Products with a matrix of single precision whose rows lie one after the other: row i is {@code [i * width, (i + 1) * width)}.
 * By OpenBLAS where the machine has it, in plain Java otherwise; sums differ by rounding between the two.
 */
public final class Products {

    private Products() {}

    /**
     * The product of each row of one matrix with each of another.
     *
     * @param rows {@code float[count * width]} or longer
     * @param others {@code float[otherCount * width]} or longer
     * @param products {@code float[count * otherCount]}, overwritten, that of row i with row j at {@code i * otherCount + j}
     */
    public static void ofRows(float[] rows, int count, float[] others, int otherCount, int width, float[] products) {
        OpenBlas library = count > 0 && otherCount > 0 ? OpenBlas.instance() : null;
        if (library != null) {
            library.multiply(rows, count, others, otherCount, width, products);
        } else {
            rowsInJava(rows, count, others, otherCount, width, products);
        }
    }

    /**
     * The product of each row with a vector.
     *
     * @param vector {@code float[width]}
     * @param products {@code float[count]} or longer, overwritten
     */
    public static void withVector(float[] rows, int count, int width, float[] vector, float[] products) {
        OpenBlas library = count > 0 ? OpenBlas.instance() : null;
        if (library != null) {
            library.multiply(rows, count, width, false, vector, products);
        } else {
            rowsInJava(rows, count, vector, 1, width, products);
        }
    }

    /**
     * Adds each row times its weight.
     *
     * @param weights {@code float[count]} or longer
     * @param sum {@code float[width]}
     */
    public static void addWeighted(float[] rows, int count, int width, float[] weights, float[] sum) {
        OpenBlas library = count > 0 ? OpenBlas.instance() : null;
        if (library != null) {
            library.multiply(rows, count, width, true, weights, sum);
        } else {
            weightedInJava(rows, count, width, weights, sum);
        }
    }

    /**
     * Adds factor · MᵀM.
     *
     * @param sum {@code float[width * width]}, both triangles
     */
    public static void addGram(float[] rows, int count, int width, float factor, float[] sum) {
        OpenBlas library = count > 0 ? OpenBlas.instance() : null;
        if (library != null) {
            library.addGram(rows, count, width, factor, sum);
        } else {
            gramInJava(rows, count, width, factor, sum);
        }
    }

    static void rowsInJava(float[] rows, int count, float[] others, int otherCount, int width, float[] products) {
        for (int i = 0; i < count; i++) {
            for (int j = 0; j < otherCount; j++) {
                float sum = 0;
                for (int at = 0; at < width; at++) {
                    sum = Math.fma(rows[i * width + at], others[j * width + at], sum);
                }
                products[i * otherCount + j] = sum;
            }
        }
    }

    static void weightedInJava(float[] rows, int count, int width, float[] weights, float[] sum) {
        for (int i = 0; i < count; i++) {
            add(sum, 0, weights[i], rows, i * width, width);
        }
    }

    static void gramInJava(float[] rows, int count, int width, float factor, float[] sum) {
        for (int row = 0; row < count; row++) {
            for (int i = 0; i < width; i++) {
                add(sum, i * width, factor * rows[row * width + i], rows, row * width, width);
            }
        }
    }

    private static void add(float[] sum, int at, float factor, float[] rows, int from, int width) {
        for (int i = 0; i < width; i++) {
            sum[at + i] += factor * rows[from + i];
        }
    }
}
