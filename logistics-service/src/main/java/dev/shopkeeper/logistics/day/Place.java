package dev.shopkeeper.logistics.day;

import org.jspecify.annotations.Nullable;

/**
 * Somewhere.
 *
 * @param latitude WGS 84 degrees
 * @param longitude WGS 84 degrees
 * @param zoneId the zone that it lies in, where somebody said so
 */
public record Place(
        double latitude, double longitude, @Nullable String zoneId) {}
