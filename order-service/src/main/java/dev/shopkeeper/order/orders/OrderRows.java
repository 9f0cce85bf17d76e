package dev.shopkeeper.order.orders;

import static dev.shopkeeper.starter.jdbc.Columns.decimals;
import static dev.shopkeeper.starter.jdbc.Columns.printed;
import static dev.shopkeeper.starter.jdbc.Columns.text;
import static dev.shopkeeper.starter.jdbc.Columns.times;

import dev.shopkeeper.events.DeliveryAddress;
import dev.shopkeeper.events.Money;
import dev.shopkeeper.events.OrderLine;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** Orders as rows, many at a time. All of it belongs into one transaction. */
@Repository
class OrderRows {

    private final JdbcTemplate jdbc;

    OrderRows(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    private record AddedLine(String orderId, OrderLine line) {}

    /**
     * Inserts the orders that nobody knows yet, without lines and worth nothing so far. Waits for other transactions that
     * insert one of them.
     *
     * @param entries sorted by id
     * @return the ids of those that were new
     */
    Set<String> claim(Collection<OrderEntry> entries) {
        return new HashSet<>(jdbc.queryForList(
                """
                insert into shop_order (order_id, user_id, channel, state, currency, total, shipping, coupon_codes,
                                        zone_id, latitude, longitude, placed_at)
                select order_id, user_id, channel, 'PLACED', currency, 0, shipping,
                       array(select jsonb_array_elements_text(coupon_codes)), zone_id, latitude, longitude, placed_at
                from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::numeric[], ?::jsonb[], ?::text[],
                            ?::float8[], ?::float8[], ?::timestamptz[])
                    as entry (order_id, user_id, channel, currency, shipping, coupon_codes, zone_id, latitude,
                              longitude, placed_at)
                on conflict (order_id) do nothing
                returning order_id
                """,
                String.class,
                text(entries, OrderEntry::orderId),
                text(entries, OrderEntry::userId),
                text(entries, OrderEntry::channel),
                text(entries, OrderEntry::currency),
                decimals(entries, entry -> OrderDraft.Header.of(entry).shipping()),
                text(entries, entry -> CouponCodes.json(entry.couponCodes())),
                text(entries, address(DeliveryAddress::zoneId)),
                printed(entries, address(DeliveryAddress::latitude)),
                printed(entries, address(DeliveryAddress::longitude)),
                times(entries, OrderEntry::placedAt)));
    }

    private static <T> Function<OrderEntry, @Nullable T> address(Function<DeliveryAddress, @Nullable T> part) {
        return entry -> entry.deliveryAddress() == null ? null : part.apply(entry.deliveryAddress());
    }

    /** Locks orders, in the order of their ids, and reads them. */
    List<OrderDraft.Header> lock(Collection<String> orderIds) {
        return jdbc.query(
                """
                select order_id, user_id, channel, currency, state, shipping, placed_at
                from shop_order where order_id = any (?::text[]) order by order_id for update
                """,
                (row, number) -> new OrderDraft.Header(
                        row.getString("order_id"),
                        row.getString("user_id"),
                        row.getString("channel"),
                        row.getString("currency"),
                        OrderState.valueOf(row.getString("state")),
                        row.getBigDecimal("shipping"),
                        row.getObject("placed_at", OffsetDateTime.class).toInstant()),
                (Object) text(orderIds, Function.identity()));
    }

    /** Reads the lines of orders. */
    void lines(Collection<String> orderIds, BiConsumer<String, OrderLine> reader) {
        jdbc.query(
                """
                select line.order_id, line_id, item_id, title, quantity, unit_price, currency
                from order_line line join shop_order using (order_id) where line.order_id = any (?::text[])
                """,
                row -> {
                    reader.accept(
                            row.getString("order_id"),
                            new OrderLine(
                                    row.getString("line_id"),
                                    row.getString("item_id"),
                                    row.getString("title"),
                                    row.getLong("quantity"),
                                    new Money(row.getBigDecimal("unit_price"), row.getString("currency"))));
                },
                (Object) text(orderIds, Function.identity()));
    }

    /** Adds the new lines of the drafts and their worth. */
    void add(Collection<OrderDraft> drafts) {
        List<AddedLine> lines = drafts.stream()
                .flatMap(draft -> draft.added().stream().map(line -> new AddedLine(draft.orderId(), line)))
                .toList();
        if (lines.isEmpty()) {
            return;
        }
        jdbc.update(
                """
                insert into order_line (order_id, line_id, item_id, title, quantity, unit_price)
                select * from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::bigint[], ?::numeric[])
                """,
                text(lines, AddedLine::orderId),
                text(lines, added -> added.line().lineId()),
                text(lines, added -> added.line().itemId()),
                text(lines, added -> added.line().title()),
                printed(lines, added -> added.line().quantity()),
                decimals(lines, added -> added.line().unitPrice().amount()));
        jdbc.update("""
                update shop_order set total = total + added.worth, version = version + 1
                from unnest(?::text[], ?::numeric[]) as added (order_id, worth)
                where shop_order.order_id = added.order_id
                """, text(drafts, OrderDraft::orderId), decimals(drafts, OrderDraft::addedTotal));
    }
}
