package dev.shopkeeper.logistics.routing;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A vehicle with its driver's shift.
 *
 * @param matrix which of the problem's matrices it drives by
 * @param start the row of the matrix at which it begins, or null where its tour begins at its first stop
 * @param end the row of the matrix at which it ends, or null where its tour ends at its last stop
 * @param capacity by dimension
 * @param shift when it may leave first and must be back
 * @param breaks in the order in which they are taken
 * @param costs what it costs
 * @param limits what it can do at most
 * @param locked ids of the jobs that it does first, in this order; others come after them
 */
public record Vehicle(
        String id,
        int matrix,
        @Nullable Integer start,
        @Nullable Integer end,
        List<Long> capacity,
        Set<Integer> skills,
        TimeWindow shift,
        List<Break> breaks,
        Costs costs,
        Limits limits,
        List<String> locked) {

    public Vehicle {
        capacity = List.copyOf(capacity);
        skills = Set.copyOf(skills);
        breaks = List.copyOf(breaks);
        locked = List.copyOf(locked);
    }

    /**
     * What a vehicle costs, in units of any kind.
     *
     * @param fixed if it is used at all
     * @param perHour of driving
     * @param perKilometre of driving
     */
    public record Costs(double fixed, double perHour, double perKilometre) {

        /** A second of driving costs 1. */
        public static final Costs OF_TIME = new Costs(0, 3_600, 0);
    }

    /**
     * What a vehicle can do at most.
     *
     * @param tasks jobs
     * @param travelTime seconds of driving
     * @param distance metres
     */
    public record Limits(int tasks, long travelTime, long distance) {

        public static final Limits NONE = new Limits(Integer.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE);
    }
}
