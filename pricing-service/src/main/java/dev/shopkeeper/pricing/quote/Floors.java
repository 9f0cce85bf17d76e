package dev.shopkeeper.pricing.quote;

import dev.shopkeeper.events.Money;
import java.math.BigDecimal;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** The least that each item may be sold for, as the database holds prices to it. */
@Repository
public class Floors {

    private final JdbcTemplate jdbc;
    private final BigDecimal minimumMargin;

    Floors(JdbcTemplate jdbc, FloorSettings settings) {
        this.jdbc = jdbc;
        this.minimumMargin = settings.minimumMargin();
    }

    /** Least margin of any price but the list price, as a part of the cost. */
    public BigDecimal minimumMargin() {
        return minimumMargin;
    }

    /** The least that an item may be sold for, where it is known. Rounded up to four decimals. */
    public Optional<Money> of(String itemId) {
        return jdbc
                .query(
                        "select floor, currency from price_floor where item_id = ?",
                        (row, number) -> new Money(row.getBigDecimal("floor"), row.getString("currency")),
                        itemId)
                .stream()
                .findFirst();
    }

    /** Works an item's floor out from its cost; without a cost there is none. Part of the caller's transaction. */
    public void keep(String itemId) {
        jdbc.update(
                "delete from price_floor where item_id = ? and not exists"
                        + " (select from item where item_id = price_floor.item_id and cost is not null)",
                itemId);
        jdbc.update("""
                insert into price_floor (item_id, currency, floor)
                select item_id, cost_currency, ceil(cost * (1 + ?::numeric) * 10000) / 10000
                from item where item_id = ? and cost is not null
                on conflict (item_id) do update set currency = excluded.currency, floor = excluded.floor
                """, minimumMargin, itemId);
    }
}
