package dev.shopkeeper.events;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A delivery was tried and not handed over.
 */
public record DeliveryFailed(
        String deliveryId,
        @Nullable String orderId,
        @Nullable String routeId,
        String reason,
        Instant failedAt) implements ShopEvent {

    /** The CloudEvents type. */
    public static final String TYPE = "shop.delivery.failed.v1";

    @Override
    public String key() {
        return deliveryId;
    }
}
