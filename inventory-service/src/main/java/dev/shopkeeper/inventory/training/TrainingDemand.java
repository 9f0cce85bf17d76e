package dev.shopkeeper.inventory.training;

import dev.shopkeeper.inventory.forecast.history.DemandData;
import dev.shopkeeper.inventory.forecast.history.DemandSeries;
import java.util.List;

/**
 * Demand, and how it is cut into series.
 *
 * @param bucketDays 1 or 7
 * @param most buckets of history at most
 * @param horizon buckets that are forecast, and held out
 */
record TrainingDemand(DemandData data, int bucketDays, int most, int horizon) {

    List<DemandSeries> series() {
        return data.series(bucketDays, most);
    }

    TrainingDemand withoutHorizon() {
        return new TrainingDemand(data.before((long) horizon * bucketDays), bucketDays, most, horizon);
    }
}
