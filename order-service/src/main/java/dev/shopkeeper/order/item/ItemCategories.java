package dev.shopkeeper.order.item;

import static dev.shopkeeper.starter.jdbc.Columns.text;

import dev.shopkeeper.events.ItemUpserted;
import java.sql.Array;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** The categories of items that the catalogue told; the newest win, in whatever order they arrive. */
@Repository
public class ItemCategories {

    private final JdbcTemplate jdbc;

    ItemCategories(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** Keeps the categories of an item unless newer ones are known. */
    public void put(ItemUpserted item) {
        jdbc.update(
                """
                insert into item_category (item_id, categories, updated_at) values (?, ?::text[], ?::timestamptz)
                on conflict (item_id) do update set
                    categories = excluded.categories, updated_at = excluded.updated_at
                where excluded.updated_at >= item_category.updated_at
                """,
                item.itemId(),
                item.categories().toArray(String[]::new),
                item.updatedAt().toString());
    }

    /** Categories by item, from the widest to the narrowest; items nobody told of are absent. */
    public Map<String, List<String>> of(Collection<String> itemIds) {
        Map<String, List<String>> categories = new HashMap<>();
        jdbc.query(
                "select item_id, categories from item_category where item_id = any (?::text[])",
                row -> {
                    Array array = row.getArray("categories");
                    categories.put(row.getString("item_id"), List.of((String[]) array.getArray()));
                },
                (Object) text(itemIds, Function.identity()));
        return categories;
    }
}
