package dev.shopkeeper.inventory.forecast.expert;

import java.util.Arrays;

/**
 * Classical decomposition: centred moving average, and the mean deviation from it of each place in the period. See
 * Makridakis, Wheelwright and Hyndman, Forecasting: Methods and Applications (1998), chapter 3.
 */
public final class Seasons {

    /** One-sided 90 % of the normal distribution, as in the test of Assimakopoulos and Nikolopoulos (2000). */
    private static final double SIGNIFICANT = 1.645;

    private final double[] indices;
    private final boolean multiplicative;

    private Seasons(double[] indices, boolean multiplicative) {
        this.indices = indices;
        this.multiplicative = multiplicative;
    }

    /** The seasons of a history; multiplicative where all values are above zero, additive otherwise. */
    static Seasons of(double[] history, int period) {
        return of(history, period, Paths.positive(history));
    }

    static Seasons of(double[] history, int period, boolean multiplicative) {
        double[] trend = centred(history, period);
        double[] indices = new double[period];
        int[] counts = new int[period];
        for (int t = 0; t < history.length; t++) {
            if (!Double.isNaN(trend[t])) {
                indices[t % period] += multiplicative ? history[t] / trend[t] : history[t] - trend[t];
                counts[t % period]++;
            }
        }
        double sum = 0;
        for (int i = 0; i < period; i++) {
            indices[i] = counts[i] == 0 ? (multiplicative ? 1 : 0) : indices[i] / counts[i];
            sum += indices[i];
        }
        double mean = sum / period;
        for (int i = 0; i < period; i++) {
            indices[i] = multiplicative ? indices[i] / mean : indices[i] - mean;
        }
        return new Seasons(indices, multiplicative);
    }

    /** Without a season. */
    static Seasons none() {
        return new Seasons(new double[] {0}, false);
    }

    /**
     * Whether the autocorrelation at the period differs from zero at 90 % (as in the M3 competition's Theta and the M4
     * competition's Naive 2). Needs three periods.
     */
    public static boolean significant(double[] history, int period) {
        if (period < 2 || history.length < 3 * period) {
            return false;
        }
        double[] autocorrelation = autocorrelation(history, period);
        double sum = 0;
        for (int lag = 1; lag < period; lag++) {
            sum += autocorrelation[lag] * autocorrelation[lag];
        }
        double limit = SIGNIFICANT * Math.sqrt((1 + 2 * sum) / history.length);
        return Math.abs(autocorrelation[period]) > limit;
    }

    /**
     * Strength of the season, 0 to 1: one less the share of the variance that is left when the season is known (Wang,
     * Smith and Hyndman 2006).
     */
    static double strength(double[] history, int period) {
        Seasons seasons = of(history, period, false);
        double[] trend = centred(history, period);
        double[] rest = new double[history.length];
        double[] withSeason = new double[history.length];
        int n = 0;
        for (int t = 0; t < history.length; t++) {
            if (!Double.isNaN(trend[t])) {
                withSeason[n] = history[t] - trend[t];
                rest[n++] = history[t] - trend[t] - seasons.indices[t % period];
            }
        }
        double all = Paths.variance(Arrays.copyOf(withSeason, n));
        return all <= 0 ? 0 : Math.max(0, 1 - Paths.variance(Arrays.copyOf(rest, n)) / all);
    }

    /** The M4 competition's Naive 2: the last value, without its season if it is significant, with that of what comes. */
    public static double[] naive2(double[] history, int period, int horizon) {
        Seasons seasons = significant(history, period) ? of(history, period) : none();
        double[] adjusted = seasons.removed(history);
        double[] path = new double[horizon];
        Arrays.fill(path, adjusted[adjusted.length - 1]);
        return seasons.added(path, history.length);
    }

    /** The history without its season. */
    double[] removed(double[] history) {
        double[] adjusted = new double[history.length];
        for (int t = 0; t < history.length; t++) {
            double index = indices[t % indices.length];
            adjusted[t] = multiplicative ? history[t] / index : history[t] - index;
        }
        return adjusted;
    }

    /** A path that follows {@code length} buckets of history, with its season. */
    double[] added(double[] path, int length) {
        double[] seasonal = new double[path.length];
        for (int h = 0; h < path.length; h++) {
            double index = indices[(length + h) % indices.length];
            seasonal[h] = multiplicative ? path[h] * index : path[h] + index;
        }
        return seasonal;
    }

    /** The index of a place in the period. */
    double index(int place) {
        return indices[place % indices.length];
    }

    static double[] autocorrelation(double[] history, int lags) {
        double mean = Paths.mean(history);
        double[] result = new double[lags + 1];
        double variance = 0;
        for (double value : history) {
            variance += (value - mean) * (value - mean);
        }
        for (int lag = 1; lag <= lags && variance > 0; lag++) {
            double sum = 0;
            for (int t = lag; t < history.length; t++) {
                sum += (history[t] - mean) * (history[t - lag] - mean);
            }
            result[lag] = sum / variance;
        }
        return result;
    }

    /** The centred moving average over a period; NaN where it reaches over the ends. */
    private static double[] centred(double[] history, int period) {
        double[] trend = new double[history.length];
        Arrays.fill(trend, Double.NaN);
        int half = period / 2;
        boolean even = period % 2 == 0;
        for (int t = half; t < history.length - half; t++) {
            double sum = 0;
            for (int i = t - half; i <= t + half; i++) {
                sum += even && (i == t - half || i == t + half) ? history[i] / 2 : history[i];
            }
            trend[t] = sum / period;
        }
        return trend;
    }
}
