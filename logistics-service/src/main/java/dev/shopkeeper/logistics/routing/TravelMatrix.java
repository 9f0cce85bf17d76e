package dev.shopkeeper.logistics.routing;

import org.jspecify.annotations.Nullable;

/**
 * How long it takes, and how far it is, from place to place; asymmetric as streets are. Thread-safe.
 */
public interface TravelMatrix {

    /** The duration of a way that does not exist. */
    int UNREACHABLE = Integer.MAX_VALUE / 4;

    /** How many places there are. */
    int size();

    /** Seconds from one place to another, at a time that is not said; {@link #UNREACHABLE} where there is no way. */
    int duration(int from, int to);

    /** Metres. */
    int distance(int from, int to);

    /** Where a place lies on a plane, in metres, so that near ones can be told without asking for all; null where nobody knows. */
    default double @Nullable [] position(int place) {
        return null;
    }

    /** Whether the duration depends on when one leaves. */
    default boolean timeDependent() {
        return false;
    }

    /**
     * Seconds from one place to another for who leaves at a time. Who leaves later never arrives earlier.
     *
     * @param departure in the problem's seconds
     */
    default int duration(int from, int to, long departure) {
        return duration(from, to);
    }

    /** The latest time at which one may leave to arrive by a time; nothing of the kind is {@link Long#MIN_VALUE}. */
    default long latestDeparture(int from, int to, long arrival) {
        int duration = duration(from, to);
        return duration >= UNREACHABLE ? Long.MIN_VALUE : arrival - duration;
    }
}
