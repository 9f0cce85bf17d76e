package dev.shopkeeper.inventory.forecast.ensemble;

/**
 * What the network sees of a series at an origin: a window of its past in units of its level, the coming buckets with the
 * experts' forecasts, and the calendar throughout. Its target is what happens less the experts' forecast together, weighed as is
 * best for all series of the kind, so that an output of nothing is that.
 */
final class Windows {

    /** A single bucket counts for no more levels than this. */
    private static final double MOST = 8;

    private final Frequency frequency;
    private final HybridSettings settings;

    Windows(Frequency frequency, HybridSettings settings) {
        this.frequency = frequency;
        this.settings = settings;
    }

    int steps() {
        return settings.window() + settings.horizon();
    }

    /** The mean of the latest buckets, never zero. */
    static double level(double[] values, int end, int window) {
        int from = Math.max(0, end - window);
        double sum = 0;
        for (int t = from; t < end; t++) {
            sum += values[t];
        }
        return Math.max(sum, 0.5) / (end - from);
    }

    float[][] inputs(Series series, int origin, double[][] experts, double level) {
        int cycles = frequency.cycles().size();
        float[][] inputs = new float[steps()][2 + experts.length + 2 * cycles];
        double[] mean = meanOf(experts, settings.horizon());
        for (int step = 0; step < inputs.length; step++) {
            int t = origin - settings.window() + step;
            float[] row = inputs[step];
            if (t < origin) {
                row[0] = t < 0 ? 0 : clip(series.values()[t] / level);
            } else {
                int h = t - origin;
                row[1] = 1;
                for (int e = 0; e < experts.length; e++) {
                    double forecast = Double.isNaN(experts[e][h]) ? mean[h] : experts[e][h];
                    row[2 + e] = clip(forecast / level);
                }
            }
            for (int c = 0; c < cycles; c++) {
                double angle =
                        2 * Math.PI * (series.offset() + t) / frequency.cycles().get(c);
                row[2 + experts.length + 2 * c] = (float) Math.sin(angle);
                row[3 + experts.length + 2 * c] = (float) Math.cos(angle);
            }
        }
        return inputs;
    }

    float[] targets(double[] actual, double[] together, double level) {
        float[] targets = new float[steps()];
        for (int h = 0; h < actual.length; h++) {
            targets[settings.window() + h] = clip((actual[h] - together[h]) / level);
        }
        return targets;
    }

    float[] weights() {
        float[] weights = new float[steps()];
        java.util.Arrays.fill(weights, settings.window(), weights.length, 1);
        return weights;
    }

    /**
     * The network's forecast in units, never negative.
     *
     * @param weights of the experts together
     */
    double[] path(
            GlobalNetwork network, Series series, int origin, double[][] experts, double level, double[] weights) {
        float[] outputs = network.outputs(inputs(series, origin, experts, level));
        double[] together = Origins.combined(experts, weights);
        double[] path = new double[settings.horizon()];
        for (int h = 0; h < path.length; h++) {
            double value = together[h] + level * outputs[settings.window() + h];
            path[h] = Double.isFinite(value) ? Math.max(0, value) : together[h];
        }
        return path;
    }

    /** The mean of those experts that say something. */
    static double[] meanOf(double[][] experts, int horizon) {
        double[] mean = new double[horizon];
        int count = 0;
        for (double[] expert : experts) {
            if (!Double.isNaN(expert[0])) {
                count++;
                for (int h = 0; h < horizon; h++) {
                    mean[h] += expert[h];
                }
            }
        }
        for (int h = 0; h < horizon; h++) {
            mean[h] /= Math.max(1, count);
        }
        return mean;
    }

    private static float clip(double value) {
        return (float) Math.clamp(value, -MOST, MOST);
    }
}
