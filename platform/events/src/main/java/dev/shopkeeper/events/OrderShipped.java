package dev.shopkeeper.events;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An order left the warehouse.
 */
public record OrderShipped(
        String orderId, @Nullable String userId, @Nullable String deliveryId, Instant shippedAt) implements ShopEvent {

    /** The CloudEvents type. */
    public static final String TYPE = "shop.order.shipped.v1";

    @Override
    public String key() {
        return orderId;
    }
}
