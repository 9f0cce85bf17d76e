package dev.shopkeeper.starter.messaging;

import dev.shopkeeper.events.ShopEvent;
import java.time.Instant;

/** Events out: written in the transaction of the change they tell of, published to Kafka afterwards, in order. */
public interface Outbox {

    /**
     * Appends an event to the outbox in the current transaction. Its id is new, its source the service's name, its
     * topic the one of its type.
     *
     * @throws IllegalStateException outside a transaction
     */
    void append(ShopEvent event, Instant time);
}
