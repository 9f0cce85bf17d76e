package dev.shopkeeper.testing.fault;

import java.time.Duration;

/**
 * How the network is at the moment.
 *
 * @param delay by which every piece of data comes later; pieces wait for each other
 * @param jitter up to which the delay varies
 * @param bytesPerSecond in each direction of each connection; 0 is without limit
 * @param blackHole nothing passes and nothing is closed
 * @param refusing new connections are reset at once
 * @param cutAfterBytes about when a connection is reset, drawn between one and two times this; 0 is never
 */
record Conditions(
        Duration delay, Duration jitter, long bytesPerSecond, boolean blackHole, boolean refusing, long cutAfterBytes) {

    static final Conditions FINE = new Conditions(Duration.ZERO, Duration.ZERO, 0, false, false, 0);

    Conditions {
        if (delay.isNegative() || jitter.isNegative() || bytesPerSecond < 0 || cutAfterBytes < 0) {
            throw new IllegalArgumentException("delay " + delay + ", jitter " + jitter + ", bytesPerSecond "
                    + bytesPerSecond + " and cutAfterBytes " + cutAfterBytes + " must not be negative");
        }
    }

    Conditions delayed(Duration by, Duration give) {
        return new Conditions(by, give, bytesPerSecond, blackHole, refusing, cutAfterBytes);
    }

    Conditions throttled(long bytes) {
        return new Conditions(delay, jitter, bytes, blackHole, refusing, cutAfterBytes);
    }

    Conditions swallowing() {
        return new Conditions(delay, jitter, bytesPerSecond, true, refusing, cutAfterBytes);
    }

    Conditions closedToNew() {
        return new Conditions(delay, jitter, bytesPerSecond, blackHole, true, cutAfterBytes);
    }

    Conditions cutting(long bytes) {
        return new Conditions(delay, jitter, bytesPerSecond, blackHole, refusing, bytes);
    }
}
