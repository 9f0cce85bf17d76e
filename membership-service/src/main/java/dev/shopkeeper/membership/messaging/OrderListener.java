package dev.shopkeeper.membership.messaging;

import dev.shopkeeper.events.EventEnvelope;
import dev.shopkeeper.events.OrderCancelled;
import dev.shopkeeper.events.OrderPlaced;
import dev.shopkeeper.events.ReturnCompleted;
import dev.shopkeeper.events.Topic;
import dev.shopkeeper.membership.activity.Purchases;
import dev.shopkeeper.starter.messaging.EventConsumer;
import org.springframework.stereotype.Component;

/** Keeps what members bought, cancelled and gave back. */
@Component
class OrderListener implements EventConsumer {

    private final Purchases purchases;

    OrderListener(Purchases purchases) {
        this.purchases = purchases;
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
            case OrderPlaced order -> purchases.placed(order);
            case OrderCancelled order -> purchases.cancelled(order);
            case ReturnCompleted completed -> purchases.returned(completed);
            default -> {
                // shipping, decisions and messages change no figure of a member
            }
        }
    }
}
