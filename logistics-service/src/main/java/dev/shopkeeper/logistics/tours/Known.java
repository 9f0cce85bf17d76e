package dev.shopkeeper.logistics.tours;

import dev.shopkeeper.logistics.day.DayPlan;
import dev.shopkeeper.logistics.day.Shift;
import dev.shopkeeper.logistics.day.Stop;
import dev.shopkeeper.logistics.fleet.Depot;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What is known of a depot's day before it is planned.
 *
 * @param planned how often it was planned before
 * @param stops that may be planned
 * @param nowhere deliveries that cannot be planned, since nobody knows where they go
 * @param before where each of {@code stops} stood, by delivery
 * @param behind what of the tours under way lies behind, by tour
 */
record Known(
        Depot depot,
        long planned,
        List<Shift> shifts,
        List<Stop> stops,
        List<DayPlan.Absence> nowhere,
        Map<String, Place> before,
        Map<String, Behind> behind) {

    /** Where a delivery stood. */
    record Place(String tourId, int stopIndex, Instant expectedAt) {}

    /**
     * The part of a tour that was driven, or has begun to be.
     *
     * @param stops how many
     */
    record Behind(
            int stops, Instant departedAt, long travelSeconds, long distanceMetres, long weightGrams, double cost) {}
}
