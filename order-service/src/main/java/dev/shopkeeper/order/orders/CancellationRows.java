package dev.shopkeeper.order.orders;

import static dev.shopkeeper.starter.jdbc.Columns.decimals;
import static dev.shopkeeper.starter.jdbc.Columns.printed;
import static dev.shopkeeper.starter.jdbc.Columns.text;
import static dev.shopkeeper.starter.jdbc.Columns.times;

import dev.shopkeeper.events.Money;
import dev.shopkeeper.events.OrderLine;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** Cancellations as rows, many at a time. All of it belongs into one transaction. */
@Repository
class CancellationRows {

    private final JdbcTemplate jdbc;

    CancellationRows(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** What is stored of a cancellation beside its lines. */
    record Header(
            String cancellationId,
            @Nullable String orderId,
            @Nullable String userId) {}

    /** One line of a cancellation. */
    record Line(String cancellationId, OrderLine line) {}

    /** Inserts those that nobody knows yet and returns their ids; {@code entries} are sorted by id. */
    Set<String> claim(Collection<CancellationEntry> entries) {
        return new HashSet<>(jdbc.queryForList(
                """
                insert into cancellation (cancellation_id, order_id, user_id, reason, cancelled_at)
                select * from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::timestamptz[])
                on conflict (cancellation_id) do nothing
                returning cancellation_id
                """,
                String.class,
                text(entries, CancellationEntry::cancellationId),
                text(entries, CancellationEntry::orderId),
                text(entries, CancellationEntry::userId),
                text(entries, CancellationEntry::reason),
                times(entries, CancellationEntry::cancelledAt)));
    }

    /** Locks cancellations, in the order of their ids, and reads them. */
    List<Header> lock(Collection<String> ids) {
        return jdbc.query(
                """
                select cancellation_id, order_id, user_id from cancellation
                where cancellation_id = any (?::text[]) order by cancellation_id for update
                """,
                (row, number) -> new Header(
                        row.getString("cancellation_id"), row.getString("order_id"), row.getString("user_id")),
                (Object) text(ids, Function.identity()));
    }

    /** Reads the lines of cancellations. */
    void lines(Collection<String> ids, BiConsumer<String, OrderLine> reader) {
        jdbc.query(
                "select * from cancellation_line where cancellation_id = any (?::text[])",
                row -> {
                    reader.accept(
                            row.getString("cancellation_id"),
                            new OrderLine(
                                    row.getString("line_id"),
                                    row.getString("item_id"),
                                    row.getString("title"),
                                    row.getLong("quantity"),
                                    new Money(row.getBigDecimal("unit_price"), row.getString("currency"))));
                },
                (Object) text(ids, Function.identity()));
    }

    /** Adds lines. */
    void add(Collection<Line> lines) {
        if (lines.isEmpty()) {
            return;
        }
        jdbc.update(
                """
                insert into cancellation_line (cancellation_id, line_id, item_id, title, quantity, unit_price, currency)
                select * from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::bigint[], ?::numeric[], ?::text[])
                """,
                text(lines, Line::cancellationId),
                text(lines, row -> row.line().lineId()),
                text(lines, row -> row.line().itemId()),
                text(lines, row -> row.line().title()),
                printed(lines, row -> row.line().quantity()),
                decimals(lines, row -> row.line().unitPrice().amount()),
                text(lines, row -> row.line().unitPrice().currency()));
    }
}
