package dev.shopkeeper.inventory.forecast.metric;

/**
 * Errors of forecasts as the M competitions define them (Makridakis, Spiliotis and Assimakopoulos, International Journal of
 * Forecasting 36, 2020), and the loss of quantiles.
 */
public final class ForecastMetrics {

    private ForecastMetrics() {}

    /**
     * Symmetric mean absolute percentage error, 0 to 200; a step at which both are zero counts as 0.
     */
    public static double smape(double[] actual, double[] forecast) {
        double sum = 0;
        for (int h = 0; h < actual.length; h++) {
            double size = Math.abs(actual[h]) + Math.abs(forecast[h]);
            sum += size == 0 ? 0 : 200 * Math.abs(actual[h] - forecast[h]) / size;
        }
        return sum / actual.length;
    }

    /**
     * Mean absolute error, divided by that of the seasonal naive method one step ahead in the history.
     *
     * @return NaN where the history does not change, so that there is nothing to divide by
     */
    public static double mase(double[] history, double[] actual, double[] forecast, int period) {
        double scale = 0;
        int n = history.length - period;
        for (int t = period; t < history.length; t++) {
            scale += Math.abs(history[t] - history[t - period]) / n;
        }
        return scale == 0 ? Double.NaN : mae(actual, forecast) / scale;
    }

    /** Mean absolute error, in units. */
    public static double mae(double[] actual, double[] forecast) {
        double sum = 0;
        for (int h = 0; h < actual.length; h++) {
            sum += Math.abs(actual[h] - forecast[h]);
        }
        return sum / actual.length;
    }

    /** The loss of a quantile, in units; its expectation is least at the true one (Koenker and Bassett 1978). */
    public static double pinball(double actual, double quantile, double level) {
        return actual >= quantile ? level * (actual - quantile) : (1 - level) * (quantile - actual);
    }
}
