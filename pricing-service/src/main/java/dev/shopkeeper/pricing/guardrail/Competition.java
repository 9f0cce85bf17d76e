package dev.shopkeeper.pricing.guardrail;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The cheapest competitor whose price counts, and why others did not.
 *
 * @param lowest price of that, or null where none counts
 * @param competitorId whose it is
 * @param counted prices that count
 * @param stale too old
 * @param notInStock of what cannot be had
 * @param otherCurrency not comparable
 * @param absurd too far from the list price to be the same thing
 */
public record Competition(
        @Nullable BigDecimal lowest,
        @Nullable String competitorId,
        int counted,
        int stale,
        int notInStock,
        int otherCurrency,
        int absurd) {

    /**
     * @param age the oldest that counts
     * @param factor how many times more or less than the list price is absurd
     */
    public static Competition of(
            List<Offer> offers, BigDecimal listPrice, String currency, Instant now, Duration age, BigDecimal factor) {
        BigDecimal lowest = null;
        String whose = null;
        int counted = 0;
        int stale = 0;
        int notInStock = 0;
        int otherCurrency = 0;
        int absurd = 0;
        for (Offer offer : offers) {
            if (offer.observedAt().isBefore(now.minus(age))) {
                stale++;
            } else if (!offer.inStock()) {
                notInStock++;
            } else if (!offer.currency().equals(currency)) {
                otherCurrency++;
            } else if (offer.price().compareTo(listPrice.multiply(factor)) > 0
                    || offer.price().multiply(factor).compareTo(listPrice) < 0) {
                absurd++;
            } else {
                counted++;
                if (lowest == null || offer.price().compareTo(lowest) < 0) {
                    lowest = offer.price();
                    whose = offer.competitorId();
                }
            }
        }
        return new Competition(lowest, whose, counted, stale, notInStock, otherCurrency, absurd);
    }
}
