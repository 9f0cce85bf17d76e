package dev.shopkeeper.pricing.stock;

import dev.shopkeeper.events.StockLevelChanged;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** Units available per item and location; the newest level wins, in whatever order they arrive. */
@Repository
public class StockLevels {

    private final JdbcTemplate jdbc;

    StockLevels(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** Keeps a level unless a newer one is known. */
    public void put(StockLevelChanged level) {
        jdbc.update(
                """
                insert into item_stock (item_id, location_id, available, occurred_at) values (?, ?, ?, ?::timestamptz)
                on conflict (item_id, location_id) do update set
                    available = excluded.available, occurred_at = excluded.occurred_at
                where excluded.occurred_at >= item_stock.occurred_at
                """,
                level.itemId(),
                level.locationId(),
                level.available(),
                level.occurredAt().toString());
    }
}
