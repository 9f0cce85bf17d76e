package dev.shopkeeper.logistics.training;

import dev.shopkeeper.logistics.traveltime.Leg;
import dev.shopkeeper.logistics.traveltime.ServiceTime;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The way to a delivery and, where it was completed, the time at its door.
 *
 * @param endedAt when the last that is known of it happened
 */
record Drive(Leg leg, @Nullable ServiceTime service, Instant endedAt) {

    Instant departedAt() {
        return leg.departedAt();
    }

    /** What of it was known at a time when the van had arrived, or null if it had not. */
    @Nullable
    Drive knownAt(Instant at) {
        if (!endedAt.isAfter(at)) {
            return this;
        }
        Instant arrivedAt = leg.departedAt().plusMillis(Math.round(leg.seconds() * 1_000));
        return arrivedAt.isAfter(at) ? null : new Drive(leg, null, arrivedAt);
    }
}
