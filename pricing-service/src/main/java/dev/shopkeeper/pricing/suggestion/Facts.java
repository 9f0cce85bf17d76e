package dev.shopkeeper.pricing.suggestion;

import dev.shopkeeper.events.Money;
import dev.shopkeeper.pricing.forecast.HeardForecasts.ForecastDemand;
import dev.shopkeeper.pricing.forecast.Interests.Interest;
import dev.shopkeeper.pricing.guardrail.Offer;
import dev.shopkeeper.pricing.quote.InForce;
import dev.shopkeeper.pricing.quote.MinorUnit;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of an item whose price is asked about.
 *
 * @param cost of a unit, where it is known, in whatever currency
 * @param stock units on hand, where that is known
 * @param offers the latest of each competitor
 * @param lastChange by suggestion, if there was one
 * @param forecast what is expected to be demanded, if a fresh forecast was heard
 * @param interest how often it is looked at
 * @param usualPrice what was asked on average while it sold, or before that was forecast; null where that is not known
 */
record Facts(
        String itemId,
        InForce price,
        @Nullable Money cost,
        @Nullable Long stock,
        List<Offer> offers,
        @Nullable Instant lastChange,
        @Nullable ForecastDemand forecast,
        Interest interest,
        @Nullable BigDecimal usualPrice) {

    String currency() {
        return price.price().currency();
    }

    BigDecimal present() {
        return price.price().amount();
    }

    BigDecimal listPrice() {
        return price.listPrice() == null ? present() : price.listPrice().amount();
    }

    /** The cost in the currency of the price; null where it is not known in that. */
    @Nullable
    BigDecimal comparableCost() {
        return cost == null || !cost.currency().equals(currency()) ? null : cost.amount();
    }

    /** The price in force as a multiple of the usual one. */
    double priceRatio() {
        return usualPrice == null || usualPrice.signum() <= 0 ? 1 : present().doubleValue() / usualPrice.doubleValue();
    }

    /** Decimal places of the currency. */
    int places() {
        return MinorUnit.places(currency());
    }
}
