package dev.shopkeeper.events;

import org.jspecify.annotations.Nullable;

/**
 * Where to deliver: only what routing needs, degrees in WGS 84.
 */
public record DeliveryAddress(
        @Nullable String zoneId,
        @Nullable Double latitude,
        @Nullable Double longitude) {}
