package dev.shopkeeper.logistics.training;

import dev.shopkeeper.logistics.traveltime.GreatCircle;
import dev.shopkeeper.logistics.traveltime.Leg;
import dev.shopkeeper.logistics.traveltime.Seen;
import dev.shopkeeper.logistics.traveltime.ServiceTime;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Reads deliveries that were driven to and how fast traffic moved, over the latest days. */
@Repository
class TravelTimeStore {

    private static final int FETCH = 5_000;

    /** A leg: it has an end after its beginning, and both are somewhere. */
    private static final String DRIVEN = """
            departed_at < arrived_at and latitude is not null and longitude is not null
                and departed_latitude is not null and departed_longitude is not null
            """;

    private static final String PLAUSIBLE = "speed_metres_per_second between 0.3 and 50";

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transactions;

    TravelTimeStore(JdbcTemplate jdbc, PlatformTransactionManager transactions) {
        this.jdbc = new JdbcTemplate(Objects.requireNonNull(jdbc.getDataSource(), "The template has a data source"));
        this.jdbc.setFetchSize(FETCH);
        this.transactions = new TransactionTemplate(transactions);
        this.transactions.setReadOnly(true);
        this.transactions.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
    }

    /** What happened in so many days before the newest leg departed. */
    TravelTimeData load(int days) {
        return Objects.requireNonNull(transactions.execute(status -> {
            ZoneId timeZone = timeZone();
            OffsetDateTime newest =
                    jdbc.queryForObject("select max(departed_at) from delivery where " + DRIVEN, OffsetDateTime.class);
            if (newest == null) {
                return new TravelTimeData(timeZone, List.of(), List.of(), 0);
            }
            OffsetDateTime from = newest.minusDays(days);
            Long implausible = jdbc.queryForObject(
                    "select count(*) from travel_time where observed_at >= ? and observed_at <= ? and not " + PLAUSIBLE,
                    Long.class,
                    from,
                    newest);
            return new TravelTimeData(
                    timeZone, traffic(from, newest), drives(from), implausible == null ? 0 : implausible);
        }));
    }

    private ZoneId timeZone() {
        return jdbc.queryForList("select time_zone from depot order by depot_id limit 1", String.class).stream()
                .findFirst()
                .map(ZoneId::of)
                .orElse(ZoneOffset.UTC);
    }

    /** Each zone once a quarter of an hour, however often it was observed then: its observations differ little. */
    private List<Seen> traffic(OffsetDateTime from, OffsetDateTime to) {
        Map<String, String> zones = new HashMap<>();
        List<Seen> traffic = new ArrayList<>();
        jdbc.query(
                """
                select zone_id, date_bin('15 minutes', observed_at, timestamptz 'epoch') as quarter,
                       exp(avg(ln(speed_metres_per_second) order by observed_at)) as speed
                from travel_time
                where observed_at >= ? and observed_at <= ? and
                """ + PLAUSIBLE + " group by 1, 2 order by 2, 1",
                row -> {
                    String zone = row.getString("zone_id");
                    traffic.add(new Seen(
                            zones.computeIfAbsent(zone, same -> same), at(row, "quarter"), row.getDouble("speed")));
                },
                from,
                to);
        return traffic;
    }

    private List<Drive> drives(OffsetDateTime from) {
        return jdbc.query("""
                select zone_id, latitude, longitude, departed_zone_id, departed_latitude, departed_longitude,
                       departed_at, arrived_at, completed_at, weight_grams
                from delivery where departed_at >= ? and
                """ + DRIVEN + " order by departed_at, delivery_id", (row, number) -> drive(row), from);
    }

    private static Drive drive(ResultSet row) throws SQLException {
        Instant departedAt = at(row, "departed_at");
        Instant arrivedAt = at(row, "arrived_at");
        OffsetDateTime completed = row.getObject("completed_at", OffsetDateTime.class);
        Leg leg = new Leg(
                row.getString("departed_zone_id"),
                row.getString("zone_id"),
                GreatCircle.wayMetres(
                        row.getDouble("departed_latitude"),
                        row.getDouble("departed_longitude"),
                        row.getDouble("latitude"),
                        row.getDouble("longitude")),
                departedAt,
                seconds(departedAt, arrivedAt));
        if (completed == null || completed.toInstant().isBefore(arrivedAt)) {
            return new Drive(leg, null, arrivedAt);
        }
        double grams = row.getDouble("weight_grams");
        @Nullable Double weight = row.wasNull() ? null : grams;
        return new Drive(
                leg, new ServiceTime(weight, seconds(arrivedAt, completed.toInstant())), completed.toInstant());
    }

    private static double seconds(Instant from, Instant to) {
        return Duration.between(from, to).toMillis() / 1_000.0;
    }

    private static Instant at(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
