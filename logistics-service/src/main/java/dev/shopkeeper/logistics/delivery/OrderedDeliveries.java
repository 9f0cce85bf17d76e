package dev.shopkeeper.logistics.delivery;

import dev.shopkeeper.events.DeliveryAddress;
import dev.shopkeeper.events.OrderCancelled;
import dev.shopkeeper.events.OrderLine;
import dev.shopkeeper.events.OrderPlaced;
import java.util.List;
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
        boolean something = add(order.orderId(), units(order.lines()), 0, false);
        DeliveryAddress address = order.deliveryAddress();
        if (something && address != null && (address.zoneId() != null || address.latitude() != null)) {
            deliveries.request(List.of(
                    new DeliveryEntry(order.orderId(), order.orderId(), address, null, null, order.placedAt())));
        }
    }

    @Transactional
    public void cancelled(OrderCancelled order) {
        if (!add(order.orderId(), 0, units(order.lines()), order.lines().isEmpty())) {
            deliveries.cancel(order.orderId());
        }
    }

    private static long units(List<OrderLine> lines) {
        return lines.stream().mapToLong(OrderLine::quantity).sum();
    }

    /** Adds units and says whether there is something left to deliver. */
    private boolean add(String orderId, long placed, long cancelled, boolean all) {
        Boolean something = jdbc.queryForObject("""
                insert into order_units (order_id, placed, cancelled, all_cancelled) values (?, ?, ?, ?)
                on conflict (order_id) do update set
                    placed = order_units.placed + excluded.placed,
                    cancelled = order_units.cancelled + excluded.cancelled,
                    all_cancelled = order_units.all_cancelled or excluded.all_cancelled
                returning placed > cancelled and not all_cancelled
                """, Boolean.class, orderId, placed, cancelled, all);
        return Boolean.TRUE.equals(something);
    }
}
