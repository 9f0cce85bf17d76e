package dev.shopkeeper.logistics.tours;

import static dev.shopkeeper.starter.jdbc.Columns.printed;
import static dev.shopkeeper.starter.jdbc.Columns.text;

import dev.shopkeeper.decision.Stamp;
import dev.shopkeeper.events.DeliveryPlanned;
import dev.shopkeeper.events.EventJson;
import dev.shopkeeper.logistics.day.DayPlan;
import dev.shopkeeper.starter.messaging.Outbox;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
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

    private final TourRows rows;
    private final JdbcTemplate jdbc;
    private final Outbox outbox;

    TourStore(TourRows rows, JdbcTemplate jdbc, Outbox outbox) {
        this.rows = rows;
        this.jdbc = jdbc;
        this.outbox = outbox;
    }

    /**
     * Why tours are wanted.
     *
     * @param wishes ids of what is answered
     */
    record Wanted(List<Long> wishes, String cause, Instant askedAt) {}

    /**
     * Keeps a plan.
     *
     * @return empty if somebody else has planned since {@code known} was read, or a vehicle has left: then nothing is kept
     */
    @Transactional
    public Optional<Replanning> keep(Known known, DayPlan plan, Stamp stamp, Wanted wanted, Instant now) {
        String depotId = known.depot().depotId();
        Long planned = jdbc.queryForObject(
                "select planned from depot where depot_id = ? for no key update", Long.class, depotId);
        if (planned == null || planned != known.planned()) {
            return Optional.empty();
        }
        Set<String> waiting = waiting(plan);
        // what left meanwhile was loaded as it was planned before; who says so now waits until this is kept
        if (!known.reported().containsAll(rows.reported(depotId))) {
            return Optional.empty();
        }
        List<DayPlan.Absence> absences = plan.absences().stream()
                .filter(absence -> waiting.contains(absence.deliveryId()))
                .toList();
        rows.clear(known, waiting);
        List<TourRows.Placed> stops = placed(plan, waiting);
        stops.stream().map(TourRows.Placed::tour).distinct().forEach(tour -> rows.put(known, tour, stamp, now));
        rows.insert(stops);
        rows.sum(known);
        rows.putAbsences(depotId, waiting, absences, now);
        List<Move> moves = moves(known, stops);
        Map<String, String> orders = orders(moves);
        Map<String, TourRows.Placed> byId = new HashMap<>();
        stops.forEach(placed -> byId.put(placed.deliveryId(), placed));
        moves.forEach(move -> tell(move, byId.get(move.deliveryId()), orders.get(move.deliveryId()), now));
        Replanning replanning = new Replanning(
                UUID.randomUUID(),
                depotId,
                wanted.cause(),
                wanted.askedAt(),
                now,
                stops.size() + absences.size(),
                (int) stops.stream().map(TourRows.Placed::tourId).distinct().count(),
                absences.size(),
                plan.cost(),
                moves.size(),
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

    private List<TourRows.Placed> placed(DayPlan plan, Set<String> waiting) {
        Map<String, Integer> behind = rows.behind(
                plan.tours().stream().map(tour -> tour.shift().tourId()).toList());
        List<TourRows.Placed> stops = new ArrayList<>();
        for (DayPlan.PlannedTour tour : plan.tours()) {
            int index = behind.getOrDefault(tour.shift().tourId(), 0);
            for (DayPlan.PlannedStop stop : tour.stops()) {
                if (waiting.contains(stop.deliveryId())) {
                    stops.add(new TourRows.Placed(tour, stop, index++));
                }
            }
        }
        return stops;
    }

    /** Of what was planned, what waits still; nobody changes that before the transaction ends. */
    private Set<String> waiting(DayPlan plan) {
        Set<String> ids = new TreeSet<>();
        plan.tours().forEach(tour -> tour.stops().forEach(stop -> ids.add(stop.deliveryId())));
        plan.absences().forEach(absence -> ids.add(absence.deliveryId()));
        return new TreeSet<>(jdbc.queryForList("""
                select delivery_id from delivery where delivery_id = any (?::text[]) and state = 'WAITING'
                order by delivery_id for share
                """, String.class, (Object) text(ids, Function.identity())));
    }

    private static List<Move> moves(Known known, List<TourRows.Placed> stops) {
        List<Move> moves = new ArrayList<>();
        for (TourRows.Placed placed : stops) {
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
        Set<String> stay = new HashSet<>(known.underway());
        stops.forEach(placed -> stay.add(placed.deliveryId()));
        known.before().keySet().stream()
                .filter(id -> !stay.contains(id))
                .sorted()
                .forEach(id -> moves.add(new Move(id, "removed", stand(known, id), null)));
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
    private void tell(Move move, TourRows.@Nullable Placed placed, @Nullable String orderId, Instant now) {
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
                    moves, moved)
                values (?, ?, ?, ?::timestamptz, ?::timestamptz, ?, ?, ?, ?, ?, ?::jsonb)
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
                replanning.moves(),
                EventJson.mapper().writeValueAsString(replanning.moved()));
    }
}
