package dev.shopkeeper.inventory.forecast.ensemble;

import dev.shopkeeper.inventory.forecast.expert.Paths;
import dev.shopkeeper.inventory.forecast.expert.RecentMean;
import java.util.Arrays;
import java.util.List;

/**
 * The forecast where no model is champion, and the baseline that a model must beat: the mean of the latest buckets, with
 * the quantiles of a negative binomial distribution of their variance.
 */
public final class RecentDemand {

    public static final String NAME = "recent-demand";

    /** A quarter of a year, in days. */
    private static final int DAYS = 91;

    private RecentDemand() {}

    /** Forecasts from the last quarter; all 0 for what never sold. */
    public static Forecast forecast(Series series, int bucketDays, int horizon, List<Double> levels) {
        return of(series, Math.max(1, DAYS / bucketDays), horizon, levels);
    }

    /** Forecasts from the whole history, which is best where demand never changes. */
    public static Forecast ofAll(Series series, int horizon, List<Double> levels) {
        return of(series, series.length(), horizon, levels);
    }

    private static Forecast of(Series series, int buckets, int horizon, List<Double> levels) {
        double[] values = series.values();
        double[] recent = Arrays.copyOfRange(values, Math.max(0, values.length - buckets), values.length);
        double[] mean = new RecentMean(buckets).forecast(values, 1, horizon);
        // The mean is uncertain, too.
        double variance = Math.max(Paths.variance(recent), mean[0]) * (1 + 1.0 / recent.length);
        double[][] quantiles = new double[levels.size()][horizon];
        double[] cumulative = new double[horizon];
        for (int h = 0; h < horizon; h++) {
            for (int l = 0; l < levels.size(); l++) {
                quantiles[l][h] = Quantiles.counted(mean[h], Math.sqrt(variance), levels.get(l));
            }
            cumulative[h] = variance * (h + 1) * (1 + (double) h / recent.length);
        }
        return new Forecast(
                mean,
                quantiles,
                cumulative,
                List.of(new Forecast.Share(RecentMean.NAME, 1, mean)),
                DemandClass.of(values));
    }
}
