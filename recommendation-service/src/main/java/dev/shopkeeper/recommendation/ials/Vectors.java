package dev.shopkeeper.recommendation.ials;

/** Products and sums in four lanes, which the compiler turns into vector instructions where it may. */
final class Vectors {

    private Vectors() {}

    static float dot(float[] a, float[] b) {
        float s0 = 0;
        float s1 = 0;
        float s2 = 0;
        float s3 = 0;
        int i = 0;
        for (; i + 3 < a.length; i += 4) {
            s0 = Math.fma(a[i], b[i], s0);
            s1 = Math.fma(a[i + 1], b[i + 1], s1);
            s2 = Math.fma(a[i + 2], b[i + 2], s2);
            s3 = Math.fma(a[i + 3], b[i + 3], s3);
        }
        for (; i < a.length; i++) {
            s0 = Math.fma(a[i], b[i], s0);
        }
        return s0 + s1 + s2 + s3;
    }

    /** sum += factor · vector */
    static void add(float[] sum, float factor, float[] vector) {
        for (int i = 0; i < vector.length; i++) {
            sum[i] += factor * vector[i];
        }
    }

    /** sum += factor · vector[from .. from + size) */
    static void add(float[] sum, float factor, float[] vector, int from, int size) {
        for (int i = 0; i < size; i++) {
            sum[i] += factor * vector[from + i];
        }
    }

    /** sum[at ..) += factor · vector */
    static void add(float[] sum, int at, float factor, float[] vector) {
        for (int i = 0; i < vector.length; i++) {
            sum[at + i] += factor * vector[i];
        }
    }
}
