package dev.shopkeeper.events;

import java.time.Instant;

/**
 * An item was taken out of the catalogue for good.
 */
public record ItemWithdrawn(String itemId, Instant withdrawnAt) implements ShopEvent {

    /** The CloudEvents type. */
    public static final String TYPE = "shop.item.withdrawn.v1";

    @Override
    public String key() {
        return itemId;
    }
}
