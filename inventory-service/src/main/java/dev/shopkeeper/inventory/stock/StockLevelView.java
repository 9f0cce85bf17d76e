package dev.shopkeeper.inventory.stock;

import java.time.Instant;

/** A level as operations see it; {@code available = on_hand - reserved}. */
record StockLevelView(
        String itemId, String locationId, long onHand, long reserved, long available, long version, Instant updatedAt) {

    static StockLevelView of(StockLevel level) {
        return new StockLevelView(
                level.place().itemId(),
                level.place().locationId(),
                level.onHand(),
                level.reserved(),
                level.available(),
                level.version(),
                level.updatedAt());
    }
}
