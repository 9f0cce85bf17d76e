package dev.shopkeeper.logistics.delivery;

import static dev.shopkeeper.starter.jdbc.Columns.printed;
import static dev.shopkeeper.starter.jdbc.Columns.text;

import dev.shopkeeper.events.DeliveryAddress;
import dev.shopkeeper.events.OrderCancelled;
import dev.shopkeeper.events.OrderLine;
import dev.shopkeeper.events.OrderPlaced;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Makes deliveries of orders: one an order, with the order's id, if the order says where to. Once all units of an order
 * are cancelled its delivery is too, whichever of the events comes first.
 */
@Service
public class OrderedDeliveries {

    private final JdbcTemplate jdbc;
    private final Deliveries deliveries;

    OrderedDeliveries(JdbcTemplate jdbc, Deliveries deliveries) {
        this.jdbc = jdbc;
        this.deliveries = deliveries;
    }

    @Transactional
    public void placed(OrderPlaced order) {
        boolean something = add(order.orderId(), order.userId(), units(order.lines()), 0, false);
        addItems(order.orderId(), order.lines(), true);
        DeliveryAddress address = order.deliveryAddress();
        if (something && address != null && (address.zoneId() != null || address.latitude() != null)) {
            deliveries.request(List.of(
                    new DeliveryEntry(order.orderId(), order.orderId(), address, null, null, order.placedAt())));
        }
    }

    @Transactional
    public void cancelled(OrderCancelled order) {
        addItems(order.orderId(), order.lines(), false);
        if (!add(order.orderId(), null, 0, units(order.lines()), order.lines().isEmpty())) {
            deliveries.cancel(order.orderId());
        }
    }

    /** What an order weighs is that of its items, as many as are left. */
    private void addItems(String orderId, List<OrderLine> lines, boolean placed) {
        Map<String, Long> units = new TreeMap<>();
        lines.forEach(line -> units.merge(line.itemId(), line.quantity(), Long::sum));
        String column = placed ? "placed" : "cancelled";
        jdbc.update(
                """
                insert into order_item (order_id, item_id, %1$s)
                select ?, item_id, units from unnest(?::text[], ?::bigint[]) as line (item_id, units)
                on conflict (order_id, item_id) do update set %1$s = order_item.%1$s + excluded.%1$s
                """.formatted(column),
                orderId,
                text(units.keySet(), Function.identity()),
                printed(units.values(), Function.identity()));
    }

    private static long units(List<OrderLine> lines) {
        return lines.stream().mapToLong(OrderLine::quantity).sum();
    }

    /** Adds units and says whether there is something left to deliver. */
    private boolean add(String orderId, @Nullable String userId, long placed, long cancelled, boolean all) {
        Boolean something = jdbc.queryForObject("""
                insert into order_units (order_id, user_id, placed, cancelled, all_cancelled) values (?, ?, ?, ?, ?)
                on conflict (order_id) do update set
                    user_id = coalesce(excluded.user_id, order_units.user_id),
                    placed = order_units.placed + excluded.placed,
                    cancelled = order_units.cancelled + excluded.cancelled,
                    all_cancelled = order_units.all_cancelled or excluded.all_cancelled
                returning placed > cancelled and not all_cancelled
                """, Boolean.class, orderId, userId, placed, cancelled, all);
        return Boolean.TRUE.equals(something);
    }
}
