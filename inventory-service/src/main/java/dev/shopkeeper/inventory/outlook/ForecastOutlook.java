package dev.shopkeeper.inventory.outlook;

import dev.shopkeeper.decision.Stamp;
import dev.shopkeeper.inventory.demand.DemandStore;
import dev.shopkeeper.inventory.forecast.ensemble.Forecast;
import dev.shopkeeper.inventory.outlook.Forecasts.Made;
import dev.shopkeeper.inventory.replenishment.DemandOutlook;
import dev.shopkeeper.inventory.replenishment.Outlook;
import dev.shopkeeper.inventory.stock.StockPlace;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What will be demanded, by the forecast: its mean, and the variance of its own errors as they added up over as much time in
 * the past. Beyond the horizon it goes on as in the last part of it. Thread-safe.
 */
@Component
class ForecastOutlook implements DemandOutlook {

    private static final double SECONDS_A_DAY = 86_400;
    /** Whoever asks for several intervals of one place in a row is answered from one forecast. */
    private static final Duration REMEMBERED = Duration.ofSeconds(5);

    private final Forecasts forecasts;
    private final Clock clock;
    private volatile @Nullable Remembered last;

    ForecastOutlook(Forecasts forecasts, Clock clock) {
        this.forecasts = forecasts;
        this.clock = clock;
    }

    private record Remembered(
            StockPlace place, Instant at, @Nullable Made made, Stamp stamp) {}

    @Override
    public Outlook over(StockPlace place, double days, Instant from) {
        Remembered remembered = remembered(place);
        Stamp stamp = remembered.stamp;
        Made made = remembered.made;
        if (made == null || days <= 0) {
            return new Outlook(0, 0, stamp.model(), stamp.modelVersion(), stamp.degradedReason());
        }
        double gone = Math.max(
                0, Duration.between(DemandStore.startOf(made.until()), from).toMillis() / 1000.0 / SECONDS_A_DAY);
        double begin = gone / made.bucketDays();
        double end = (gone + days) / made.bucketDays();
        double mean = cumulativeMean(made.forecast(), end) - cumulativeMean(made.forecast(), begin);
        return new Outlook(
                Math.max(0, mean),
                cumulativeVariance(made.forecast(), end),
                stamp.model(),
                stamp.modelVersion(),
                stamp.degradedReason());
    }

    private Remembered remembered(StockPlace place) {
        Instant now = clock.instant();
        Remembered present = last;
        if (present != null
                && present.place.equals(place)
                && Duration.between(present.at, now).compareTo(REMEMBERED) < 0) {
            return present;
        }
        Made made = forecasts.find(place.itemId(), place.locationId());
        Remembered next = new Remembered(place, now, made, made == null ? forecasts.stamp() : made.stamp());
        last = next;
        return next;
    }

    /** Units up to a number of buckets, a part of one included. */
    static double cumulativeMean(Forecast forecast, double buckets) {
        double[] mean = forecast.mean();
        double sum = 0;
        int whole = (int) Math.min(buckets, mean.length);
        for (int h = 0; h < whole; h++) {
            sum += mean[h];
        }
        if (whole < mean.length) {
            return sum + (buckets - whole) * mean[whole];
        }
        int from = mean.length / 2;
        double late = 0;
        for (int h = from; h < mean.length; h++) {
            late += mean[h] / (mean.length - from);
        }
        return sum + (buckets - mean.length) * late;
    }

    /** Of the error of the sum; beyond the horizon it grows by the power that it grew with in the second half. */
    static double cumulativeVariance(Forecast forecast, double buckets) {
        double[] variance = forecast.cumulativeVariance();
        int last = variance.length;
        if (buckets <= 1) {
            return buckets * variance[0];
        }
        if (buckets <= last) {
            int below = (int) Math.floor(buckets);
            double lower = variance[below - 1];
            return below == last ? lower : lower + (buckets - below) * (variance[below] - lower);
        }
        double half = variance[Math.max(0, last / 2 - 1)];
        double power = last < 2 || half <= 0
                ? 1
                : Math.clamp(Math.log(variance[last - 1] / half) / Math.log(last / (double) (last / 2)), 1, 2);
        return variance[last - 1] * Math.pow(buckets / last, power);
    }
}
