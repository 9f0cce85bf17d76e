package dev.shopkeeper.logistics.tours;

import dev.shopkeeper.logistics.day.DayPlan;
import dev.shopkeeper.logistics.day.Shift;
import dev.shopkeeper.logistics.day.Stop;
import dev.shopkeeper.logistics.fleet.Depot;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What is known of a depot's day before it is planned.
 *
 * @param planned how often it was planned before
 * @param today the date there
 * @param stops that may be planned
 * @param nowhere deliveries that cannot be planned, since nobody knows where they go
 * @param before where each delivery stood that waits
 * @param left when the vehicles left that are under way, by tour
 * @param underway deliveries that wait, at which a vehicle is taken to be or to have been
 * @param reported tours that somebody said have left, or whose stops somebody reported
 */
record Known(
        Depot depot,
        long planned,
        LocalDate today,
        List<Shift> shifts,
        List<Stop> stops,
        List<DayPlan.Absence> nowhere,
        Map<String, Place> before,
        Map<String, Instant> left,
        Set<String> underway,
        Set<String> reported) {

    /** Where a delivery stood. */
    record Place(String tourId, int stopIndex, Instant expectedAt) {}
}
