package dev.shopkeeper.logistics.day;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How long ways and stops take. Thread-safe. */
public interface Roads {

    /**
     * How fast a vehicle gets on from zone to zone, in consecutive quarters of an hour; a zone that is unknown or null stands
     * for any.
     *
     * @return {@code double[quarters]}, metres of {@link dev.shopkeeper.logistics.traveltime.GreatCircle#wayMetres} per second
     */
    double[] metresPerSecond(@Nullable String fromZone, @Nullable String toZone, Instant begin, int quarters);

    /** What each way takes beside driving. */
    double overheadSeconds();

    /** The standard deviation of a way's duration, as a share of it. */
    double legSpread();

    /** How long handing over takes; of what nobody knows the weight of where it is null. */
    double serviceSeconds(@Nullable Long weightGrams);

    /** Its standard deviation, in seconds. */
    double serviceSpread();
}
