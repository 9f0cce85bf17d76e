package dev.shopkeeper.events;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A delivery was handed over.
 */
public record DeliveryCompleted(
        String deliveryId,
        @Nullable String orderId,
        @Nullable String routeId,
        Instant completedAt) implements ShopEvent {

    /** The CloudEvents type. */
    public static final String TYPE = "shop.delivery.completed.v1";

    @Override
    public String key() {
        return deliveryId;
    }
}
