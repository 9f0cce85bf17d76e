package dev.shopkeeper.logistics.day;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A vehicle on one day.
 *
 * @param from when it may leave the depot first
 * @param to when it must be back
 * @param capacityGrams what it carries at most
 * @param mostStops null where only its capacity limits it
 * @param departed whether it has left the depot: what it carries it delivers, and it takes on nothing else
 * @param start where it is, or will be when it leaves
 * @param startAt since when it is free there; the beginning of the shift where it has not left
 * @param end where it returns to
 * @param order ids of the deliveries that it is to bring still, in the order planned so far
 * @param onTheWay whether it drives to the first of them already
 */
public record Shift(
        String tourId,
        String vehicleId,
        LocalDate date,
        Instant from,
        Instant to,
        @Nullable Rest rest,
        long capacityGrams,
        @Nullable Integer mostStops,
        Costs costs,
        boolean departed,
        Place start,
        Instant startAt,
        Place end,
        List<String> order,
        boolean onTheWay) {

    public Shift {
        order = List.copyOf(order);
    }

    /**
     * A driver's break.
     *
     * @param from when it may begin first
     * @param to when it must have begun
     */
    public record Rest(Instant from, Instant to, int seconds) {}

    /** Of a tour, of an hour of driving, and of a kilometre. */
    public record Costs(double fixed, double perHour, double perKilometre) {}
}
