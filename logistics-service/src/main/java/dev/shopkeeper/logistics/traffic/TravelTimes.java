package dev.shopkeeper.logistics.traffic;

import static dev.shopkeeper.starter.jdbc.Columns.printed;
import static dev.shopkeeper.starter.jdbc.Columns.text;
import static dev.shopkeeper.starter.jdbc.Columns.times;

import dev.shopkeeper.events.TravelTimeObserved;
import dev.shopkeeper.logistics.fleet.TourWishes;
import dev.shopkeeper.starter.paging.Page;
import dev.shopkeeper.starter.paging.PageRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * How fast traffic moves. An observation is identified by zone and time; the same one again is no news, and late ones
 * join the history without touching what is newest.
 */
@Service
public class TravelTimes {

    private static final String OBSERVATIONS = """
            select distinct on (zone_id collate "C", observed_at) zone_id, observed_at, speed, free_flow
            from unnest(?::text[], ?::timestamptz[], ?::float8[], ?::float8[]) with ordinality
                as seen (zone_id, observed_at, speed, free_flow, place)
            order by zone_id collate "C", observed_at, place desc
            """;

    private static final Duration OLD = Duration.ofMinutes(30);
    private static final double NOTICEABLE = 0.1;

    private final JdbcTemplate jdbc;
    private final TourWishes wishes;
    private final Clock clock;

    TravelTimes(JdbcTemplate jdbc, TourWishes wishes, Clock clock) {
        this.jdbc = jdbc;
        this.wishes = wishes;
        this.clock = clock;
    }

    /** Keeps observations, whether uploaded or heard. */
    @Transactional
    public void observe(Collection<TravelTimeObserved> observations) {
        Object[] columns = {
            text(observations, TravelTimeObserved::zoneId),
            times(observations, TravelTimeObserved::observedAt),
            printed(observations, TravelTimeObserved::speedMetresPerSecond),
            printed(observations, TravelTimeObserved::freeFlowMetresPerSecond)
        };
        jdbc.update(
                "insert into travel_time (zone_id, observed_at, speed_metres_per_second, free_flow_metres_per_second) "
                        + OBSERVATIONS
                        + """
                        on conflict (zone_id, observed_at) do update set
                            speed_metres_per_second = excluded.speed_metres_per_second,
                            free_flow_metres_per_second = excluded.free_flow_metres_per_second
                        """,
                columns);
        if (changesTours(columns)) {
            wishes.add("traffic");
        }
        jdbc.update("""
                insert into zone_speed (zone_id, observed_at, speed_metres_per_second, free_flow_metres_per_second)
                select distinct on (zone_id collate "C") * from (
                """ + OBSERVATIONS + """
                        ) as observation order by zone_id collate "C", observed_at desc
                        on conflict (zone_id) do update set
                            observed_at = excluded.observed_at,
                            speed_metres_per_second = excluded.speed_metres_per_second,
                            free_flow_metres_per_second = excluded.free_flow_metres_per_second
                        where excluded.observed_at >= zone_speed.observed_at
                        """, columns);
    }

    /** Whether a zone moves noticeably faster or slower than when it was seen last. */
    private boolean changesTours(Object... columns) {
        Instant now = clock.instant();
        return Boolean.TRUE.equals(jdbc.queryForObject(
                "select exists (select from (" + OBSERVATIONS + """
                        ) as observation left join zone_speed known using (zone_id)
                        where observation.observed_at > ?::timestamptz
                          and (known.observed_at is null or observation.observed_at >= known.observed_at)
                          and (known.observed_at is null
                               or abs(observation.speed - known.speed_metres_per_second)
                                  > ? * greatest(known.speed_metres_per_second, 0.1)))
                        """,
                Boolean.class,
                Stream.concat(Arrays.stream(columns), Stream.of(now.minus(OLD).toString(), NOTICEABLE))
                        .toArray()));
    }

    /** The newest speed of each zone. */
    Page<ZoneSpeed> latest(PageRequest request) {
        List<ZoneSpeed> found = jdbc.query(
                "select * from zone_speed where zone_id > ? order by zone_id limit ?",
                (row, number) -> new ZoneSpeed(
                        row.getString("zone_id"),
                        row.getDouble("speed_metres_per_second"),
                        row.getObject("free_flow_metres_per_second", Double.class),
                        row.getObject("observed_at", OffsetDateTime.class).toInstant()),
                request.after() == null ? "" : request.after(),
                request.probe());
        return request.page(found, ZoneSpeed::zoneId);
    }
}
