package dev.shopkeeper.logistics.routing;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tours that were found.
 *
 * @param tours of the vehicles that are used, in the order of the problem
 * @param unassigned jobs that no vehicle does, each with its reason
 * @param cost of all tours, in the units of the vehicles' costs
 * @param rounds how often something was tried
 * @param curve what had been found when, the last point last
 */
public record Plan(List<PlannedTour> tours, List<Unassigned> unassigned, double cost, long rounds, List<Point> curve) {

    public Plan {
        tours = List.copyOf(tours);
        unassigned = List.copyOf(unassigned);
        curve = List.copyOf(curve);
    }

    /**
     * A tour.
     *
     * @param vehicle its id
     * @param travelTime seconds of driving
     * @param distance metres
     */
    public record PlannedTour(String vehicle, List<Step> steps, double cost, long travelTime, long distance) {

        public PlannedTour {
            steps = List.copyOf(steps);
        }
    }

    /** What a step is. */
    public enum Kind {
        START,
        JOB,
        BREAK,
        END
    }

    /**
     * A step of a tour.
     *
     * @param id of the job or the break; null at the start and the end
     * @param location the row of the matrix; null of a break, which is wherever the vehicle is then
     * @param arrival seconds
     * @param begin when service or the break begins; the time between is waiting
     * @param end when it ends and the vehicle goes on
     * @param load behind it, by dimension
     * @param travelTime seconds of driving up to it
     * @param distance metres up to it
     */
    public record Step(
            Kind kind,
            @Nullable String id,
            @Nullable Integer location,
            long arrival,
            long begin,
            long end,
            List<Long> load,
            long travelTime,
            long distance) {

        public Step {
            load = List.copyOf(load);
        }
    }

    /** Why a job is in no tour: the first that holds of all vehicles. */
    public enum Reason {
        /** No vehicle has the skills. */
        SKILLS,
        /** It is more than any vehicle that has the skills can carry. */
        CAPACITY,
        /** There is no way to it, or none back. */
        UNREACHABLE,
        /** Even alone it takes more driving than the vehicles may do. */
        MAX_TRAVEL_TIME,
        /** Even alone it lies farther than the vehicles may drive. */
        MAX_DISTANCE,
        /** The vehicles may do no task. */
        MAX_TASKS,
        /** No vehicle can be there before its time windows end. */
        TIME_WINDOW,
        /** No vehicle could be back by the end of its shift. */
        SHIFT,
        /** A break that must be taken leaves no time for it. */
        BREAK,
        /** A vehicle could do it alone; there was no time to seek a place for every job. */
        NO_TIME,
        /** A vehicle could do it alone; with what it does already, none can. */
        NO_ROOM
    }

    /**
     * A job in no tour.
     *
     * @param nearest id of a vehicle that stands for the reason; null where there is none
     */
    public record Unassigned(
            String job, Reason reason, @Nullable String nearest) {}

    /**
     * What had been found at a time.
     *
     * @param seconds since the search began
     */
    public record Point(double seconds, double cost, int unassigned) {}
}
