package dev.shopkeeper.events;

import java.time.Instant;

/**
 * The stock of an item at a location after a movement, in units. {@code available = onHand - reserved}.
 */
public record StockLevelChanged(
        String itemId,
        String locationId,
        String movementId,
        String reason,
        long delta,
        long onHand,
        long reserved,
        long available,
        Instant occurredAt)
        implements ShopEvent {

    /** The CloudEvents type. */
    public static final String TYPE = "shop.stock.level_changed.v1";

    @Override
    public String key() {
        return itemId;
    }
}
