package dev.shopkeeper.logistics.messaging;

import dev.shopkeeper.events.EventEnvelope;
import dev.shopkeeper.events.OrderCancelled;
import dev.shopkeeper.events.OrderPlaced;
import dev.shopkeeper.events.Topic;
import dev.shopkeeper.logistics.delivery.OrderedDeliveries;
import dev.shopkeeper.starter.messaging.EventConsumer;
import org.springframework.stereotype.Component;

/** Turns orders into deliveries. */
@Component
class OrderListener implements EventConsumer {

    private final OrderedDeliveries deliveries;

    OrderListener(OrderedDeliveries deliveries) {
        this.deliveries = deliveries;
    }

    @Override
    public String name() {
        return "order";
    }

    @Override
    public Topic topic() {
        return Topic.ORDER;
    }

    @Override
    public void on(EventEnvelope<?> event) {
        switch (event.data()) {
            case OrderPlaced order -> deliveries.placed(order);
            case OrderCancelled order -> deliveries.cancelled(order);
            default -> {
                // returns and messages are not delivered
            }
        }
    }
}
