package dev.shopkeeper.logistics.traveltime;

import java.time.Instant;

/** How fast traffic moved in a zone when it was observed. */
public record Seen(String zoneId, Instant at, double metresPerSecond) {

    /** Whether traffic may have moved so: from 0.3 to 50 m/s. */
    public boolean plausible() {
        return metresPerSecond >= TravelTimeModel.SLOWEST && metresPerSecond <= TravelTimeModel.FASTEST;
    }
}
