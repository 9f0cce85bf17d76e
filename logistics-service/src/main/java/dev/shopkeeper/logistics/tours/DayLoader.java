package dev.shopkeeper.logistics.tours;

import static dev.shopkeeper.starter.jdbc.Columns.text;

import dev.shopkeeper.logistics.day.DayPlan;
import dev.shopkeeper.logistics.day.Place;
import dev.shopkeeper.logistics.day.Shift;
import dev.shopkeeper.logistics.day.Stop;
import dev.shopkeeper.logistics.delivery.PlannedStops;
import dev.shopkeeper.logistics.fleet.Depot;
import dev.shopkeeper.logistics.fleet.Fleet;
import dev.shopkeeper.logistics.fleet.Nearness;
import dev.shopkeeper.logistics.fleet.Van;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/** Reads what a depot has to do today and tomorrow, and how far its vehicles are. */
@Repository
class DayLoader {

    /** A vehicle that is not back so long after its shift has brought what it carried back. */
    private static final Duration OVERTIME = Duration.ofHours(2);

    private static final int MOST_STOPS = 20_000;
    private static final int PRIORITY = 15;
    private static final int OVERDUE = 80;
    private static final int PROMISED = 50;
    private static final int DAY_OF_WAITING = 6;
    private static final int MOST_FOR_WAITING = 70;
    private final JdbcTemplate jdbc;
    private final Fleet fleet;
    private final TourRows rows;
    private final boolean leavesAsPlanned;

    DayLoader(JdbcTemplate jdbc, Fleet fleet, TourRows rows, TourSettings settings) {
        this.jdbc = jdbc;
        this.rows = rows;
        this.fleet = fleet;
        this.leavesAsPlanned = settings.leavesAsPlanned();
    }

    /** All of one moment. */
    @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
    public Known load(String depotId, Instant now) {
        Depot depot = fleet.depot(depotId);
        Long planned = jdbc.queryForObject("select planned from depot where depot_id = ?", Long.class, depotId);
        return new Reading(depot, now).known(planned == null ? 0 : planned);
    }

    /** One reading. */
    private final class Reading {

        private final Depot depot;
        private final Instant now;
        private final Map<String, TourSoFar> tours = new HashMap<>();
        private final Map<String, Instant> left = new HashMap<>();
        private final Set<String> underway = new HashSet<>();

        Reading(Depot depot, Instant now) {
            this.depot = depot;
            this.now = now;
        }

        Known known(long planned) {
            readTours();
            LocalDate today = now.atZone(depot.timeZone()).toLocalDate();
            List<Shift> shifts = new ArrayList<>();
            for (Van van : fleet.vans(depot.depotId())) {
                if (van.active()) {
                    addShift(shifts, van, today, true);
                    addShift(shifts, van, today.plusDays(1), false);
                }
            }
            Map<String, Known.Place> before = new HashMap<>();
            tours.forEach((id, tour) -> tour.rows().stream()
                    .filter(TourSoFar.Row::waits)
                    .forEach(
                            row -> before.put(row.deliveryId(), new Known.Place(id, row.stopIndex(), row.beginsAt()))));
            Instant horizon = today.plusDays(2).atStartOfDay(depot.timeZone()).toInstant();
            List<Stop> stops = new ArrayList<>();
            List<DayPlan.Absence> nowhere = new ArrayList<>();
            for (Stop stop : openStops(nowhere)) {
                boolean later = stop.earliest() != null && !stop.earliest().isBefore(horizon);
                if (!underway.contains(stop.deliveryId()) && !later) {
                    stops.add(stop);
                }
            }
            return new Known(
                    depot,
                    planned,
                    today,
                    shifts,
                    stops,
                    nowhere,
                    before,
                    left,
                    underway,
                    rows.reported(depot.depotId()));
        }

        private void readTours() {
            jdbc.query(
                    """
                    select stop.*, tour.tour_id as id, tour.departs_at, tour.departed_at, delivery.state, delivery.arrived_at,
                           coalesce(delivery.completed_at, delivery.failed_at) as ended_at, delivery.zone_id,
                           delivery.latitude, delivery.longitude
                    from tour left join tour_stop stop using (tour_id) left join delivery using (delivery_id)
                    where tour.depot_id = ? and tour.service_date >= ?::date - 1
                      and (delivery.delivery_id is null or delivery.state = 'WAITING'
                           or coalesce(completed_at, failed_at, arrived_at) >= tour.created_at)
                    order by tour.tour_id, stop.stop_index
                    """,
                    row -> {
                        String id = row.getString("id");
                        TourSoFar tour = tours.get(id);
                        if (tour == null) {
                            tour = new TourSoFar(
                                    time(row, "departs_at"), timeOrNull(row, "departed_at"), new ArrayList<>());
                            tours.put(id, tour);
                        }
                        if (row.getString("delivery_id") != null) {
                            tour.rows().add(row(row));
                        }
                    },
                    depot.depotId(),
                    now.atZone(depot.timeZone()).toLocalDate().toString());
        }

        private void addShift(List<Shift> shifts, Van van, LocalDate date, boolean mayHaveDeparted) {
            String id = tourId(van.vehicleId(), date);
            Instant from = at(date, van.shiftFrom());
            Instant to = at(date, van.shiftTo());
            TourSoFar tour = tours.getOrDefault(id, TourSoFar.NONE);
            boolean departed = mayHaveDeparted && tour.departed(now, leavesAsPlanned);
            if (now.isAfter(departed ? to.plus(OVERTIME) : to)) {
                return;
            }
            List<TourSoFar.Row> done = departed ? tour.behind(now) : List.of();
            List<String> order = tour.rows().stream()
                    .filter(row -> row.waits() && !done.contains(row))
                    .map(TourSoFar.Row::deliveryId)
                    .toList();
            Place home = new Place(depot.latitude(), depot.longitude(), null);
            Place start = home;
            Instant startAt = from;
            if (departed) {
                TourSoFar.Row last = TourSoFar.last(done);
                start = last == null || last.place() == null ? home : last.place();
                startAt = last == null ? tour.left() : last.freeAt();
                done.stream().filter(TourSoFar.Row::waits).forEach(row -> underway.add(row.deliveryId()));
                left.put(id, tour.left());
            }
            shifts.add(new Shift(
                    id,
                    van.vehicleId(),
                    date,
                    from,
                    to,
                    rest(van, date),
                    van.capacityGrams(),
                    van.mostStops(),
                    new Shift.Costs(van.costFixed(), van.costPerHour(), van.costPerKilometre()),
                    departed,
                    start,
                    startAt,
                    home,
                    order,
                    departed && !order.isEmpty() && !startAt.isAfter(now)));
        }

        private Shift.@Nullable Rest rest(Van van, LocalDate date) {
            return van.breakMinutes() == null || van.breakFrom() == null || van.breakTo() == null
                    ? null
                    : new Shift.Rest(at(date, van.breakFrom()), at(date, van.breakTo()), van.breakMinutes() * 60);
        }

        private Instant at(LocalDate date, LocalTime time) {
            return date.atTime(time).atZone(depot.timeZone()).toInstant();
        }

        /** What waits and is nearer to this depot than to any other. */
        private List<Stop> openStops(List<DayPlan.Absence> nowhere) {
            List<Depot> depots = fleet.depots();
            List<Stop> stops = new ArrayList<>();
            Map<String, Place> middles = new HashMap<>();
            List<Open> open = jdbc.query(
                    """
                    select d.delivery_id, d.requested_at, d.zone_id, d.latitude, d.longitude, d.promised_earliest,
                           d.promised_latest,
                           coalesce(d.weight_grams,
                                    (select sum(greatest(0, item.placed - item.cancelled) * weight.weight_grams)
                                     from order_item item join item_weight weight using (item_id)
                                     where item.order_id = d.order_id)::bigint) as weight,
                           coalesce('priority_delivery' = any (tier.benefits), false) as priority
                    from delivery d
                    left join order_units units on units.order_id = d.order_id
                    left join member_tier tier on tier.user_id = units.user_id
                    where d.state = 'WAITING' and d.requested_at > ?::timestamptz
                    order by d.requested_at, d.delivery_id limit ?
                    """,
                    (row, number) -> open(row),
                    now.minus(PlannedStops.LOOKS_BACK).toString(),
                    MOST_STOPS);
            middles(open, middles);
            for (Open each : open) {
                Place place = each.latitude == null || each.longitude == null
                        ? middles.get(String.valueOf(each.zoneId))
                        : new Place(each.latitude, each.longitude, each.zoneId);
                if (place == null) {
                    if (depots.getFirst().depotId().equals(depot.depotId())) {
                        nowhere.add(new DayPlan.Absence(each.deliveryId, "no_place", null));
                    }
                } else {
                    Nearness.of(depots, place.latitude(), place.longitude())
                            .filter(belongs -> belongs.depotId().equals(depot.depotId()))
                            .ifPresent(belongs -> {
                                if (belongs.exchanged()) {
                                    nowhere.add(new DayPlan.Absence(each.deliveryId, "coordinates_swapped", null));
                                } else {
                                    stops.add(each.stop(place, now));
                                }
                            });
                }
            }
            return stops;
        }

        /** Where deliveries of a zone go on average, for those that name no more than the zone. */
        private void middles(List<Open> open, Map<String, Place> middles) {
            Set<String> zones = new TreeSet<>();
            open.stream()
                    .filter(each -> each.latitude == null && each.zoneId != null)
                    .forEach(each -> zones.add(String.valueOf(each.zoneId)));
            if (!zones.isEmpty()) {
                jdbc.query(
                        """
                        select zone_id, avg(latitude) as latitude, avg(longitude) as longitude from delivery
                        where zone_id = any (?::text[]) and latitude is not null group by zone_id
                        """,
                        row -> {
                            String zone = row.getString("zone_id");
                            middles.put(zone, new Place(row.getDouble("latitude"), row.getDouble("longitude"), zone));
                        },
                        (Object) text(zones, Function.identity()));
            }
        }
    }

    /** A delivery that waits. */
    private record Open(
            String deliveryId,
            @Nullable String zoneId,
            @Nullable Double latitude,
            @Nullable Double longitude,
            @Nullable Instant earliest,
            @Nullable Instant latest,
            @Nullable Long weight,
            boolean priority,
            Instant requestedAt) {

        Stop stop(Place place, Instant now) {
            return new Stop(deliveryId, place, weight, earliest, latest, urgency(now));
        }

        /** Where not all can be brought: first what was promised and is overdue, then what was promised, then what waits longest. */
        int urgency(Instant now) {
            int urgency = (int) Math.min(
                    MOST_FOR_WAITING,
                    DAY_OF_WAITING * Duration.between(requestedAt, now).toDays());
            if (latest != null) {
                urgency = latest.isBefore(now) ? OVERDUE : Math.max(urgency, PROMISED);
            }
            return urgency + (priority ? PRIORITY : 0);
        }
    }

    private static Open open(ResultSet row) throws SQLException {
        return new Open(
                row.getString("delivery_id"),
                row.getString("zone_id"),
                row.getObject("latitude", Double.class),
                row.getObject("longitude", Double.class),
                timeOrNull(row, "promised_earliest"),
                timeOrNull(row, "promised_latest"),
                row.getObject("weight", Long.class),
                row.getBoolean("priority"),
                time(row, "requested_at"));
    }

    private static TourSoFar.Row row(ResultSet row) throws SQLException {
        Double latitude = row.getObject("latitude", Double.class);
        Double longitude = row.getObject("longitude", Double.class);
        return new TourSoFar.Row(
                row.getString("delivery_id"),
                row.getString("tour_id"),
                row.getInt("stop_index"),
                time(row, "begins_at"),
                time(row, "ends_at"),
                row.getLong("travel_seconds"),
                row.getLong("distance_metres"),
                row.getLong("weight_grams"),
                row.getDouble("cost"),
                row.getString("state"),
                timeOrNull(row, "arrived_at"),
                timeOrNull(row, "ended_at"),
                latitude == null || longitude == null
                        ? null
                        : new Place(latitude, longitude, row.getString("zone_id")));
    }

    private static Instant time(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static @Nullable Instant timeOrNull(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    /** A vehicle's day. */
    static String tourId(String vehicleId, LocalDate date) {
        return vehicleId + "@" + date;
    }
}
