package dev.shopkeeper.neural;

import java.util.List;

/**
 * How a network is trained.
 *
 * @param units of each LSTM layer
 * @param layers of LSTM, one over the other
 * @param epochs at most, passes over all samples
 * @param batchSize samples in a step
 * @param learningRate of Adam (Kingma and Ba 2015) in the first epoch
 * @param learningRateDecay by which the rate is multiplied after each epoch, above 0 and at most 1
 * @param l2 penalty on weights, not on biases
 * @param gradientNorm the longest that a layer's gradient may be, it is shortened beyond
 * @param patience epochs without a better loss on the validation part after which training ends
 * @param quantiles of which output j is the one at place j, each above 0 and below 1; empty for the median by absolute
 *     errors
 * @param seed of weights and of the order of samples
 */
public record LstmOptions(
        int units,
        int layers,
        int epochs,
        int batchSize,
        double learningRate,
        double learningRateDecay,
        double l2,
        double gradientNorm,
        int patience,
        List<Double> quantiles,
        long seed) {

    public LstmOptions {
        quantiles = List.copyOf(quantiles);
        positive("units", units);
        positive("layers", layers);
        positive("epochs", epochs);
        positive("batch size", batchSize);
        positive("learning rate", learningRate);
        positive("learning rate decay", learningRateDecay);
        positive("gradient norm", gradientNorm);
        positive("patience", patience);
        if (learningRateDecay > 1 || l2 < 0 || Double.isNaN(l2)) {
            throw new IllegalArgumentException(
                    "learning rate decay is " + learningRateDecay + " (at most 1), l2 " + l2 + " (at least 0)");
        }
        for (double quantile : quantiles) {
            if (!(quantile > 0 && quantile < 1)) {
                throw new IllegalArgumentException("A quantile is " + quantile + " (above 0 and below 1)");
            }
        }
    }

    private static void positive(String name, double value) {
        if (!(value > 0) || Double.isInfinite(value)) {
            throw new IllegalArgumentException(name + " is " + value + ". Maybe leave it at its default?");
        }
    }

    /** One layer of 64 units, absolute errors, 30 epochs at most. */
    public static LstmOptions defaults(long seed) {
        return new LstmOptions(64, 1, 30, 128, 0.003, 0.95, 1e-6, 1.0, 5, List.of(), seed);
    }
}
