package dev.shopkeeper.events;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A delivery was given a place on a route, or a new expected time.
 */
public record DeliveryPlanned(
        String deliveryId,
        @Nullable String orderId,
        @Nullable String routeId,
        @Nullable String vehicleId,
        @Nullable Integer stopIndex,
        @Nullable Instant expectedAt,
        @Nullable Instant expectedEarliest,
        @Nullable Instant expectedLatest,
        Instant plannedAt)
        implements ShopEvent {

    /** The CloudEvents type. */
    public static final String TYPE = "shop.delivery.planned.v1";

    @Override
    public String key() {
        return deliveryId;
    }
}
