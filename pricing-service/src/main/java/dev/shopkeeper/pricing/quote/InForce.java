package dev.shopkeeper.pricing.quote;

import dev.shopkeeper.events.Money;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A price in force.
 *
 * @param listPrice what the shop lists; what is asked where nothing else is in force
 * @param reason {@code list-price}, {@code suggestion} or {@code promotion}
 * @param origin what decided it, or null for a list price
 * @param promotionId of a promotion
 * @param effectiveUntil when the promotion ends
 */
public record InForce(
        Money price,
        @Nullable Money listPrice,
        Instant effectiveFrom,
        String reason,
        @Nullable Origin origin,
        @Nullable String promotionId,
        @Nullable Instant effectiveUntil) {

    public static final String LIST_PRICE = "list-price";
    public static final String SUGGESTION = "suggestion";
    public static final String PROMOTION = "promotion";

    /** What decided a price that is no list price. */
    public record Origin(String suggestionId, String model, String modelVersion, boolean degraded) {}

    /** Whether a promotion is running. */
    public boolean promoted() {
        return promotionId != null;
    }

    /** A list price. */
    public static InForce listed(Money price, Instant from) {
        return new InForce(price, price, from, LIST_PRICE, null, null, null);
    }
}
