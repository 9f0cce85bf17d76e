package dev.shopkeeper.readmodel;

import static dev.shopkeeper.starter.jdbc.Columns.decimals;
import static dev.shopkeeper.starter.jdbc.Columns.text;
import static dev.shopkeeper.starter.jdbc.Columns.times;

import dev.shopkeeper.events.PriceChanged;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Keeps the price that took effect last of each item in a table of the service:
 *
 * {@snippet lang = "sql" :
 * create table item_price (
 *     item_id         text collate "C" primary key,
 *     amount          numeric(24, 4) not null,
 *     currency        text        not null,
 *     effective_from  timestamptz not null,
 *     effective_until timestamptz
 * );
 * }
 *
 * <p>A price that takes effect in the future stands already; who reads it looks at the times. Of two from the same moment
 * the one that is heard last stands.
 *
 * <p>Takes part in the current transaction. Thread-safe.
 */
public final class HeardPrice {

    private static final Comparator<PriceChanged> KEY = Comparator.comparing(PriceChanged::itemId);

    private static final String UPSERT = """
            insert into item_price as known (item_id, amount, currency, effective_from, effective_until%1$s)
            select * from unnest(?::text[], ?::numeric[], ?::text[], ?::timestamptz[], ?::timestamptz[]%2$s)
            on conflict (item_id) do update set
                amount = excluded.amount, currency = excluded.currency, effective_from = excluded.effective_from,
                effective_until = excluded.effective_until%3$s
            where excluded.effective_from >= known.effective_from
            """;

    private final JdbcTemplate jdbc;
    private final String upsert;
    private final boolean promotions;

    private HeardPrice(JdbcTemplate jdbc, String upsert, boolean promotions) {
        this.jdbc = jdbc;
        this.upsert = upsert;
        this.promotions = promotions;
    }

    /** With a table that has a further column, {@code promotion_id text}: the promotion by which the price came about. */
    public static HeardPrice withPromotions(JdbcTemplate jdbc) {
        return new HeardPrice(
                jdbc,
                UPSERT.formatted(", promotion_id", ", ?::text[]", ", promotion_id = excluded.promotion_id"),
                true);
    }

    /**
     * With a table that has a further column, {@code tx xid8 not null default pg_current_xact_id()}: the transaction that
     * changed the row last, by which replicas follow.
     */
    public static HeardPrice followed(JdbcTemplate jdbc) {
        return new HeardPrice(jdbc, UPSERT.formatted("", "", ", tx = excluded.tx"), false);
    }

    /** Keeps a price unless one that takes effect later is known. */
    public void put(PriceChanged price) {
        put(List.of(price));
    }

    /** Keeps prices, of which several may be of one item, in one statement. */
    public void put(Collection<PriceChanged> prices) {
        List<PriceChanged> rows =
                Newest.of(prices, KEY, (next, known) -> !next.effectiveFrom().isBefore(known.effectiveFrom()));
        if (rows.isEmpty()) {
            return;
        }
        List<Object> columns = new ArrayList<>(List.of(
                text(rows, PriceChanged::itemId),
                decimals(rows, price -> price.price().amount()),
                text(rows, price -> price.price().currency()),
                times(rows, PriceChanged::effectiveFrom),
                times(rows, PriceChanged::effectiveUntil)));
        if (promotions) {
            columns.add(text(rows, PriceChanged::promotionId));
        }
        jdbc.update(upsert, columns.toArray());
    }
}
