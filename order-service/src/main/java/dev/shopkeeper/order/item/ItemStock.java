package dev.shopkeeper.order.item;

import dev.shopkeeper.events.StockLevelChanged;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/**
 * What can be promised of an item. The level of the highest version stands: a movement may be told late, with a time
 * before that of one told already, and still leave the present level. Without versions the one that occurred last stands.
 */
@Repository
public class ItemStock {

    private final JdbcTemplate jdbc;

    ItemStock(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** Keeps the level of an item at a location unless a later one is known. */
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

    /** Units available by location; empty for an item that nobody told of. */
    public Map<String, Long> of(String itemId) {
        Map<String, Long> levels = new TreeMap<>();
        jdbc.query(
                "select location_id, available from item_stock where item_id = ?",
                row -> {
                    levels.put(row.getString("location_id"), row.getLong("available"));
                },
                itemId);
        return levels;
    }
}
