package dev.shopkeeper.recommendation.purchase;

import dev.shopkeeper.recommendation.hashing.StableHash;
import dev.shopkeeper.recommendation.interaction.Contexts;
import dev.shopkeeper.recommendation.interaction.Interaction;
import dev.shopkeeper.recommendation.interaction.InteractionLog;
import dev.shopkeeper.recommendation.interaction.Kind;
import dev.shopkeeper.recommendation.jdbc.Columns;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The lines of all orders, with the day's sales and the interaction log kept in step in the same transaction. Several
 * consumers may write at once: an order is locked while its lines change, and every statement touches rows in one and
 * the same order.
 */
@Repository
public class Purchases {

    /** First key of the advisory locks on orders; any number that no other lock in this database uses. */
    private static final int LOCKS = 0x70757263;

    private static final int LOCK_BUCKETS = 1024;

    private static final String LOCK =
            "select pg_advisory_xact_lock(" + LOCKS + ", bucket)" + " from (select unnest(?::int[]) as bucket) buckets";
    private static final String VOID =
            "insert into voided_order (transaction_id) select unnest(?::text[]) on conflict do nothing";
    private static final String VOIDED =
            "select transaction_id from voided_order where transaction_id = any (select unnest(?::text[]))";
    private static final String DENIED = "select distinct transaction_id from purchase_line"
            + " where denied and transaction_id = any (select unnest(?::text[]))";
    /** Rows of earlier versions do not say whose word the user was; the order's went first then, once it was known. */
    private static final String COLUMNS =
            "l.transaction_id, l.item_id, l.user_id, l.anonymous_id, l.ordered, l.reported,"
                    + " l.cancelled, l.returned, l.refunded, l.voided, l.occurred_at, l.counted_at,"
                    + " l.user_id is not null and coalesce(l.user_of_order, l.ordered is not null), l.denied";

    private static final String SELECT_LINES = "select " + COLUMNS + " from purchase_line l"
            + " join unnest(?::text[], ?::text[]) k(transaction_id, item_id) using (transaction_id, item_id)";
    private static final String SELECT_ORDERS =
            "select " + COLUMNS + " from purchase_line l where l.transaction_id = any (select unnest(?::text[]))";
    private static final String SAVE = """
            insert into purchase_line (transaction_id, item_id, user_id, anonymous_id, ordered, reported, cancelled, returned,
                                       refunded, voided, occurred_at, counted_at, user_of_order, denied)
            select * from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[],
                                 ?::bigint[], ?::boolean[], ?::timestamptz[], ?::timestamptz[], ?::boolean[],
                                 ?::boolean[])
            on conflict (transaction_id, item_id) do update
            set user_id = excluded.user_id, anonymous_id = excluded.anonymous_id, ordered = excluded.ordered,
                reported = excluded.reported, cancelled = excluded.cancelled, returned = excluded.returned,
                refunded = excluded.refunded, voided = excluded.voided, occurred_at = excluded.occurred_at,
                counted_at = excluded.counted_at, user_of_order = excluded.user_of_order, denied = excluded.denied
            """;
    private static final String BOOK = """
            insert into daily_sales as sales (day, item_id, ordered, cancelled, returned)
            select * from unnest(?::date[], ?::text[], ?::bigint[], ?::bigint[], ?::bigint[])
            on conflict (day, item_id) do update
            set ordered = sales.ordered + excluded.ordered, cancelled = sales.cancelled + excluded.cancelled,
                returned = sales.returned + excluded.returned
            """;

    private final JdbcTemplate jdbc;
    private final InteractionLog log;

    Purchases(JdbcTemplate jdbc, InteractionLog log) {
        this.jdbc = jdbc;
        this.log = log;
    }

    /**
     * Applies what a batch of events says.
     *
     * @param changes of lines; several may be of the same line
     * @param voided orders cancelled as a whole
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void apply(List<LineChange> changes, Collection<String> voided) {
        Set<String> orders = new TreeSet<>(voided);
        changes.forEach(change -> orders.add(change.key().transactionId()));
        if (orders.isEmpty()) {
            return;
        }
        lock(orders);
        Map<LineChange.Key, PurchaseLine> before = new TreeMap<>();
        if (!voided.isEmpty()) {
            List<String> sorted = new ArrayList<>(new TreeSet<>(voided));
            jdbc.update(Columns.of(VOID, sorted).column("text", id -> id).statement());
            load(Columns.of(SELECT_ORDERS, sorted).column("text", id -> id), before);
        }
        Set<String> denied = changes.stream()
                .filter(LineChange::isDenied)
                .map(change -> change.key().transactionId())
                .collect(Collectors.toCollection(TreeSet::new));
        if (!denied.isEmpty()) {
            load(Columns.of(SELECT_ORDERS, List.copyOf(denied)).column("text", id -> id), before);
        }
        List<LineChange.Key> keys =
                changes.stream().map(LineChange::key).distinct().sorted().toList();
        load(
                Columns.of(SELECT_LINES, keys)
                        .column("text", LineChange.Key::transactionId)
                        .column("text", LineChange.Key::itemId),
                before);
        Set<String> cancelled = among(VOIDED, List.copyOf(orders));
        denied.addAll(among(DENIED, List.copyOf(orders)));
        Map<LineChange.Key, PurchaseLine> after = new TreeMap<>(before);
        for (LineChange change : changes) {
            after.merge(change.key(), PurchaseLine.first(change), (line, ignored) -> line.with(change));
        }
        after.replaceAll((key, line) -> cancelled.contains(key.transactionId()) ? line.asVoided() : line);
        after.replaceAll((key, line) -> denied.contains(key.transactionId()) ? line.asDenied() : line);
        List<Interaction> interactions = new ArrayList<>();
        after.replaceAll((key, line) -> counted(before.get(key), line, interactions));
        save(after.values().stream()
                .filter(line -> !line.equals(before.get(line.key())))
                .toList());
        DailySales sales = new DailySales();
        before.values().forEach(line -> sales.add(line, -1));
        after.values().forEach(line -> sales.add(line, 1));
        book(sales.deltas());
        log.append(interactions);
    }

    private static PurchaseLine counted(
            @Nullable PurchaseLine before, PurchaseLine line, List<Interaction> interactions) {
        Instant countedAt = line.countedAt();
        if (before != null && countedAt != null && before.denied() != line.denied()) {
            interactions.add(interaction(before, -1, countedAt));
            interactions.add(interaction(line, 1, countedAt));
        }
        if (line.counts() && countedAt == null) {
            interactions.add(interaction(line, 1, line.occurredAt()));
            return line.countedAt(line.occurredAt());
        }
        if (!line.counts() && countedAt != null) {
            interactions.add(interaction(line, -1, countedAt));
            return line.countedAt(null);
        }
        return line;
    }

    private static Interaction interaction(PurchaseLine line, int times, Instant at) {
        return new Interaction(
                null,
                Kind.PURCHASE,
                times,
                line.key().itemId(),
                line.denied() ? null : Contexts.ofOrder(line.key().transactionId()),
                line.userId(),
                line.anonymousId(),
                at);
    }

    private void lock(Set<String> orders) {
        List<Integer> buckets = orders.stream()
                .map(order -> (int) Long.remainderUnsigned(StableHash.of(order), LOCK_BUCKETS))
                .distinct()
                .sorted()
                .toList();
        jdbc.query(Columns.of(LOCK, buckets).column("int4", bucket -> bucket).statement(), row -> {});
    }

    private Set<String> among(String query, List<String> orders) {
        return new HashSet<>(jdbc.query(
                Columns.of(query, orders).column("text", id -> id).statement(), (row, number) -> row.getString(1)));
    }

    private void load(Columns<?> query, Map<LineChange.Key, PurchaseLine> lines) {
        jdbc.query(query.statement(), row -> {
            PurchaseLine line = line(row);
            lines.put(line.key(), line);
        });
    }

    private static PurchaseLine line(ResultSet row) throws SQLException {
        return new PurchaseLine(
                new LineChange.Key(row.getString(1), row.getString(2)),
                row.getString(3),
                row.getBoolean(13),
                row.getString(4),
                row.getObject(5, Long.class),
                row.getObject(6, Long.class),
                row.getLong(7),
                row.getLong(8),
                row.getLong(9),
                row.getBoolean(14),
                row.getBoolean(10),
                row.getObject(11, OffsetDateTime.class).toInstant(),
                instant(row.getObject(12, OffsetDateTime.class)));
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }

    private void save(List<PurchaseLine> lines) {
        if (lines.isEmpty()) {
            return;
        }
        jdbc.update(Columns.of(SAVE, lines)
                .column("text", line -> line.key().transactionId())
                .column("text", line -> line.key().itemId())
                .column("text", PurchaseLine::userId)
                .column("text", PurchaseLine::anonymousId)
                .column("int8", PurchaseLine::ordered)
                .column("int8", PurchaseLine::reported)
                .column("int8", PurchaseLine::cancelled)
                .column("int8", PurchaseLine::returned)
                .column("int8", PurchaseLine::refunded)
                .column("bool", PurchaseLine::voided)
                .column("timestamptz", PurchaseLine::occurredAt)
                .column("timestamptz", PurchaseLine::countedAt)
                .column("bool", PurchaseLine::userOfOrder)
                .column("bool", PurchaseLine::denied)
                .statement());
    }

    private void book(List<DailySales.Delta> deltas) {
        if (deltas.isEmpty()) {
            return;
        }
        jdbc.update(Columns.of(BOOK, deltas)
                .column("date", DailySales.Delta::day)
                .column("text", DailySales.Delta::itemId)
                .column("int8", DailySales.Delta::ordered)
                .column("int8", DailySales.Delta::cancelled)
                .column("int8", DailySales.Delta::returned)
                .statement());
    }
}
