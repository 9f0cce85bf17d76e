package dev.shopkeeper.logistics.traveltime;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A way that a van has driven, from door to door.
 *
 * @param fromZone where it left, null where nobody said
 * @param toZone where it arrived, null where nobody said
 * @param metres of the way, {@link GreatCircle#wayMetres}
 * @param seconds from leaving to arriving
 */
public record Leg(
        @Nullable String fromZone, @Nullable String toZone, double metres, Instant departedAt, double seconds) {

    private static final double BRIEFEST = 10;
    private static final double LONGEST = 4 * 3_600;

    /** Whether a van may have driven so: in 10 s to 4 h, and at 0.3 to 50 m/s. */
    public boolean plausible() {
        double speed = metres / seconds;
        return seconds >= BRIEFEST
                && seconds <= LONGEST
                && speed >= TravelTimeModel.SLOWEST
                && speed <= TravelTimeModel.FASTEST;
    }
}
