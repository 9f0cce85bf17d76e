package dev.shopkeeper.pricing.past;

import dev.shopkeeper.events.StockLevelChanged;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;

/**
 * Keeps since when an item could be had at a location, or could not, one row a change. What came before the first level that was
 * told stays unknown. Levels count in the order of their versions: one that is told again, or late, changes nothing.
 */
@Service
public class Availability {

    private final JdbcTemplate jdbc;

    Availability(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** Keeps a level if it changes whether the item can be had; part of the caller's transaction. */
    public void heard(StockLevelChanged level) {
        boolean available = level.available() > 0;
        jdbc.update(
                """
                insert into item_availability (item_id, location_id, since, version, available)
                select ?, ?, greatest(?::timestamptz, last.since + interval '1 microsecond'), ?::bigint, ?
                from (select 1) as once left join lateral (
                    select since, version, available from item_availability
                    where item_id = ? and location_id = ? order by since desc limit 1) as last on true
                where last.available is null
                   or last.available <> ? and coalesce(last.version < ?::bigint, true)
                on conflict (item_id, location_id, since) do nothing
                """,
                level.itemId(),
                level.locationId(),
                level.occurredAt().toString(),
                level.version(),
                available,
                level.itemId(),
                level.locationId(),
                available,
                level.version());
    }
}
