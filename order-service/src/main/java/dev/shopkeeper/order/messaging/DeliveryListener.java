package dev.shopkeeper.order.messaging;

import dev.shopkeeper.events.DeliveryCompleted;
import dev.shopkeeper.events.EventEnvelope;
import dev.shopkeeper.events.Topic;
import dev.shopkeeper.order.orders.Orders;
import dev.shopkeeper.starter.messaging.EventConsumer;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Turns deliveries that were handed over into orders that are delivered. */
@Component
class DeliveryListener implements EventConsumer {

    private final Orders orders;

    DeliveryListener(Orders orders) {
        this.orders = orders;
    }

    @Override
    public String name() {
        return "delivery";
    }

    @Override
    public Topic topic() {
        return Topic.DELIVERY;
    }

    @Override
    public void prepare(List<EventEnvelope<?>> events) {
        orders.lock(events.stream()
                .map(EventEnvelope::data)
                .filter(DeliveryCompleted.class::isInstance)
                .map(data -> ((DeliveryCompleted) data).orderId())
                .filter(Objects::nonNull)
                .collect(Collectors.toSet()));
    }

    @Override
    public void on(EventEnvelope<?> event) {
        if (event.data() instanceof DeliveryCompleted delivery && delivery.orderId() != null) {
            orders.handedOver(delivery.orderId(), delivery.deliveryId(), delivery.completedAt());
        }
    }
}
