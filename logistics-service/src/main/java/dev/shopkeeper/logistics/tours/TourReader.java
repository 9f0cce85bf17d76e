package dev.shopkeeper.logistics.tours;

import dev.shopkeeper.decision.DegradedReason;
import dev.shopkeeper.decision.Explanation;
import dev.shopkeeper.decision.Language;
import dev.shopkeeper.decision.Reason;
import dev.shopkeeper.decision.Stamp;
import dev.shopkeeper.events.EventJson;
import dev.shopkeeper.logistics.delivery.DeliveryState;
import dev.shopkeeper.starter.paging.Page;
import dev.shopkeeper.starter.paging.PageRequest;
import dev.shopkeeper.starter.problem.ProblemException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.type.TypeReference;

/** Reads tours with their explanations. */
@Repository
class TourReader {

    private static final String UNIT = "cost";
    private static final int DIGITS = 2;

    private final JdbcTemplate jdbc;

    TourReader(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
    public Page<TourView> list(
            @Nullable String depotId,
            @Nullable String vehicleId,
            @Nullable LocalDate date,
            PageRequest request,
            Language language) {
        List<TourView> found = jdbc.query(
                """
                select * from tour where tour_id > ? and (?::text is null or depot_id = ?)
                  and (?::text is null or vehicle_id = ?) and (?::date is null or service_date = ?::date)
                order by tour_id limit ?
                """,
                (row, number) -> tour(row, language),
                request.after() == null ? "" : request.after(),
                depotId,
                depotId,
                vehicleId,
                vehicleId,
                date == null ? null : date.toString(),
                date == null ? null : date.toString(),
                request.probe());
        return request.page(found, TourView::tourId);
    }

    @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
    public TourView tour(String tourId, Language language) {
        return jdbc.query("select * from tour where tour_id = ?", (row, number) -> tour(row, language), tourId).stream()
                .findFirst()
                .orElseThrow(() -> ProblemException.notFound("tour", tourId));
    }

    private TourView tour(ResultSet row, Language language) throws SQLException {
        String id = row.getString("tour_id");
        List<TourView.StopView> stops = jdbc.query("""
                select stop.delivery_id, stop_index, stop.travel_seconds, stop.distance_metres, stop.cost, late,
                       coalesce(arrived_at, ended_at, arrives_at) as arrives_at, coalesce(ended_at, begins_at) as begins_at,
                       coalesce(ended_at, earliest_at) as earliest_at, coalesce(ended_at, latest_at) as latest_at,
                       coalesce(ended_at, ends_at) as ends_at, order_id, state, promised_earliest, promised_latest
                from tour_stop stop
                join delivery using (delivery_id)
                cross join lateral (select coalesce(completed_at, failed_at) as ended_at) as outcome
                where tour_id = ? order by stop_index
                """, (each, number) -> stop(each), id);
        BigDecimal fixed = rounded(row.getDouble("fixed_cost"));
        BigDecimal back = rounded(row.getDouble("return_cost"));
        BigDecimal cost = stops.stream().map(TourView.StopView::cost).reduce(fixed.add(back), BigDecimal::add);
        String reason = row.getString("degraded_reason");
        return new TourView(
                id,
                row.getString("vehicle_id"),
                row.getString("depot_id"),
                row.getObject("service_date", LocalDate.class),
                time(row, "departs_at"),
                time(row, "returns_at"),
                row.getLong("travel_seconds"),
                row.getLong("distance_metres"),
                row.getLong("weight_grams"),
                cost,
                stops,
                Stamp.of(
                        row.getString("model"),
                        row.getString("model_version"),
                        time(row, "planned_at"),
                        reason == null ? null : DegradedReason.valueOf(reason.toUpperCase(Locale.ROOT))),
                explanation(row, stops, fixed, back, cost, language));
    }

    private static Explanation explanation(
            ResultSet row,
            List<TourView.StopView> stops,
            BigDecimal fixed,
            BigDecimal back,
            BigDecimal cost,
            Language language)
            throws SQLException {
        List<Reason> reasons = new ArrayList<>();
        reasons.add(new Reason(
                "vehicle",
                row.getString("vehicle_id"),
                fixed,
                UNIT,
                language.choose("What a tour of the vehicle costs", "该车辆出车的固定成本")));
        for (TourView.StopView stop : stops) {
            reasons.add(new Reason(
                    "stop",
                    stop.deliveryId(),
                    stop.cost(),
                    UNIT,
                    language.choose(
                            "The way to stop " + (stop.stopIndex() + 1) + ": " + stop.distanceMetres() + " m in "
                                    + minutes(stop.travelSeconds()) + " min",
                            "前往第" + (stop.stopIndex() + 1) + "站：" + stop.distanceMetres() + "米，"
                                    + minutes(stop.travelSeconds()) + "分钟")));
        }
        reasons.add(new Reason("return", null, back, UNIT, language.choose("The way back to the depot", "返回仓库")));
        reasons.sort(Comparator.comparing(Reason::contribution).reversed());
        long late = stops.stream().filter(TourView.StopView::late).count();
        return Explanation.of(
                language.choose(
                        stops.size() + " stops in " + row.getLong("distance_metres") / 1_000 + " km"
                                + (late == 0 ? "." : ", " + late + " of them later than promised."),
                        stops.size() + "站，共" + row.getLong("distance_metres") / 1_000 + "公里"
                                + (late == 0 ? "。" : "，其中" + late + "站晚于承诺时间。")),
                cost,
                reasons);
    }

    private static long minutes(long seconds) {
        return Math.round(seconds / 60.0);
    }

    private static TourView.StopView stop(ResultSet row) throws SQLException {
        return new TourView.StopView(
                row.getString("delivery_id"),
                row.getString("order_id"),
                DeliveryState.valueOf(row.getString("state")),
                row.getInt("stop_index"),
                time(row, "arrives_at"),
                time(row, "begins_at"),
                time(row, "earliest_at"),
                time(row, "latest_at"),
                time(row, "ends_at"),
                timeOrNull(row, "promised_earliest"),
                timeOrNull(row, "promised_latest"),
                row.getBoolean("late"),
                row.getLong("travel_seconds"),
                row.getLong("distance_metres"),
                rounded(row.getDouble("cost")));
    }

    Page<TourView.Unassigned> unassigned(@Nullable String depotId, PageRequest request, Language language) {
        List<TourView.Unassigned> found = jdbc.query(
                """
                select absence.* from tour_absence absence join delivery using (delivery_id)
                where delivery_id > ? and (?::text is null or depot_id = ?) and delivery.state = 'WAITING'
                order by delivery_id limit ?
                """,
                (row, number) -> new TourView.Unassigned(
                        row.getString("delivery_id"),
                        row.getString("depot_id"),
                        row.getString("reason"),
                        row.getString("vehicle_id"),
                        time(row, "noted_at"),
                        AbsenceWords.of(row.getString("reason"), language)),
                request.after() == null ? "" : request.after(),
                depotId,
                depotId,
                request.probe());
        return request.page(found, TourView.Unassigned::deliveryId);
    }

    /** The newest first. */
    List<Replanning> replannings(String depotId, int limit) {
        return jdbc.query(
                "select * from replanning where depot_id = ? order by planned_at desc, replanning_id limit ?",
                (row, number) -> new Replanning(
                        row.getObject("replanning_id", UUID.class),
                        row.getString("depot_id"),
                        row.getString("cause"),
                        time(row, "asked_at"),
                        time(row, "planned_at"),
                        row.getInt("deliveries"),
                        row.getInt("tours"),
                        row.getInt("absent"),
                        row.getDouble("cost"),
                        row.getInt("moves"),
                        EventJson.mapper().readValue(row.getString("moved"), new TypeReference<List<Move>>() {})),
                depotId,
                limit);
    }

    private static BigDecimal rounded(double cost) {
        return BigDecimal.valueOf(cost).setScale(DIGITS, RoundingMode.HALF_UP);
    }

    private static Instant time(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static @Nullable Instant timeOrNull(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
