package dev.shopkeeper.pricing.suggestion;

import dev.shopkeeper.pricing.elasticity.Elasticity;
import dev.shopkeeper.pricing.forecast.HeardForecasts.ForecastDemand;
import dev.shopkeeper.pricing.forecast.Interests.Interest;
import org.jspecify.annotations.Nullable;

/**
 * What an item sells in a week at the price in force: what is forecast, or else what it sold, moved from the price that was asked
 * then to that of now by the elasticity, and by how often it is looked at now as far as its category's sales follow that.
 *
 * @param weeklyUnits at the price and with the interest of now
 * @param usual the same as it was forecast or sold
 * @param priceFactor by how much the price moves it
 * @param interestFactor by how much interest does; {@code weeklyUnits = usual * priceFactor * interestFactor}
 * @param source {@code forecast} or {@code sales}
 */
record Demand(double weeklyUnits, double usual, double priceFactor, double interestFactor, String source) {

    /** A rush of visitors or a day without any, or a price that was just changed, is not believed to change more than that. */
    private static final double MOST_FACTOR = 2;

    /** Of fewer views nothing is read. */
    private static final double LEAST_VIEWS = 20;

    /**
     * Null where nothing is known of how the item sells.
     *
     * @param priceRatio the price in force as a multiple of the one that was asked while that sold, or was forecast from
     */
    static @Nullable Demand of(
            Elasticity elasticity, @Nullable ForecastDemand forecast, Interest interest, double priceRatio) {
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
        double priceFactor = Math.clamp(Math.pow(priceRatio, elasticity.value()), 1 / MOST_FACTOR, MOST_FACTOR);
        return new Demand(
                usual * priceFactor * factor, usual, priceFactor, factor, forecast == null ? "sales" : "forecast");
    }
}
