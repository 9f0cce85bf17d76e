package dev.shopkeeper.logistics.tours;

import static dev.shopkeeper.starter.jdbc.Columns.printed;
import static dev.shopkeeper.starter.jdbc.Columns.text;
import static dev.shopkeeper.starter.jdbc.Columns.times;

import dev.shopkeeper.decision.Stamp;
import dev.shopkeeper.logistics.day.DayPlan;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** The rows of tours, their stops and absences. All takes part in the transaction of the caller. */
@Repository
class TourRows {

    private final JdbcTemplate jdbc;

    TourRows(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** A stop at its place. */
    record Placed(DayPlan.PlannedTour tour, DayPlan.PlannedStop stop, int stopIndex) {

        String tourId() {
            return tour.shift().tourId();
        }

        String deliveryId() {
            return stop.deliveryId();
        }
    }

    /** Tours of these days that somebody said have left, or whose stops somebody reported. */
    Set<String> reported(String depotId) {
        return new HashSet<>(jdbc.queryForList("""
                select tour_id from tour
                where depot_id = ? and service_date > current_date - 3
                  and (departed_at is not null
                       or exists (select from tour_stop join delivery using (delivery_id)
                                  where tour_stop.tour_id = tour.tour_id
                                    and coalesce(completed_at, failed_at, arrived_at) >= tour.created_at))
                """, String.class, depotId));
    }

    /**
     * Takes away the stops that are planned anew, those that were cancelled, and those whose delivery ended elsewhere; what is left
     * was driven, or is being driven.
     *
     * @param planned deliveries that have a place or an absence now
     */
    void clear(Known known, Set<String> planned) {
        String depotId = known.depot().depotId();
        jdbc.update(
                """
                delete from tour_stop stop using delivery, tour
                where delivery.delivery_id = stop.delivery_id and tour.tour_id = stop.tour_id
                  and (stop.delivery_id = any (?::text[])
                       or tour.depot_id = ?
                          and (delivery.state = 'CANCELLED'
                               or delivery.state = 'WAITING' and stop.delivery_id <> all (?::text[])
                               or delivery.state <> 'WAITING'
                                  and (coalesce(completed_at, failed_at, arrived_at) < tour.created_at
                                       or service_date >= ?::date and tour.tour_id <> all (?::text[]))))
                """,
                text(planned, Function.identity()),
                depotId,
                text(known.underway(), Function.identity()),
                known.today().toString(),
                text(known.left().keySet(), Function.identity()));
        jdbc.update("""
                update tour_stop stop set stop_index = numbered.place
                from (select delivery_id, row_number() over (partition by tour_id order by stop_index) - 1 as place
                      from tour_stop join tour using (tour_id)
                      where depot_id = ? and service_date >= ?::date - 1) as numbered
                where numbered.delivery_id = stop.delivery_id and stop.stop_index <> numbered.place
                """, depotId, known.today().toString());
    }

    /** How many stops of each tour there are, which come before those that are planned. */
    Map<String, Integer> behind(Collection<String> tourIds) {
        Map<String, Integer> behind = new HashMap<>();
        jdbc.query(
                "select tour_id, max(stop_index) + 1 as stops from tour_stop where tour_id = any (?::text[]) group by tour_id",
                row -> {
                    behind.put(row.getString("tour_id"), row.getInt("stops"));
                },
                (Object) text(tourIds, Function.identity()));
        return behind;
    }

    void put(Known known, DayPlan.PlannedTour tour, Stamp stamp, Instant now) {
        Instant departs = known.left().getOrDefault(tour.shift().tourId(), tour.departsAt());
        jdbc.update(
                """
                insert into tour (tour_id, vehicle_id, depot_id, service_date, created_at, departs_at, returns_at,
                    travel_seconds, distance_metres, weight_grams, cost, fixed_cost, return_cost, return_seconds,
                    return_metres, model, model_version, degraded_reason, planned_at)
                values (?, ?, ?, ?::date, ?::timestamptz, ?::timestamptz, ?::timestamptz, 0, 0, 0, 0, ?, ?, ?, ?, ?, ?, ?,
                    ?::timestamptz)
                on conflict (tour_id) do update set
                    depot_id = excluded.depot_id, departs_at = excluded.departs_at, returns_at = excluded.returns_at,
                    fixed_cost = excluded.fixed_cost, return_cost = excluded.return_cost,
                    return_seconds = excluded.return_seconds, return_metres = excluded.return_metres,
                    model = excluded.model, model_version = excluded.model_version,
                    degraded_reason = excluded.degraded_reason, planned_at = excluded.planned_at
                """,
                tour.shift().tourId(),
                tour.shift().vehicleId(),
                known.depot().depotId(),
                tour.shift().date().toString(),
                now.toString(),
                departs.toString(),
                tour.returnsAt().toString(),
                tour.shift().costs().fixed(),
                tour.returnCost(),
                tour.returnSeconds(),
                tour.returnMetres(),
                stamp.model(),
                stamp.modelVersion(),
                stamp.degradedReason() == null ? null : stamp.degradedReason().wireName(),
                now.toString());
    }

    void insert(Collection<Placed> stops) {
        jdbc.update(
                """
                insert into tour_stop (delivery_id, tour_id, stop_index, arrives_at, begins_at, ends_at, earliest_at,
                    latest_at, travel_seconds, distance_metres, weight_grams, cost, late)
                select * from unnest(?::text[], ?::text[], ?::integer[], ?::timestamptz[], ?::timestamptz[],
                    ?::timestamptz[], ?::timestamptz[], ?::timestamptz[], ?::bigint[], ?::bigint[], ?::bigint[],
                    ?::float8[], ?::boolean[])
                """,
                text(stops, Placed::deliveryId),
                text(stops, Placed::tourId),
                printed(stops, Placed::stopIndex),
                times(stops, placed -> placed.stop().arrivesAt()),
                times(stops, placed -> placed.stop().beginsAt()),
                times(stops, placed -> placed.stop().endsAt()),
                times(stops, placed -> placed.stop().earliest()),
                times(stops, placed -> placed.stop().latest()),
                printed(stops, placed -> placed.stop().travelSeconds()),
                printed(stops, placed -> placed.stop().distanceMetres()),
                printed(stops, placed -> placed.stop().weightGrams()),
                printed(stops, placed -> placed.stop().cost()),
                printed(stops, placed -> placed.stop().late()));
    }

    /** Adds up what the stops of each tour take, and forgets tours with none that never left. */
    void sum(Known known) {
        jdbc.update("""
                update tour set travel_seconds = return_seconds + stops.seconds,
                    distance_metres = return_metres + stops.metres, weight_grams = stops.grams,
                    cost = fixed_cost + return_cost + stops.cost
                from (select tour_id, sum(stop.travel_seconds) as seconds, sum(stop.distance_metres) as metres,
                             sum(stop.weight_grams) as grams, sum(stop.cost) as cost
                      from tour_stop stop join tour using (tour_id)
                      where depot_id = ? and service_date >= ?::date - 1 group by tour_id) as stops
                where stops.tour_id = tour.tour_id
                """, known.depot().depotId(), known.today().toString());
        jdbc.update("""
                delete from tour where depot_id = ? and departed_at is null
                  and not exists (select from tour_stop where tour_stop.tour_id = tour.tour_id)
                """, known.depot().depotId());
    }

    void putAbsences(String depotId, Set<String> planned, List<DayPlan.Absence> absences, Instant now) {
        jdbc.update(
                "delete from tour_absence where depot_id = ? or delivery_id = any (?::text[])",
                depotId,
                text(planned, Function.identity()));
        jdbc.update(
                """
                insert into tour_absence (delivery_id, depot_id, reason, vehicle_id, noted_at)
                select id, ?, reason, vehicle_id, ?::timestamptz
                from unnest(?::text[], ?::text[], ?::text[]) as absence (id, reason, vehicle_id)
                """,
                depotId,
                now.toString(),
                text(absences, DayPlan.Absence::deliveryId),
                text(absences, DayPlan.Absence::reason),
                text(absences, DayPlan.Absence::vehicleId));
    }
}
