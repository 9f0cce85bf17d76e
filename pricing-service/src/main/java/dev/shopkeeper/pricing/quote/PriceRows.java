package dev.shopkeeper.pricing.quote;

import dev.shopkeeper.events.Money;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** Prices in force and their ledger. */
@Repository
class PriceRows {

    private static final Duration REFERENCE_WINDOW = Duration.ofDays(30);

    private final JdbcTemplate jdbc;

    PriceRows(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** A price in force. */
    record InForce(Money price, @Nullable Money listPrice, Instant effectiveFrom) {}

    Optional<InForce> find(String itemId) {
        return find("select * from item_price where item_id = ?", itemId);
    }

    /** The price of an item that is sold. */
    Optional<InForce> findActive(String itemId) {
        return find(
                "select price.* from item_price price join item using (item_id) where item_id = ? and active", itemId);
    }

    private Optional<InForce> find(String query, String itemId) {
        return jdbc
                .query(
                        query,
                        (row, number) -> {
                            String currency = row.getString("currency");
                            BigDecimal listPrice = row.getBigDecimal("list_price");
                            return new InForce(
                                    new Money(row.getBigDecimal("price"), currency),
                                    listPrice == null ? null : new Money(listPrice, currency),
                                    row.getObject("effective_from", OffsetDateTime.class)
                                            .toInstant());
                        },
                        itemId)
                .stream()
                .findFirst();
    }

    /** Lets the changes of an item's price happen one after another, also the first. */
    void lock(String itemId) {
        jdbc.query("select pg_advisory_xact_lock(hashtextextended(?, 0))", row -> {}, itemId);
    }

    void put(String itemId, Money price, String reason, Instant from) {
        jdbc.update("""
                insert into item_price (item_id, price, currency, list_price, reason, effective_from)
                values (?, ?, ?, ?, ?, ?::timestamptz)
                on conflict (item_id) do update set price = excluded.price, currency = excluded.currency,
                    list_price = excluded.list_price, reason = excluded.reason,
                    effective_from = excluded.effective_from
                """, itemId, price.amount(), price.currency(), price.amount(), reason, from.toString());
        jdbc.update("""
                insert into price_ledger (item_id, effective_from, price, currency, reason)
                values (?, ?::timestamptz, ?, ?, ?)
                """, itemId, from.toString(), price.amount(), price.currency(), reason);
    }

    /** The lowest price in this currency that was in force at any moment of the thirty days before. */
    @Nullable
    Money lowestBefore(String itemId, String currency, Instant moment) {
        BigDecimal lowest = jdbc.queryForObject(
                """
                select min(price) from (
                    select price, currency, effective_from,
                           lead(effective_from, 1, 'infinity') over (order by effective_from) as superseded_at
                    from price_ledger where item_id = ? and effective_from < ?::timestamptz) as entry
                where currency = ? and superseded_at > ?::timestamptz
                """,
                BigDecimal.class,
                itemId,
                moment.toString(),
                currency,
                moment.minus(REFERENCE_WINDOW).toString());
        return lowest == null ? null : new Money(lowest, currency);
    }
}
