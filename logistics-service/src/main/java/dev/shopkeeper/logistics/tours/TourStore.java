package dev.shopkeeper.logistics.tours;

import static dev.shopkeeper.starter.jdbc.Columns.printed;
import static dev.shopkeeper.starter.jdbc.Columns.text;
import static dev.shopkeeper.starter.jdbc.Columns.times;

import dev.shopkeeper.decision.Stamp;
import dev.shopkeeper.events.DeliveryPlanned;
import dev.shopkeeper.events.EventJson;
import dev.shopkeeper.logistics.day.DayPlan;
import dev.shopkeeper.starter.messaging.Outbox;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Writes what was planned, at once or not at all, and tells of each delivery that it changed something for. */
@Repository
class TourStore {

    /** A delivery that is expected so much earlier or later is told of. */
    private static final Duration NEWS = Duration.ofMinutes(1);

    private final JdbcTemplate jdbc;
    private final Outbox outbox;

    TourStore(JdbcTemplate jdbc, Outbox outbox) {
        this.jdbc = jdbc;
        this.outbox = outbox;
    }

    /**
     * Why tours are wanted.
     *
     * @param wishes ids of what is answered
     */
    record Wanted(List<Long> wishes, String cause, Instant askedAt) {}

    /** A stop at its place. */
    private record Placed(DayPlan.PlannedTour tour, DayPlan.PlannedStop stop, int stopIndex) {

        String tourId() {
            return tour.shift().tourId();
        }
    }

    /**
     * Keeps a plan.
     *
     * @return empty if somebody else has planned since {@code known} was read: then nothing is kept
     */
    @Transactional
    public Optional<Replanning> keep(Known known, DayPlan plan, Stamp stamp, Wanted wanted, Instant now) {
        String depotId = known.depot().depotId();
        Long planned = jdbc.queryForObject(
                "select planned from depot where depot_id = ? for no key update", Long.class, depotId);
        if (planned == null || planned != known.planned()) {
            return Optional.empty();
        }
        List<Placed> stops = new ArrayList<>();
        for (DayPlan.PlannedTour tour : plan.tours()) {
            int index = stopsBehind(known, tour);
            for (DayPlan.PlannedStop stop : tour.stops()) {
                stops.add(new Placed(tour, stop, index++));
            }
        }
        Set<String> waiting = waiting(stops, plan.absences());
        stops.removeIf(placed -> !waiting.contains(placed.stop().deliveryId()));
        List<DayPlan.Absence> absences = plan.absences().stream()
                .filter(absence -> waiting.contains(absence.deliveryId()))
                .toList();
        replace(known, stops, absences, stamp, now);
        List<Move> moves = moves(known, stops, absences);
        Map<String, String> orders = orders(moves);
        Map<String, Placed> byId = new HashMap<>();
        stops.forEach(placed -> byId.put(placed.stop().deliveryId(), placed));
        moves.forEach(move -> tell(move, byId.get(move.deliveryId()), orders.get(move.deliveryId()), now));
        Replanning replanning = new Replanning(
                UUID.randomUUID(),
                depotId,
                wanted.cause(),
                wanted.askedAt(),
                now,
                stops.size() + absences.size(),
                (int) stops.stream().map(Placed::tourId).distinct().count(),
                absences.size(),
                plan.cost(),
                moves.subList(0, Math.min(moves.size(), Replanning.MOST_MOVES)));
        if (!moves.isEmpty()) {
            keep(replanning);
        }
        jdbc.update("""
                update depot set planned = planned + 1, planned_at = ?::timestamptz, planned_by = ? where depot_id = ?
                """, now.toString(), plannedBy(stamp), depotId);
        jdbc.update("delete from tour_wish where wish_id = any (?::bigint[])", (Object)
                printed(wanted.wishes(), Function.identity()));
        return Optional.of(replanning);
    }

    static String plannedBy(Stamp stamp) {
        return stamp.model() + " " + stamp.modelVersion();
    }

    private static int stopsBehind(Known known, DayPlan.PlannedTour tour) {
        Known.Behind behind = known.behind().get(tour.shift().tourId());
        return behind == null ? 0 : behind.stops();
    }

    /** Those that wait still; nobody changes that before the transaction ends. */
    private Set<String> waiting(List<Placed> stops, List<DayPlan.Absence> absences) {
        Set<String> ids = new TreeSet<>();
        stops.forEach(placed -> ids.add(placed.stop().deliveryId()));
        absences.forEach(absence -> ids.add(absence.deliveryId()));
        return new HashSet<>(jdbc.queryForList("""
                select delivery_id from delivery where delivery_id = any (?::text[]) and state = 'WAITING'
                order by delivery_id for share
                """, String.class, (Object) text(ids, Function.identity())));
    }

    private void replace(Known known, List<Placed> stops, List<DayPlan.Absence> absences, Stamp stamp, Instant now) {
        String depotId = known.depot().depotId();
        Set<String> planned = new TreeSet<>();
        stops.forEach(placed -> planned.add(placed.stop().deliveryId()));
        absences.forEach(absence -> planned.add(absence.deliveryId()));
        jdbc.update("""
                delete from tour_stop stop using delivery, tour
                where delivery.delivery_id = stop.delivery_id and tour.tour_id = stop.tour_id
                  and (stop.delivery_id = any (?::text[]) or tour.depot_id = ? and (delivery.state = 'CANCELLED'
                            or coalesce(completed_at, failed_at, arrived_at) < tour.created_at))
                """, text(planned, Function.identity()), depotId);
        List<DayPlan.PlannedTour> tours =
                stops.stream().map(Placed::tour).distinct().toList();
        tours.forEach(tour -> put(known, tour, stamp, now));
        insert(stops);
        jdbc.update("""
                delete from tour where depot_id = ?
                  and not exists (select from tour_stop where tour_stop.tour_id = tour.tour_id)
                """, depotId);
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

    private void put(Known known, DayPlan.PlannedTour tour, Stamp stamp, Instant now) {
        Known.Behind behind = known.behind().get(tour.shift().tourId());
        Instant departs = behind == null ? tour.departsAt() : behind.departedAt();
        double fixed = tour.shift().costs().fixed();
        jdbc.update(
                """
                insert into tour (tour_id, vehicle_id, depot_id, service_date, created_at, departs_at, returns_at, travel_seconds,
                    distance_metres, weight_grams, cost, fixed_cost, return_cost, model, model_version, degraded_reason,
                    planned_at)
                values (?, ?, ?, ?::date, ?::timestamptz, ?::timestamptz, ?::timestamptz, ?, ?, ?, ?, ?, ?, ?, ?, ?,
                    ?::timestamptz)
                on conflict (tour_id) do update set
                    depot_id = excluded.depot_id, departs_at = excluded.departs_at, returns_at = excluded.returns_at,
                    travel_seconds = excluded.travel_seconds, distance_metres = excluded.distance_metres,
                    weight_grams = excluded.weight_grams, cost = excluded.cost, fixed_cost = excluded.fixed_cost,
                    return_cost = excluded.return_cost, model = excluded.model, model_version = excluded.model_version,
                    degraded_reason = excluded.degraded_reason, planned_at = excluded.planned_at
                """,
                tour.shift().tourId(),
                tour.shift().vehicleId(),
                known.depot().depotId(),
                tour.shift().date().toString(),
                now.toString(),
                departs.toString(),
                tour.returnsAt().toString(),
                tour.travelSeconds() + (behind == null ? 0 : behind.travelSeconds()),
                tour.distanceMetres() + (behind == null ? 0 : behind.distanceMetres()),
                tour.weightGrams() + (behind == null ? 0 : behind.weightGrams()),
                tour.cost() - tour.fixedCost() + fixed + (behind == null ? 0 : behind.cost()),
                fixed,
                tour.returnCost(),
                stamp.model(),
                stamp.modelVersion(),
                stamp.degradedReason() == null ? null : stamp.degradedReason().wireName(),
                now.toString());
    }

    private void insert(Collection<Placed> stops) {
        jdbc.update(
                """
                insert into tour_stop (delivery_id, tour_id, stop_index, arrives_at, begins_at, ends_at, earliest_at,
                    latest_at, travel_seconds, distance_metres, weight_grams, cost, late)
                select * from unnest(?::text[], ?::text[], ?::integer[], ?::timestamptz[], ?::timestamptz[],
                    ?::timestamptz[], ?::timestamptz[], ?::timestamptz[], ?::bigint[], ?::bigint[], ?::bigint[],
                    ?::float8[], ?::boolean[])
                """,
                text(stops, placed -> placed.stop().deliveryId()),
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

    private static List<Move> moves(Known known, List<Placed> stops, List<DayPlan.Absence> absences) {
        List<Move> moves = new ArrayList<>();
        for (Placed placed : stops) {
            String id = placed.stop().deliveryId();
            Move.Stand from = stand(known, id);
            Move.Stand to = new Move.Stand(
                    placed.tourId(), placed.stopIndex(), placed.stop().beginsAt());
            if (from == null) {
                moves.add(new Move(id, "planned", null, to));
            } else if (!from.tourId().equals(to.tourId()) || from.stopIndex() != to.stopIndex()) {
                moves.add(new Move(id, "moved", from, to));
            } else if (Duration.between(from.expectedAt(), to.expectedAt())
                            .abs()
                            .compareTo(NEWS)
                    >= 0) {
                moves.add(new Move(id, "retimed", from, to));
            }
        }
        for (DayPlan.Absence absence : absences) {
            Move.Stand from = stand(known, absence.deliveryId());
            if (from != null) {
                moves.add(new Move(absence.deliveryId(), "removed", from, null));
            }
        }
        return moves;
    }

    private static Move.@Nullable Stand stand(Known known, String deliveryId) {
        Known.Place place = known.before().get(deliveryId);
        return place == null ? null : new Move.Stand(place.tourId(), place.stopIndex(), place.expectedAt());
    }

    private Map<String, String> orders(List<Move> moves) {
        Map<String, String> orders = new HashMap<>();
        jdbc.query(
                "select delivery_id, order_id from delivery where delivery_id = any (?::text[]) and order_id is not null",
                row -> {
                    orders.put(row.getString("delivery_id"), row.getString("order_id"));
                },
                (Object) text(moves, Move::deliveryId));
        return orders;
    }

    /** What is in no tour any more has no expected time either. */
    private void tell(Move move, @Nullable Placed placed, @Nullable String orderId, Instant now) {
        if (placed == null) {
            outbox.append(
                    new DeliveryPlanned(move.deliveryId(), orderId, null, null, null, null, null, null, now), now);
            return;
        }
        outbox.append(
                new DeliveryPlanned(
                        move.deliveryId(),
                        orderId,
                        placed.tourId(),
                        placed.tour().shift().vehicleId(),
                        placed.stopIndex(),
                        placed.stop().beginsAt(),
                        placed.stop().earliest(),
                        placed.stop().latest(),
                        now),
                now);
    }

    private void keep(Replanning replanning) {
        jdbc.update(
                """
                insert into replanning (replanning_id, depot_id, cause, asked_at, planned_at, deliveries, tours, absent, cost,
                    moved)
                values (?, ?, ?, ?::timestamptz, ?::timestamptz, ?, ?, ?, ?, ?::jsonb)
                """,
                replanning.replanningId(),
                replanning.depotId(),
                replanning.cause(),
                replanning.askedAt().toString(),
                replanning.plannedAt().toString(),
                replanning.deliveries(),
                replanning.tours(),
                replanning.unassigned(),
                replanning.cost(),
                EventJson.mapper().writeValueAsString(replanning.moved()));
    }
}
