package dev.shopkeeper.pricing.item;

import dev.shopkeeper.events.ItemUpserted;
import dev.shopkeeper.events.ItemWithdrawn;
import dev.shopkeeper.events.Money;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** What the catalogue told of items; the newest wins, in whatever order they arrive. */
@Repository
public class Items {

    private final JdbcTemplate jdbc;

    Items(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Keeps an item unless something newer is known.
     *
     * @return whether it was news
     */
    public boolean put(ItemUpserted item) {
        return jdbc.update(
                        """
                        insert into item (item_id, cost, cost_currency, list_price, list_currency, brand, categories,
                                          active, updated_at)
                        values (?, ?, ?, ?, ?, ?, ?::text[], ?, ?::timestamptz)
                        on conflict (item_id) do update set
                            cost = excluded.cost, cost_currency = excluded.cost_currency,
                            list_price = excluded.list_price, list_currency = excluded.list_currency,
                            brand = excluded.brand, categories = excluded.categories, active = excluded.active,
                            updated_at = excluded.updated_at
                        where excluded.updated_at >= item.updated_at
                        """,
                        item.itemId(),
                        amount(item.cost()),
                        currency(item.cost()),
                        amount(item.listPrice()),
                        currency(item.listPrice()),
                        item.brand(),
                        item.categories().toArray(String[]::new),
                        item.active(),
                        item.updatedAt().toString())
                > 0;
    }

    /** Keeps that an item is sold no longer, unless something newer is known. */
    public void withdraw(ItemWithdrawn item) {
        jdbc.update("""
                insert into item (item_id, active, updated_at) values (?, false, ?::timestamptz)
                on conflict (item_id) do update set active = false, updated_at = excluded.updated_at
                where excluded.updated_at >= item.updated_at
                """, item.itemId(), item.withdrawnAt().toString());
    }

    /** The last category that the catalogue tells of an item, which is the narrowest; null where it tells none. */
    public @Nullable String narrowestCategory(String itemId) {
        return jdbc
                .queryForList(
                        "select categories[array_upper(categories, 1)] from item where item_id = ?"
                                + " and cardinality(categories) > 0",
                        String.class,
                        itemId)
                .stream()
                .findFirst()
                .orElse(null);
    }

    private static @Nullable BigDecimal amount(@Nullable Money money) {
        return money == null ? null : money.amount();
    }

    private static @Nullable String currency(@Nullable Money money) {
        return money == null ? null : money.currency();
    }
}
