package dev.shopkeeper.logistics.delivery;

import static dev.shopkeeper.starter.jdbc.Columns.text;

import dev.shopkeeper.events.DeliveryAddress;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** Where deliveries stand in the tours that were planned. */
@Repository
public class PlannedStops {

    /** Deliveries that were asked for before are not planned any more: nobody said what became of them. */
    public static final Duration LOOKS_BACK = Duration.ofDays(14);

    private final JdbcTemplate jdbc;

    PlannedStops(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * The tour that a delivery is on.
     *
     * @param since when it was planned first: what happened before was not on it
     */
    record OnTour(String tourId, String depotId, Instant since) {}

    /** The tours of deliveries, by delivery; those that are on none are absent. */
    Map<String, OnTour> toursOf(Collection<String> deliveryIds) {
        Map<String, OnTour> tours = new HashMap<>();
        jdbc.query(
                """
                select delivery_id, tour_id, depot_id, tour.created_at from tour_stop join tour using (tour_id)
                where delivery_id = any (?::text[])
                """,
                row -> {
                    tours.put(
                            row.getString("delivery_id"),
                            new OnTour(row.getString("tour_id"), row.getString("depot_id"), time(row, "created_at")));
                },
                (Object) text(deliveryIds, Function.identity()));
        return tours;
    }

    /** How a delivery is driven to on its tour: from the stop before, once that has ended; empty for the first one. */
    Optional<DeliveryEntry.Driven> before(String deliveryId) {
        return jdbc.query("""
                        select tour.vehicle_id, coalesce(last.completed_at, last.failed_at) as departed_at, last.zone_id,
                               last.latitude, last.longitude
                        from tour_stop stop
                        join tour using (tour_id)
                        join tour_stop before on before.tour_id = stop.tour_id and before.stop_index = stop.stop_index - 1
                        join delivery last on last.delivery_id = before.delivery_id
                        where stop.delivery_id = ? and coalesce(last.completed_at, last.failed_at) is not null
                        """, (row, number) -> driven(row), deliveryId).stream()
                .findFirst();
    }

    private static DeliveryEntry.Driven driven(ResultSet row) throws SQLException {
        Instant departedAt = row.getObject("departed_at", OffsetDateTime.class).toInstant();
        return new DeliveryEntry.Driven(
                row.getString("vehicle_id"),
                departedAt,
                new DeliveryAddress(
                        row.getString("zone_id"),
                        row.getObject("latitude", Double.class),
                        row.getObject("longitude", Double.class)));
    }

    /**
     * When a delivery is expected by its tour.
     *
     * @param expectedAt when handing over begins, by the plan
     * @param earliest in four of five cases not before
     * @param latest in four of five cases not after
     * @param stopsBefore how many stops that are still to be made come first
     * @param degradedReason why another model than the learnt one said how long ways take
     */
    public record Expected(
            String tourId,
            Instant departsAt,
            Instant expectedAt,
            Instant earliest,
            Instant latest,
            boolean late,
            int stopsBefore,
            String model,
            String modelVersion,
            @Nullable String degradedReason,
            Instant plannedAt) {}

    /** By the tour that a delivery is on, if it is on one. */
    public Optional<Expected> expected(String deliveryId) {
        return jdbc.query("""
                        select stop.*, tour.departs_at, tour.model, tour.model_version, tour.degraded_reason,
                               tour.planned_at,
                               (select count(*) from tour_stop before join delivery using (delivery_id)
                                where before.tour_id = stop.tour_id and before.stop_index < stop.stop_index
                                  and delivery.state in ('WAITING', 'ARRIVED')) as stops_before
                        from tour_stop stop join tour using (tour_id) where stop.delivery_id = ?
                        """, (row, number) -> expected(row), deliveryId).stream()
                .findFirst();
    }

    /** Why a delivery was in no tour when it was planned last, in one word; empty where it was, or was not planned. */
    public Optional<String> absence(String deliveryId) {
        return jdbc
                .queryForList("select reason from tour_absence where delivery_id = ?", String.class, deliveryId)
                .stream()
                .findFirst();
    }

    private static Expected expected(ResultSet row) throws SQLException {
        return new Expected(
                row.getString("tour_id"),
                time(row, "departs_at"),
                time(row, "begins_at"),
                time(row, "earliest_at"),
                time(row, "latest_at"),
                row.getBoolean("late"),
                row.getInt("stops_before"),
                row.getString("model"),
                row.getString("model_version"),
                row.getString("degraded_reason"),
                time(row, "planned_at"));
    }

    private static Instant time(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
