package dev.shopkeeper.readmodel;

import static dev.shopkeeper.starter.jdbc.Columns.printed;
import static dev.shopkeeper.starter.jdbc.Columns.text;
import static dev.shopkeeper.starter.jdbc.Columns.times;

import dev.shopkeeper.events.StockLevelChanged;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Keeps the present level of each item at each location in a table of the service:
 *
 * {@snippet lang = "sql" :
 * create table item_stock (
 *     item_id     text collate "C" not null,
 *     location_id text collate "C" not null,
 *     available   bigint      not null,
 *     occurred_at timestamptz not null,
 *     version     bigint,
 *     primary key (item_id, location_id)
 * );
 * }
 *
 * <p>The level of the highest version stands: a movement may be told late, with a time before that of one told already, and
 * still leave the present level. Where one of two has no version, the one that occurred last stands; of two that are the
 * same, the one that is heard last. {@link StockLevelChanged#supersedes} says the same of two events.
 *
 * <p>Takes part in the current transaction. Thread-safe.
 */
public final class HeardStock {

    private static final Comparator<StockLevelChanged> KEY =
            Comparator.comparing(StockLevelChanged::itemId).thenComparing(StockLevelChanged::locationId);

    private static final String UPSERT = """
            insert into item_stock as known (item_id, location_id, available, occurred_at, version)
            select * from unnest(?::text[], ?::text[], ?::bigint[], ?::timestamptz[], ?::bigint[])
            on conflict (item_id, location_id) do update set
                available = excluded.available, occurred_at = excluded.occurred_at, version = excluded.version%s
            where case when excluded.version is not null and known.version is not null
                       then excluded.version >= known.version
                       else excluded.occurred_at >= known.occurred_at end
            """;

    private final JdbcTemplate jdbc;
    private final String upsert;

    private HeardStock(JdbcTemplate jdbc, String alsoSet) {
        this.jdbc = jdbc;
        this.upsert = UPSERT.formatted(alsoSet);
    }

    /** With the table as above. */
    public static HeardStock of(JdbcTemplate jdbc) {
        return new HeardStock(jdbc, "");
    }

    /**
     * With a table that has a further column, {@code tx xid8 not null default pg_current_xact_id()}: the transaction that
     * changed the row last, by which replicas follow.
     */
    public static HeardStock followed(JdbcTemplate jdbc) {
        return new HeardStock(jdbc, ", tx = excluded.tx");
    }

    /** Keeps a level unless a later one is known. */
    public void put(StockLevelChanged level) {
        put(List.of(level));
    }

    /** Keeps levels, of which several may be of one item and location, in one statement. */
    public void put(Collection<StockLevelChanged> levels) {
        List<StockLevelChanged> rows = Newest.of(levels, KEY, StockLevelChanged::supersedes);
        if (!rows.isEmpty()) {
            jdbc.update(
                    upsert,
                    text(rows, StockLevelChanged::itemId),
                    text(rows, StockLevelChanged::locationId),
                    printed(rows, StockLevelChanged::available),
                    times(rows, StockLevelChanged::occurredAt),
                    printed(rows, StockLevelChanged::version));
        }
    }
}
