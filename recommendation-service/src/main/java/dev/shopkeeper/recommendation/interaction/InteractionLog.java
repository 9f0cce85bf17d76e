package dev.shopkeeper.recommendation.interaction;

import dev.shopkeeper.recommendation.jdbc.Columns;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** The table of interactions: appended to in batches, followed in the order of commit-safe cursors. */
@Repository
public class InteractionLog {

    private static final String APPEND = """
            insert into interaction (source, event_id, position, kind, times, item_id, context, user_id, anonymous_id, occurred_at)
            select * from unnest(?::text[], ?::text[], ?::int[], ?::smallint[], ?::smallint[], ?::text[], ?::bigint[], ?::text[],
                                 ?::text[], ?::timestamptz[])
            on conflict (source, event_id, position) do nothing
            """;
    private static final String FOLLOW = """
            select tx::text, id, kind, times, item_id, context, occurred_at
            from interaction
            where (tx, id) > (?::xid8, ?) and tx < (select pg_snapshot_xmin(pg_current_snapshot()))
            order by tx, id
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
        return jdbc.query(
                FOLLOW,
                (row, number) -> new Followed(
                        new Cursor(row.getString(1), row.getLong(2)),
                        Kind.ofCode(row.getInt(3)),
                        row.getInt(4),
                        row.getString(5),
                        row.getLong(6),
                        row.getObject(7, OffsetDateTime.class).toInstant()),
                cursor.transaction(),
                cursor.id(),
                limit);
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

    /** A row as those who follow the log see it. */
    public record Followed(Cursor cursor, Kind kind, int times, String itemId, long context, Instant occurredAt) {}
}
