package dev.shopkeeper.neural.nextitem;

/** Exponentials by a polynomial, in loops that the compiler makes vector instructions of; off by less than 3e-7 of the value. */
final class Exponentials {

    private static final float LEAST = -87;
    private static final float LOG2_E = 1.44269504f;
    private static final float LN2_HIGH = 0.693359375f;
    private static final float LN2_LOW = -2.12194440e-4f;

    private Exponentials() {}

    /**
     * Makes a row its softmax.
     *
     * @return the logarithm of the sum of the exponentials
     */
    static double softmax(float[] row) {
        float most = Float.NEGATIVE_INFINITY;
        for (float value : row) {
            most = Math.max(most, value);
        }
        for (int j = 0; j < row.length; j++) {
            row[j] = exp(row[j] - most);
        }
        double sum = sum(row);
        float factor = (float) (1 / sum);
        for (int j = 0; j < row.length; j++) {
            row[j] *= factor;
        }
        return most + Math.log(sum);
    }

    /** @param x at most 0 */
    static float exp(float x) {
        float limited = Math.max(LEAST, x);
        int power = (int) (limited * LOG2_E - 0.5f);
        float rest = limited - power * LN2_HIGH - power * LN2_LOW;
        float p = 1.9875691500e-4f;
        p = p * rest + 1.3981999507e-3f;
        p = p * rest + 8.3334519073e-3f;
        p = p * rest + 4.1665795894e-2f;
        p = p * rest + 1.6666665459e-1f;
        p = p * rest + 5.0000001201e-1f;
        p = p * rest * rest + rest + 1;
        return p * Float.intBitsToFloat((power + 127) << 23);
    }

    private static double sum(float[] row) {
        float a = 0;
        float b = 0;
        float c = 0;
        float d = 0;
        int j = 0;
        for (; j + 4 <= row.length; j += 4) {
            a += row[j];
            b += row[j + 1];
            c += row[j + 2];
            d += row[j + 3];
        }
        double sum = (double) a + b + ((double) c + d);
        for (; j < row.length; j++) {
            sum += row[j];
        }
        return sum;
    }
}
