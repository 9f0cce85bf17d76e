package dev.shopkeeper.membership.activity;

import dev.shopkeeper.events.ItemUpserted;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** The widest category of each item that was ever in the catalogue; of one that is withdrawn it stays, since it was bought. */
@Repository
public class ItemCategories {

    private final JdbcTemplate jdbc;

    ItemCategories(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** Keeps an item's category unless a later one is known. */
    public void upserted(ItemUpserted item) {
        jdbc.update(
                """
                insert into item_category as known (item_id, category, updated_at) values (?, ?, ?::timestamptz)
                on conflict (item_id) do update set category = excluded.category, updated_at = excluded.updated_at
                where excluded.updated_at >= known.updated_at
                """,
                item.itemId(),
                item.categories().isEmpty() ? null : item.categories().getFirst(),
                item.updatedAt().toString());
    }
}
