package dev.shopkeeper.order.item;

import static dev.shopkeeper.starter.jdbc.Columns.text;

import dev.shopkeeper.events.ItemUpserted;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** The titles that the catalogue told; the newest wins, in whatever order they arrive. */
@Repository
public class ItemTitles {

    private final JdbcTemplate jdbc;

    ItemTitles(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** Keeps the title of an item, English before Chinese before others, unless a newer one is known. */
    public void put(ItemUpserted item) {
        title(item.titles())
                .ifPresent(title -> put(
                        item.itemId(),
                        title,
                        item.titles().values().stream().distinct().sorted().toList(),
                        item.updatedAt()));
    }

    private static Optional<String> title(Map<String, String> titles) {
        return Optional.ofNullable(titles.get("en"))
                .or(() -> Optional.ofNullable(titles.get("zh")))
                .or(() -> titles.values().stream().sorted().findFirst());
    }

    private void put(String itemId, String title, List<String> titles, Instant updatedAt) {
        jdbc.update("""
                insert into item_title (item_id, title, titles, updated_at) values (?, ?, ?::text[], ?::timestamptz)
                on conflict (item_id) do update set
                    title = excluded.title, titles = excluded.titles, updated_at = excluded.updated_at
                where excluded.updated_at >= item_title.updated_at
                """, itemId, title, titles.toArray(String[]::new), updatedAt.toString());
    }

    /** Titles by item; items nobody told of are absent. */
    public Map<String, String> of(Collection<String> itemIds) {
        Map<String, String> titles = new HashMap<>();
        jdbc.query(
                "select item_id, title from item_title where item_id = any (?::text[])",
                row -> {
                    titles.put(row.getString("item_id"), row.getString("title"));
                },
                (Object) text(itemIds, Function.identity()));
        return titles;
    }
}
