package dev.shopkeeper.order.item;

import dev.shopkeeper.events.Money;
import dev.shopkeeper.events.PriceChanged;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** The prices in force that pricing told of; the one that took effect last wins, in whatever order they arrive. */
@Repository
public class ItemPrices {

    private final JdbcTemplate jdbc;

    ItemPrices(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** Keeps a price unless one that took effect later is known. */
    public void put(PriceChanged change) {
        jdbc.update(
                """
                insert into item_price (item_id, amount, currency, promotion_id, effective_from, effective_until)
                values (?, ?, ?, ?, ?::timestamptz, ?::timestamptz)
                on conflict (item_id) do update set
                    amount = excluded.amount, currency = excluded.currency, promotion_id = excluded.promotion_id,
                    effective_from = excluded.effective_from, effective_until = excluded.effective_until
                where excluded.effective_from >= item_price.effective_from
                """,
                change.itemId(),
                change.price().amount(),
                change.price().currency(),
                change.promotionId(),
                change.effectiveFrom().toString(),
                text(change.effectiveUntil()));
    }

    /** The price of an item at a moment; empty where none is known, or where the last one has run out by then. */
    public Optional<Money> of(String itemId, Instant at) {
        return jdbc
                .query(
                        """
                        select amount, currency from item_price
                        where item_id = ? and effective_from <= ?::timestamptz
                          and (effective_until is null or effective_until > ?::timestamptz)
                        """,
                        (row, number) -> new Money(row.getBigDecimal("amount"), row.getString("currency")),
                        itemId,
                        at.toString(),
                        at.toString())
                .stream()
                .findFirst();
    }

    private static @Nullable String text(@Nullable Instant time) {
        return time == null ? null : time.toString();
    }
}
