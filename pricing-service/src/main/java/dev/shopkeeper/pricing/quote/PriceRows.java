package dev.shopkeeper.pricing.quote;

import dev.shopkeeper.events.Money;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
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
    /** What is expected to sell is mostly what sold in so long. */
    private static final Duration DEMAND_WINDOW = Duration.ofDays(28);

    private final JdbcTemplate jdbc;

    PriceRows(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    Optional<InForce> find(String itemId) {
        return find("select * from item_price where item_id = ?", itemId);
    }

    /** The price of an item that is sold and listed. */
    Optional<InForce> findActive(String itemId) {
        return find(
                "select price.* from item_price price join item using (item_id)"
                        + " where item_id = ? and active and item.list_price is not null",
                itemId);
    }

    /** Why an item has no price to ask, for people. */
    String missing(String itemId) {
        return jdbc
                .queryForList(
                        "select case when active then 'has no list price' else 'is not sold' end"
                                + " from item where item_id = ?",
                        String.class,
                        itemId)
                .stream()
                .findFirst()
                .orElse("is not known");
    }

    private Optional<InForce> find(String query, String itemId) {
        return jdbc.query(query, (row, number) -> inForce(row), itemId).stream().findFirst();
    }

    private static InForce inForce(ResultSet row) throws SQLException {
        String currency = row.getString("currency");
        BigDecimal listPrice = row.getBigDecimal("list_price");
        String suggestionId = row.getString("suggestion_id");
        OffsetDateTime until = row.getObject("effective_until", OffsetDateTime.class);
        return new InForce(
                new Money(row.getBigDecimal("price"), currency),
                listPrice == null ? null : new Money(listPrice, currency),
                row.getObject("effective_from", OffsetDateTime.class).toInstant(),
                row.getString("reason"),
                suggestionId == null
                        ? null
                        : new InForce.Origin(
                                suggestionId,
                                row.getString("model"),
                                row.getString("model_version"),
                                row.getBoolean("degraded")),
                row.getString("promotion_id"),
                until == null ? null : until.toInstant());
    }

    /** Lets the changes of an item's price happen one after another, also the first. */
    void lock(String itemId) {
        jdbc.query("select pg_advisory_xact_lock(hashtextextended(?, 0))", row -> {}, itemId);
    }

    /** The same, unless somebody else is at it. */
    boolean tryLock(String itemId) {
        return Boolean.TRUE.equals(
                jdbc.queryForObject("select pg_try_advisory_xact_lock(hashtextextended(?, 0))", Boolean.class, itemId));
    }

    void put(String itemId, InForce price) {
        String from = price.effectiveFrom().toString();
        InForce.Origin origin = price.origin();
        jdbc.update(
                """
                insert into item_price (item_id, price, currency, list_price, reason, effective_from, model,
                                        model_version, degraded, suggestion_id, promotion_id, effective_until)
                values (?, ?, ?, ?, ?, ?::timestamptz, ?, ?, ?, ?, ?, ?::timestamptz)
                on conflict (item_id) do update set price = excluded.price, currency = excluded.currency,
                    list_price = excluded.list_price, reason = excluded.reason,
                    effective_from = excluded.effective_from, model = excluded.model,
                    model_version = excluded.model_version, degraded = excluded.degraded,
                    suggestion_id = excluded.suggestion_id, promotion_id = excluded.promotion_id,
                    effective_until = excluded.effective_until
                """,
                itemId,
                price.price().amount(),
                price.price().currency(),
                price.listPrice() == null ? null : price.listPrice().amount(),
                price.reason(),
                from,
                origin == null ? null : origin.model(),
                origin == null ? null : origin.modelVersion(),
                origin == null ? null : origin.degraded(),
                origin == null ? null : origin.suggestionId(),
                price.promotionId(),
                price.effectiveUntil() == null ? null : price.effectiveUntil().toString());
        jdbc.update("""
                insert into price_ledger (item_id, effective_from, price, currency, reason)
                values (?, ?::timestamptz, ?, ?, ?)
                """, itemId, from, price.price().amount(), price.price().currency(), price.reason());
    }

    /** Notes what the shop lists, while something else is in force. */
    void list(String itemId, BigDecimal listPrice) {
        jdbc.update("update item_price set list_price = ? where item_id = ?", listPrice, itemId);
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

    /** The mean by time of the prices in this currency that were in force in the four weeks before. */
    @Nullable
    BigDecimal meanBefore(String itemId, String currency, Instant moment) {
        return jdbc.queryForObject(
                """
                select sum(price * extract(epoch from until - since)) / nullif(sum(extract(epoch from until - since)), 0)
                from (
                    select price, currency, greatest(effective_from, ?::timestamptz) as since,
                           least(lead(effective_from, 1, 'infinity') over (order by effective_from), ?::timestamptz) as until
                    from price_ledger where item_id = ? and effective_from < ?::timestamptz) as entry
                where currency = ? and until > since
                """,
                BigDecimal.class,
                moment.minus(DEMAND_WINDOW).toString(),
                moment.toString(),
                itemId,
                moment.toString(),
                currency);
    }
}
