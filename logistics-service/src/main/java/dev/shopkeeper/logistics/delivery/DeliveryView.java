package dev.shopkeeper.logistics.delivery;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.shopkeeper.events.DeliveryAddress;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A delivery as callers see it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DeliveryView(
        String deliveryId,
        @Nullable String orderId,
        DeliveryState state,
        DeliveryAddress address,
        @Nullable Instant promisedEarliest,
        @Nullable Instant promisedLatest,
        Instant requestedAt,
        @Nullable Long weightGrams,
        @Nullable String vehicleId,
        @Nullable Instant arrivedAt,
        @Nullable Instant completedAt,
        @Nullable Instant failedAt,
        @Nullable String failureReason) {}
