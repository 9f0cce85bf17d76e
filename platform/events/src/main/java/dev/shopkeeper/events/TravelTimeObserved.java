package dev.shopkeeper.events;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How fast traffic moved in a zone or on a segment, in metres per second.
 */
public record TravelTimeObserved(
        String zoneId,
        double speedMetresPerSecond,
        @Nullable Double freeFlowMetresPerSecond,
        Instant observedAt) implements ShopEvent {

    /** The CloudEvents type. */
    public static final String TYPE = "shop.travel_time.observed.v1";

    @Override
    public String key() {
        return zoneId;
    }
}
