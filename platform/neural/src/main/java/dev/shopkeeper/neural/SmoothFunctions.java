package dev.shopkeeper.neural;

/**
 * Hyperbolic tangent and logistic function by a ratio of polynomials, off by less than 5e-7, without branches and tables,
 * so that the compiler makes vector instructions of the loops. The coefficients are those of the Eigen library's {@code
 * ptanh}.
 */
final class SmoothFunctions {

    /** From here on the ratio is 1. */
    private static final float LIMIT = 7.90531110763549805f;

    private SmoothFunctions() {}

    static float tanh(float x) {
        float c = Math.max(-LIMIT, Math.min(LIMIT, x));
        float s = c * c;
        float p = -2.76076847742355e-16f;
        p = p * s + 2.00018790482477e-13f;
        p = p * s - 8.60467152213735e-11f;
        p = p * s + 5.12229709037114e-08f;
        p = p * s + 1.48572235717979e-05f;
        p = p * s + 6.37261928875436e-04f;
        p = p * s + 4.89352455891786e-03f;
        float q = 1.19825839466702e-06f;
        q = q * s + 1.18534705686654e-04f;
        q = q * s + 2.26843463243900e-03f;
        q = q * s + 4.89352518554385e-03f;
        return c * p / q;
    }

    static float sigmoid(float x) {
        return 0.5f + 0.5f * tanh(0.5f * x);
    }

    /** Each value of a range by its tangent. */
    static void tanh(float[] values, int from, int to) {
        for (int j = from; j < to; j++) {
            values[j] = tanh(values[j]);
        }
    }

    /** Each value of a range by its logistic function. */
    static void sigmoid(float[] values, int from, int to) {
        for (int j = from; j < to; j++) {
            values[j] = sigmoid(values[j]);
        }
    }
}
