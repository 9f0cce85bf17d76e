package dev.shopkeeper.events;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The price in force for an item from now on, with the lowest price of the thirty days before.
 */
public record PriceChanged(
        String itemId,
        Money price,
        @Nullable Money listPrice,
        @Nullable Money lowestInThirtyDays,
        @Nullable String promotionId,
        @Nullable String reason,
        Instant effectiveFrom,
        @Nullable Instant effectiveUntil)
        implements ShopEvent {

    /** The CloudEvents type. */
    public static final String TYPE = "shop.price.changed.v1";

    @Override
    public String key() {
        return itemId;
    }
}
