package dev.shopkeeper.inventory.forecast.expert;

/**
 * The Theta method of Assimakopoulos and Nikolopoulos (International Journal of Forecasting 16, 2000), the best of the M3
 * competition: the mean of the linear trend and of the simple exponential smoothing of the series with its curvature
 * doubled. In the form of Hyndman and Billah (2003): simple exponential smoothing with half the trend as drift. A
 * significant season is removed before and added after.
 */
public final class Theta implements Expert {

    public static final String NAME = "theta";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean suits(double[] history, int period) {
        return history.length >= 3;
    }

    @Override
    public double[] forecast(double[] history, int period, int horizon) {
        Seasons seasons = Seasons.significant(history, period) ? Seasons.of(history, period) : Seasons.none();
        double[] adjusted = seasons.removed(history);
        int n = adjusted.length;
        double slope = slope(adjusted);
        double alpha = alpha(adjusted);
        double level = level(adjusted, alpha);
        double[] path = new double[horizon];
        double start = (1 - Math.pow(1 - alpha, n)) / alpha;
        for (int h = 0; h < horizon; h++) {
            path[h] = level + slope / 2 * (h + start);
        }
        return Paths.demand(seasons.added(path, n), Paths.mean(history));
    }

    /** Least squares over time. */
    private static double slope(double[] values) {
        int n = values.length;
        double middle = (n - 1) / 2.0;
        double mean = Paths.mean(values);
        double product = 0;
        double square = 0;
        for (int t = 0; t < n; t++) {
            product += (t - middle) * (values[t] - mean);
            square += (t - middle) * (t - middle);
        }
        return square == 0 ? 0 : product / square;
    }

    /** The smoothing constant with the least squared error one step ahead, by golden section after a coarse look. */
    static double alpha(double[] values) {
        double best = 0.05;
        double least = Double.POSITIVE_INFINITY;
        for (double candidate = 0.05; candidate < 1; candidate += 0.1) {
            double error = error(values, candidate);
            if (error < least) {
                least = error;
                best = candidate;
            }
        }
        double low = Math.max(0.01, best - 0.1);
        double high = Math.min(0.99, best + 0.1);
        double golden = (Math.sqrt(5) - 1) / 2;
        double left = high - golden * (high - low);
        double right = low + golden * (high - low);
        double errorLeft = error(values, left);
        double errorRight = error(values, right);
        while (high - low > 1e-4) {
            if (errorLeft < errorRight) {
                high = right;
                right = left;
                errorRight = errorLeft;
                left = high - golden * (high - low);
                errorLeft = error(values, left);
            } else {
                low = left;
                left = right;
                errorLeft = errorRight;
                right = low + golden * (high - low);
                errorRight = error(values, right);
            }
        }
        return (low + high) / 2;
    }

    private static double error(double[] values, double alpha) {
        double level = values[0];
        double sum = 0;
        for (int t = 1; t < values.length; t++) {
            double error = values[t] - level;
            sum += error * error;
            level += alpha * error;
        }
        return sum;
    }

    static double level(double[] values, double alpha) {
        double level = values[0];
        for (int t = 1; t < values.length; t++) {
            level += alpha * (values[t] - level);
        }
        return level;
    }
}
