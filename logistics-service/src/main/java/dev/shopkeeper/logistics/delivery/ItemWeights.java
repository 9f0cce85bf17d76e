package dev.shopkeeper.logistics.delivery;

import dev.shopkeeper.events.ItemUpserted;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** What the catalogue says that items weigh; the newest wins, in whatever order they arrive. */
@Repository
public class ItemWeights {

    private final JdbcTemplate jdbc;

    ItemWeights(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** Keeps the weight of an item unless a newer one is known. */
    public void put(ItemUpserted item) {
        jdbc.update("""
                insert into item_weight (item_id, weight_grams, updated_at) values (?, ?, ?::timestamptz)
                on conflict (item_id) do update set
                    weight_grams = excluded.weight_grams, updated_at = excluded.updated_at
                where excluded.updated_at >= item_weight.updated_at
                """, item.itemId(), item.weightGrams(), item.updatedAt().toString());
    }
}
