package dev.shopkeeper.order.item;

import dev.shopkeeper.events.Money;
import dev.shopkeeper.events.PriceChanged;
import dev.shopkeeper.readmodel.HeardPrice;
import java.time.Instant;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** The prices in force that pricing told of; the one that took effect last wins, in whatever order they arrive. */
@Repository
public class ItemPrices {

    private final JdbcTemplate jdbc;
    private final HeardPrice heard;

    ItemPrices(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
        this.heard = HeardPrice.withPromotions(jdbc);
    }

    /** Keeps a price unless one that took effect later is known. */
    public void put(PriceChanged change) {
        heard.put(change);
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
}
