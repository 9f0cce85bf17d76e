package dev.shopkeeper.pricing.stock;

import dev.shopkeeper.events.StockLevelChanged;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/**
 * Units available per item and location, in whatever order they arrive: the level of the highest version stands, since a
 * movement may be told late; without versions the one that occurred last.
 */
@Repository
public class StockLevels {

    private final JdbcTemplate jdbc;

    StockLevels(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** Keeps a level unless a later one is known. */
    public void put(StockLevelChanged level) {
        jdbc.update(
                """
                insert into item_stock (item_id, location_id, available, occurred_at, version)
                values (?, ?, ?, ?::timestamptz, ?)
                on conflict (item_id, location_id) do update set
                    available = excluded.available, occurred_at = excluded.occurred_at, version = excluded.version
                where case when excluded.version is not null and item_stock.version is not null
                           then excluded.version >= item_stock.version
                           else excluded.occurred_at >= item_stock.occurred_at end
                """,
                level.itemId(),
                level.locationId(),
                level.available(),
                level.occurredAt().toString(),
                level.version());
    }
}
