package dev.shopkeeper.inventory.forecast.history;

import dev.shopkeeper.inventory.forecast.ensemble.Forecast;
import dev.shopkeeper.inventory.forecast.metric.ForecastMetrics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Adds up how far forecasts were from what came; buckets without stock do not count. Not thread-safe. */
public final class ForecastAccuracy {

    /** Of all quantiles, in units of the demand: the metric by which models are compared. */
    public static final String WEIGHTED_QUANTILE_LOSS = "weighted_quantile_loss";

    private final List<Double> levels;
    private double units;
    private double absolute;
    private double signed;
    private double pinball;
    private long points;
    private long within;

    public ForecastAccuracy(List<Double> levels) {
        this.levels = levels;
    }

    /**
     * Adds one series.
     *
     * @param after the series with the buckets that were forecast at its end
     */
    public void add(Forecast forecast, DemandSeries after) {
        double[] values = after.series().values();
        int horizon = forecast.mean().length;
        int lower = nearest(0.1);
        int upper = nearest(0.9);
        for (int h = 0; h < horizon; h++) {
            int bucket = values.length - horizon + h;
            if (after.stockOutDays()[bucket] > 0) {
                continue;
            }
            double actual = values[bucket];
            points++;
            units += actual;
            absolute += Math.abs(actual - forecast.mean()[h]);
            signed += forecast.mean()[h] - actual;
            for (int l = 0; l < levels.size(); l++) {
                pinball +=
                        2 * ForecastMetrics.pinball(actual, forecast.quantiles()[l][h], levels.get(l)) / levels.size();
            }
            within += actual >= forecast.quantiles()[lower][h] && actual <= forecast.quantiles()[upper][h] ? 1 : 0;
        }
    }

    private int nearest(double level) {
        int nearest = 0;
        for (int l = 1; l < levels.size(); l++) {
            if (Math.abs(levels.get(l) - level) < Math.abs(levels.get(nearest) - level)) {
                nearest = l;
            }
        }
        return nearest;
    }

    /** By name; infinite errors where nothing sold at all. */
    public Map<String, Double> metrics() {
        Map<String, Double> metrics = new LinkedHashMap<>();
        metrics.put(WEIGHTED_QUANTILE_LOSS, pinball / units);
        metrics.put("wape", absolute / units);
        metrics.put("bias", signed / units);
        metrics.put("coverage_80", (double) within / Math.max(1, points));
        metrics.put("points", (double) points);
        return metrics;
    }
}
