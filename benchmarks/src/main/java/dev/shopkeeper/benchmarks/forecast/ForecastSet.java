package dev.shopkeeper.benchmarks.forecast;

import dev.shopkeeper.inventory.forecast.ensemble.Frequency;
import dev.shopkeeper.inventory.forecast.ensemble.HybridSettings;
import dev.shopkeeper.inventory.forecast.ensemble.Series;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Series with what came after them.
 *
 * @param future by series and step; NaN where nothing is known
 * @param score what is to be told of the forecasts
 */
record ForecastSet(
        String name,
        Frequency frequency,
        HybridSettings settings,
        List<Series> history,
        List<double[]> future,
        Score score) {

    /** What counts. */
    enum Score {
        /** Errors of the mean. */
        MEAN,
        /** The loss of the upper quantiles: demand is mostly none, and its mean says little. */
        QUANTILES
    }

    /** Forecasts the last part of the histories and knows nothing of the future: to choose options by. */
    ForecastSet validation() {
        int horizon = settings.horizon();
        List<Series> earlier = new ArrayList<>();
        List<double[]> held = new ArrayList<>();
        for (Series series : history) {
            int end = series.values().length - horizon;
            if (end > horizon) {
                earlier.add(series.until(end));
                held.add(Arrays.copyOfRange(series.values(), end, end + horizon));
            }
        }
        return new ForecastSet(name, frequency, settings, earlier, held, score);
    }
}
