package dev.shopkeeper.logistics.day;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What was planned.
 *
 * @param tours of the vehicles that have something to bring
 * @param absences deliveries that are in no tour
 */
public record DayPlan(List<PlannedTour> tours, List<Absence> absences) {

    public DayPlan {
        tours = List.copyOf(tours);
        absences = List.copyOf(absences);
    }

    /** With further absences. */
    public DayPlan with(List<Absence> others) {
        return new DayPlan(
                tours, Stream.concat(absences.stream(), others.stream()).toList());
    }

    /** What all that is still to be driven costs. */
    public double cost() {
        return tours.stream().mapToDouble(PlannedTour::cost).sum();
    }

    /**
     * The part of a tour that is still to be driven.
     *
     * @param departsAt when it leaves where it is
     * @param cost {@code fixedCost}, what each stop adds, and {@code returnCost}
     */
    public record PlannedTour(
            Shift shift,
            Instant departsAt,
            Instant returnsAt,
            long returnSeconds,
            long returnMetres,
            double cost,
            double fixedCost,
            double returnCost,
            List<PlannedStop> stops) {

        public PlannedTour {
            stops = List.copyOf(stops);
        }
    }

    /**
     * A stop.
     *
     * @param earliest in four of five cases it begins not before
     * @param latest in four of five cases it begins not after
     * @param travelSeconds of the way to it
     * @param distanceMetres of the way to it
     * @param cost of the way to it
     * @param late whether it begins after what was promised
     */
    public record PlannedStop(
            String deliveryId,
            Instant arrivesAt,
            Instant beginsAt,
            Instant endsAt,
            Instant earliest,
            Instant latest,
            long travelSeconds,
            long distanceMetres,
            long weightGrams,
            double cost,
            boolean late) {}

    /**
     * A delivery in no tour.
     *
     * @param reason in one word, as {@link dev.shopkeeper.logistics.routing.Plan.Reason}, or {@code coordinates_swapped}
     * @param vehicleId a vehicle that stands for the reason
     */
    public record Absence(
            String deliveryId, String reason, @Nullable String vehicleId) {}
}
