package dev.shopkeeper.inventory.forecast.expert;

import java.util.List;

/**
 * Methods for demand with many buckets of zero, which smooth the size of a demand and the time between demands apart.
 *
 * <ul>
 *   <li>{@link Method#CROSTON}: Croston (Operational Research Quarterly 23, 1972): size by interval, both smoothed when
 *       there is demand.
 *   <li>{@link Method#SBA}: Syntetos and Boylan (International Journal of Forecasting 21, 2005): Croston's, less its bias,
 *       by the factor {@code 1 - alpha / 2} of the interval's smoothing constant.
 *   <li>{@link Method#TSB}: Teunter, Syntetos and Babai (European Journal of Operational Research 214, 2011): size by the
 *       probability of demand, which is smoothed in every bucket, so that the forecast falls while nothing sells.
 * </ul>
 *
 * The smoothing constants are those with the least squared error one step ahead, among a few. A history without any demand
 * has the forecast 0.
 */
public final class IntermittentDemand implements Expert {

    /** Which of the methods. */
    public enum Method {
        CROSTON("croston"),
        SBA("sba"),
        TSB("tsb");

        private final String key;

        Method(String key) {
            this.key = key;
        }
    }

    private static final List<Double> CONSTANTS = List.of(0.02, 0.05, 0.1, 0.15, 0.2, 0.3);

    private final Method method;

    public IntermittentDemand(Method method) {
        this.method = method;
    }

    @Override
    public String name() {
        return method.key;
    }

    @Override
    public boolean suits(double[] history, int period) {
        return history.length >= 1;
    }

    @Override
    public double[] forecast(double[] history, int period, int horizon) {
        double least = Double.POSITIVE_INFINITY;
        double forecast = 0;
        for (double size : CONSTANTS) {
            for (double time : method == Method.TSB ? CONSTANTS : List.of(size)) {
                Smoothed smoothed = smooth(history, size, time);
                if (smoothed.error < least) {
                    least = smoothed.error;
                    forecast = smoothed.forecast;
                }
            }
        }
        return Paths.flat(forecast, horizon);
    }

    private record Smoothed(double forecast, double error) {}

    private Smoothed smooth(double[] history, double ofSize, double ofTime) {
        int first = 0;
        while (first < history.length && history[first] <= 0) {
            first++;
        }
        if (first == history.length) {
            return new Smoothed(0, 0);
        }
        double size = firstSizes(history, first);
        double interval = meanInterval(history, first);
        double probability = 1 / interval;
        double since = 1;
        double error = 0;
        for (int t = first + 1; t < history.length; t++) {
            double miss = history[t] - forecast(size, interval, probability, ofTime);
            error += miss * miss;
            boolean sold = history[t] > 0;
            probability += ofTime * ((sold ? 1 : 0) - probability);
            if (sold) {
                size += ofSize * (history[t] - size);
                interval += ofTime * (since - interval);
                since = 1;
            } else {
                since++;
            }
        }
        return new Smoothed(forecast(size, interval, probability, ofTime), error);
    }

    private double forecast(double size, double interval, double probability, double ofTime) {
        return switch (method) {
            case CROSTON -> size / interval;
            case SBA -> (1 - ofTime / 2) * size / interval;
            case TSB -> size * probability;
        };
    }

    /** The mean of the first few demands, a better beginning than the very first. */
    private static double firstSizes(double[] history, int first) {
        double sum = 0;
        int count = 0;
        for (int t = first; t < history.length && count < 3; t++) {
            if (history[t] > 0) {
                sum += history[t];
                count++;
            }
        }
        return sum / count;
    }

    /** Buckets a demand, from the first one on; what comes before it says nothing of the time between two. */
    private static double meanInterval(double[] history, int first) {
        int demands = 0;
        for (int t = first; t < history.length; t++) {
            demands += history[t] > 0 ? 1 : 0;
        }
        return Math.max(1, (history.length - first) / (double) demands);
    }
}
