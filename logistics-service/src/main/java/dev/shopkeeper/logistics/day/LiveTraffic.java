package dev.shopkeeper.logistics.day;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How traffic departs from what is usual, by what was seen last in each zone: fully when it was seen, less with each minute since,
 * and with each minute ahead.
 *
 * @param zones by id
 */
public record LiveTraffic(Map<String, Departure> zones) {

    public static final LiveTraffic NONE = new LiveTraffic(Map.of());

    /** A jam is half gone after 40 minutes or so, as nobody knows why it is there. */
    private static final double LASTS_SECONDS = 3_600;

    private static final double LEAST = 0.1;
    private static final double MOST = 3;

    /**
     * What was seen in a zone.
     *
     * @param ratio the speed to what is usual then
     */
    public record Departure(Instant at, double ratio) {}

    public LiveTraffic {
        zones = Map.copyOf(zones);
    }

    /** What the usual speed in a zone is to be multiplied by at a time. */
    public double factor(@Nullable String zoneId, Instant at) {
        Departure seen = zoneId == null ? null : zones.get(zoneId);
        if (seen == null) {
            return 1;
        }
        double passed = Math.abs(Duration.between(seen.at, at).toSeconds());
        return 1 + (Math.clamp(seen.ratio, LEAST, MOST) - 1) * Math.exp(-passed / LASTS_SECONDS);
    }

    /** Of a way between two zones, half of which is in each. */
    double factor(@Nullable String fromZone, @Nullable String toZone, Instant at) {
        return 2 / (1 / factor(fromZone, at) + 1 / factor(toZone, at));
    }
}
