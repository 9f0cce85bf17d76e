package dev.shopkeeper.events;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The stock of an item at a location after a movement, in units. {@code available = onHand - reserved}.
 *
 * @param occurredAt when the goods moved, which may be told late
 * @param version grows with every movement of the item at the location; null from producers that do not count
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
        Instant occurredAt,
        @Nullable Long version)
        implements ShopEvent {

    /** The CloudEvents type. */
    public static final String TYPE = "shop.stock.level_changed.v1";

    /** Whether this level of an item at a location came about after another one, or is the same. */
    public boolean supersedes(StockLevelChanged other) {
        return version != null && other.version != null
                ? version >= other.version
                : !occurredAt.isBefore(other.occurredAt);
    }

    @Override
    public String key() {
        return itemId;
    }
}
