package dev.shopkeeper.pricing.messaging;

import dev.shopkeeper.events.EventEnvelope;
import dev.shopkeeper.events.OrderCancelled;
import dev.shopkeeper.events.OrderPlaced;
import dev.shopkeeper.events.Topic;
import dev.shopkeeper.pricing.demand.Demand;
import dev.shopkeeper.starter.messaging.EventConsumer;
import org.springframework.stereotype.Component;

/** Adds up what was ordered and cancelled. An order event always names its lines, but a cancellation from elsewhere may not; it cannot be counted by item. */
@Component
class OrderListener implements EventConsumer {

    private final Demand demand;

    OrderListener(Demand demand) {
        this.demand = demand;
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
            case OrderPlaced order -> demand.ordered(order.lines(), order.placedAt());
            case OrderCancelled order -> demand.cancelled(order.lines(), order.cancelledAt());
            default -> {
                // nothing else of an order is demand
            }
        }
    }
}
