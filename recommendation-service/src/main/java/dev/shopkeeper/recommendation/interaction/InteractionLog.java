package dev.shopkeeper.recommendation.interaction;

import dev.shopkeeper.recommendation.jdbc.Columns;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** The table of interactions: appended to in batches, followed in the order of commit-safe cursors. */
@Repository
public class InteractionLog {

    private static final String APPEND = """
            insert into interaction (source, event_id, position, kind, times, item_id, context, user_id, anonymous_id, occurred_at,
                                     catalogued)
            select row.*, exists (select from item where item.item_id = row.item_id)
            from unnest(?::text[], ?::text[], ?::int[], ?::smallint[], ?::smallint[], ?::text[], ?::bigint[], ?::text[],
                        ?::text[], ?::timestamptz[])
                 as row(source, event_id, position, kind, times, item_id, context, user_id, anonymous_id, occurred_at)
            on conflict (source, event_id, position) do nothing
            """;
    /** Ordered by the column in each: a bare {@code tx} would be the text of the first one, and 1000 come before 999. */
    private static final String FOLLOWED =
            "select tx::text, id, kind, times, item_id, context, occurred_at, catalogued from interaction";

    private static final String FOLLOW = FOLLOWED + """
             where (tx, id) > (?::xid8, ?) and tx < (select pg_snapshot_xmin(pg_current_snapshot()))
            order by interaction.tx, id
            limit ?
            """;
    private static final String OF_NEW_ITEMS = FOLLOWED + """
             where not catalogued and item_id = any (?) and (tx, id) > (?::xid8, ?) and (tx, id) <= (?::xid8, ?)
            order by interaction.tx, id
            limit ?
            """;

    private final JdbcTemplate jdbc;

    InteractionLog(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** Stores interactions in the current transaction; those whose identity is stored already are left out. */
    public void append(List<Interaction> interactions) {
        if (interactions.isEmpty()) {
            return;
        }
        jdbc.update(Columns.of(APPEND, interactions)
                .column("text", i -> i.identity() == null ? null : i.identity().source())
                .column("text", i -> i.identity() == null ? null : i.identity().eventId())
                .column("int4", i -> i.identity() == null ? null : i.identity().position())
                .column("int2", i -> i.kind().code())
                .column("int2", Interaction::times)
                .column("text", Interaction::itemId)
                .column("int8", Interaction::context)
                .column("text", Interaction::userId)
                .column("text", Interaction::anonymousId)
                .column("timestamptz", Interaction::occurredAt)
                .statement());
    }

    /**
     * The rows after a cursor that no transaction still running can add to, in an order that is the same for every
     * replica.
     */
    public List<Followed> after(Cursor cursor, int limit) {
        return jdbc.query(FOLLOW, InteractionLog::followed, cursor.transaction(), cursor.id(), limit);
    }

    /**
     * The rows between two cursors, the first excluded, that were stored before their item was in the catalogue.
     *
     * @param itemIds only of these items
     */
    public List<Followed> uncatalogued(Collection<String> itemIds, Cursor after, Cursor upTo, int limit) {
        return jdbc.query(
                OF_NEW_ITEMS,
                InteractionLog::followed,
                itemIds.toArray(String[]::new),
                after.transaction(),
                after.id(),
                upTo.transaction(),
                upTo.id(),
                limit);
    }

    private static Followed followed(ResultSet row, int number) throws SQLException {
        return new Followed(
                new Cursor(row.getString(1), row.getLong(2)),
                Kind.ofCode(row.getInt(3)),
                row.getInt(4),
                row.getString(5),
                row.getObject(6, Long.class),
                row.getObject(7, OffsetDateTime.class).toInstant(),
                row.getBoolean(8));
    }

    /** How many rows there are beyond a cursor, whether they may be shown yet or not; at most {@code limit}. */
    public long lag(Cursor cursor, int limit) {
        Long lag = jdbc.queryForObject(
                "select count(*) from (select 1 from interaction where (tx, id) > (?::xid8, ?) limit ?) beyond",
                Long.class,
                cursor.transaction(),
                cursor.id(),
                limit);
        return lag == null ? 0 : lag;
    }

    /** About how many rows there are, by the database's own statistics. */
    public long estimatedRows() {
        Long rows = jdbc.queryForObject(
                "select greatest(reltuples, 0)::bigint from pg_class where oid = 'interaction'::regclass", Long.class);
        return rows == null ? 0 : rows;
    }

    /**
     * A place in the log.
     *
     * @param transaction decimal number of a PostgreSQL transaction
     */
    public record Cursor(String transaction, long id) {
        /** Before everything. */
        public static final Cursor START = new Cursor("0", 0);
    }

    /**
     * A row as those who follow the log see it.
     *
     * @param context null for what is counted and not learnt from
     * @param catalogued whether the item was in the catalogue when the row was stored
     */
    public record Followed(
            Cursor cursor,
            Kind kind,
            int times,
            String itemId,
            @Nullable Long context,
            Instant occurredAt,
            boolean catalogued) {}
}
