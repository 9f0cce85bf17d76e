package dev.shopkeeper.logistics.fleet;

import static dev.shopkeeper.starter.jdbc.Columns.printed;
import static dev.shopkeeper.starter.jdbc.Columns.text;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** The rows of depots and vehicles. */
@Repository
class FleetStore {

    private final JdbcTemplate jdbc;

    FleetStore(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** Creates or replaces depots, sorted by id; answers the ids of those that were not there like that. */
    Set<String> putDepots(Collection<Depot> depots) {
        return new HashSet<>(jdbc.queryForList(
                """
                insert into depot as present (depot_id, latitude, longitude, time_zone)
                select * from unnest(?::text[], ?::float8[], ?::float8[], ?::text[])
                on conflict (depot_id) do update set
                    latitude = excluded.latitude, longitude = excluded.longitude, time_zone = excluded.time_zone
                where (present.latitude, present.longitude, present.time_zone)
                    is distinct from (excluded.latitude, excluded.longitude, excluded.time_zone)
                returning depot_id
                """,
                String.class,
                text(depots, Depot::depotId),
                printed(depots, Depot::latitude),
                printed(depots, Depot::longitude),
                printed(depots, Depot::timeZone)));
    }

    /** Those of the ids that are known; nobody takes them away before the transaction ends. */
    Set<String> known(Collection<String> depotIds) {
        return new HashSet<>(jdbc.queryForList(
                "select depot_id from depot where depot_id = any (?::text[]) order by depot_id for key share",
                String.class,
                (Object) text(depotIds, Function.identity())));
    }

    /**
     * What was not there like that.
     *
     * @param vehicles their ids
     * @param depots which they were or are of
     */
    record Changed(Set<String> vehicles, Set<String> depots) {}

    /** Creates or replaces vehicles, sorted by id. */
    Changed putVans(Collection<Van> vans) {
        Set<String> depots = new HashSet<>(jdbc.queryForList(
                "select depot_id from vehicle where vehicle_id = any (?::text[]) order by vehicle_id for no key update",
                String.class,
                (Object) text(vans, Van::vehicleId)));
        Set<String> changed = new HashSet<>();
        jdbc.query(
                """
                insert into vehicle as present (vehicle_id, depot_id, capacity_grams, most_stops, shift_from, shift_to,
                    break_minutes, break_from, break_to, cost_fixed, cost_per_hour, cost_per_kilometre, active)
                select * from unnest(?::text[], ?::text[], ?::bigint[], ?::integer[], ?::time[], ?::time[], ?::integer[],
                                     ?::time[], ?::time[], ?::float8[], ?::float8[], ?::float8[], ?::boolean[])
                on conflict (vehicle_id) do update set
                    depot_id = excluded.depot_id, capacity_grams = excluded.capacity_grams,
                    most_stops = excluded.most_stops, shift_from = excluded.shift_from, shift_to = excluded.shift_to,
                    break_minutes = excluded.break_minutes, break_from = excluded.break_from,
                    break_to = excluded.break_to, cost_fixed = excluded.cost_fixed,
                    cost_per_hour = excluded.cost_per_hour, cost_per_kilometre = excluded.cost_per_kilometre,
                    active = excluded.active
                where to_jsonb(present) <> to_jsonb(excluded)
                returning vehicle_id, depot_id
                """,
                row -> {
                    changed.add(row.getString("vehicle_id"));
                    depots.add(row.getString("depot_id"));
                },
                text(vans, Van::vehicleId),
                text(vans, Van::depotId),
                printed(vans, Van::capacityGrams),
                printed(vans, Van::mostStops),
                printed(vans, Van::shiftFrom),
                printed(vans, Van::shiftTo),
                printed(vans, Van::breakMinutes),
                printed(vans, Van::breakFrom),
                printed(vans, Van::breakTo),
                printed(vans, Van::costFixed),
                printed(vans, Van::costPerHour),
                printed(vans, Van::costPerKilometre),
                printed(vans, Van::active));
        return new Changed(changed, changed.isEmpty() ? Set.of() : depots);
    }

    /** The depot that a vehicle was of, if there was such a vehicle. */
    Optional<String> deleteVan(String vehicleId) {
        return jdbc
                .queryForList("delete from vehicle where vehicle_id = ? returning depot_id", String.class, vehicleId)
                .stream()
                .findFirst();
    }

    Optional<Depot> depot(String depotId) {
        return jdbc.query("select * from depot where depot_id = ?", (row, number) -> depot(row), depotId).stream()
                .findFirst();
    }

    Optional<Van> van(String vehicleId) {
        return jdbc.query("select * from vehicle where vehicle_id = ?", (row, number) -> van(row), vehicleId).stream()
                .findFirst();
    }

    List<Depot> depots(String after, int limit) {
        return jdbc.query(
                "select * from depot where depot_id > ? order by depot_id limit ?",
                (row, number) -> depot(row),
                after,
                limit);
    }

    List<Depot> all() {
        return jdbc.query("select * from depot order by depot_id", (row, number) -> depot(row));
    }

    /**
     * Those of the vehicles that are under way: somebody said that they left or were at a stop, today or yesterday, and there is
     * something that they are still to bring.
     */
    Set<String> underway(Collection<String> vehicleIds) {
        return new HashSet<>(jdbc.queryForList("""
                select distinct tour.vehicle_id from tour
                where vehicle_id = any (?::text[]) and service_date > current_date - 2 and service_date <= current_date + 1
                  and exists (select from tour_stop join delivery using (delivery_id)
                              where tour_stop.tour_id = tour.tour_id and state = 'WAITING')
                  and (departed_at is not null
                       or exists (select from tour_stop join delivery using (delivery_id)
                                  where tour_stop.tour_id = tour.tour_id
                                    and coalesce(completed_at, failed_at, arrived_at) >= tour.created_at))
                """, String.class, (Object) text(vehicleIds, Function.identity())));
    }

    /** Which depots vehicles are of that drive. */
    Map<String, String> drivesFrom(Collection<String> vehicleIds) {
        Map<String, String> depots = new HashMap<>();
        jdbc.query(
                "select vehicle_id, depot_id from vehicle where vehicle_id = any (?::text[]) and active",
                row -> {
                    depots.put(row.getString("vehicle_id"), row.getString("depot_id"));
                },
                (Object) text(vehicleIds, Function.identity()));
        return depots;
    }

    List<Van> vans(@Nullable String depotId, String after, int limit) {
        return jdbc.query(
                "select * from vehicle where vehicle_id > ? and (?::text is null or depot_id = ?) order by vehicle_id limit ?",
                (row, number) -> van(row),
                after,
                depotId,
                depotId,
                limit);
    }

    private static Depot depot(ResultSet row) throws SQLException {
        return new Depot(
                row.getString("depot_id"),
                row.getDouble("latitude"),
                row.getDouble("longitude"),
                ZoneId.of(row.getString("time_zone")));
    }

    private static Van van(ResultSet row) throws SQLException {
        return new Van(
                row.getString("vehicle_id"),
                row.getString("depot_id"),
                row.getLong("capacity_grams"),
                row.getObject("most_stops", Integer.class),
                row.getObject("shift_from", LocalTime.class),
                row.getObject("shift_to", LocalTime.class),
                row.getObject("break_minutes", Integer.class),
                row.getObject("break_from", LocalTime.class),
                row.getObject("break_to", LocalTime.class),
                row.getDouble("cost_fixed"),
                row.getDouble("cost_per_hour"),
                row.getDouble("cost_per_kilometre"),
                row.getBoolean("active"));
    }
}
