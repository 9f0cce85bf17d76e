package dev.shopkeeper.logistics.traffic;

import dev.shopkeeper.events.TravelTimeObserved;
import dev.shopkeeper.starter.bulk.Fields;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How fast traffic moved in a zone, as a shop uploads it; speeds in metres per second. */
public record TravelTimeEntry(
        String zoneId,
        double speedMetresPerSecond,
        @Nullable Double freeFlowMetresPerSecond,
        Instant observedAt) {

    /** 360 km/h: whatever is faster is no road traffic. */
    private static final double FASTEST = 100;

    static TravelTimeEntry read(Fields fields) {
        return new TravelTimeEntry(
                fields.id("zone_id"),
                fields.number("speed_metres_per_second", 0, FASTEST),
                fields.numberOrNull("free_flow_metres_per_second", 0.1, FASTEST),
                fields.past("observed_at"));
    }

    TravelTimeObserved event() {
        return new TravelTimeObserved(zoneId, speedMetresPerSecond, freeFlowMetresPerSecond, observedAt);
    }
}
