package dev.shopkeeper.order.orders;

import dev.shopkeeper.events.DeliveryCompleted;
import dev.shopkeeper.events.OrderShipped;
import dev.shopkeeper.order.item.ItemTitles;
import dev.shopkeeper.starter.messaging.Outbox;
import dev.shopkeeper.starter.problem.ProblemException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The verbs of one order, each in a transaction of its own under the order's lock. */
@Service
public class Orders {

    private final ShopOrders orders;
    private final ItemTitles titles;
    private final Outbox outbox;

    Orders(ShopOrders orders, ItemTitles titles, Outbox outbox) {
        this.orders = orders;
        this.titles = titles;
        this.outbox = outbox;
    }

    /** The order as it stands. */
    @Transactional(readOnly = true)
    public OrderView view(String orderId) {
        ShopOrder order = orders.findById(orderId).orElseThrow(() -> ProblemException.notFound("order", orderId));
        return order.view(titles.of(order.itemIds()));
    }

    /** The order left the warehouse, with this delivery if one is known. */
    @Transactional
    public void ship(String orderId, @Nullable String deliveryId, Instant at) {
        ship(locked(orderId), deliveryId, at);
    }

    private void ship(ShopOrder order, @Nullable String deliveryId, Instant at) {
        order.ship(deliveryId, at);
        outbox.append(new OrderShipped(order.orderId(), order.userId(), deliveryId, at), at);
    }

    /** The order reached the customer. */
    @Transactional
    public void deliver(String orderId, Instant at) {
        locked(orderId).deliver(at);
    }

    /**
     * Logistics says that it handed the order over. What was handed over has left the warehouse, so an order that nobody
     * said was shipped is shipped by this too. An order of another shop system, or one that is delivered or cancelled
     * already, stays as it is.
     */
    @Transactional
    public void handedOver(DeliveryCompleted delivery) {
        ShopOrder order = delivery.orderId() == null
                ? null
                : orders.lock(delivery.orderId()).orElse(null);
        if (order == null) {
            return;
        }
        if (order.state() == OrderState.PLACED) {
            ship(order, delivery.deliveryId(), delivery.completedAt());
        }
        if (order.state() == OrderState.SHIPPED) {
            order.deliver(delivery.completedAt());
        }
    }

    /** Locks the orders of deliveries until the transaction ends; one that hands over several begins with this. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void lock(List<DeliveryCompleted> deliveries) {
        Set<String> orderIds = deliveries.stream()
                .map(DeliveryCompleted::orderId)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        if (!orderIds.isEmpty()) {
            orders.lockAll(orderIds);
        }
    }

    private ShopOrder locked(String orderId) {
        return orders.lock(orderId).orElseThrow(() -> ProblemException.notFound("order", orderId));
    }
}
