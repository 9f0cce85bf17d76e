package dev.shopkeeper.pricing.suggestion;

import dev.shopkeeper.pricing.elasticity.Elasticity;
import dev.shopkeeper.pricing.forecast.HeardForecasts.ForecastDemand;
import dev.shopkeeper.pricing.forecast.Interests.Interest;
import org.jspecify.annotations.Nullable;

/**
 * What an item sells in a week at the price in force: what is forecast, or else what it sold, moved by how often it is looked
 * at now as far as its category's sales follow that.
 *
 * @param weeklyUnits with interest as it is now
 * @param usual the same as it was forecast or sold
 * @param interestFactor {@code weeklyUnits / usual}
 * @param source {@code forecast} or {@code sales}
 */
record Demand(double weeklyUnits, double usual, double interestFactor, String source) {

    /** A rush of visitors, or a day without any, is not believed to change more than that. */
    private static final double MOST_FACTOR = 2;

    /** Of fewer views nothing is read. */
    private static final double LEAST_VIEWS = 20;

    /** Null where nothing is known of how the item sells. */
    static @Nullable Demand of(Elasticity elasticity, @Nullable ForecastDemand forecast, Interest interest) {
        double usual = forecast == null ? elasticity.weeklyUnits() : forecast.weeklyUnits();
        if (!(usual > 0)) {
            return null;
        }
        double factor = interest.usual() < LEAST_VIEWS
                ? 1
                : Math.clamp(
                        Math.pow((1 + interest.latest()) / (1 + interest.usual()), elasticity.interest()),
                        1 / MOST_FACTOR,
                        MOST_FACTOR);
        return new Demand(usual * factor, usual, factor, forecast == null ? "sales" : "forecast");
    }
}
