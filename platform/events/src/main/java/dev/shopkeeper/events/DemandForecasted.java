package dev.shopkeeper.events;

import java.time.Instant;

/**
 * What is expected to be demanded of an item at a location.
 *
 * @param from when the time that is forecast begins
 * @param days how long it lasts
 * @param expectedUnits of demand in all of it, not negative
 * @param model what expects it
 * @param degraded whether a fallback stood in for a model that should have forecast
 */
public record DemandForecasted(
        String itemId,
        String locationId,
        Instant from,
        int days,
        double expectedUnits,
        String model,
        String modelVersion,
        boolean degraded,
        Instant forecastedAt)
        implements ShopEvent {

    /** The CloudEvents type. */
    public static final String TYPE = "shop.demand.forecasted.v1";

    @Override
    public String key() {
        return itemId;
    }
}
