package dev.shopkeeper.starter.messaging;

import dev.shopkeeper.events.EventEnvelope;
import dev.shopkeeper.events.Topic;

/**
 * Reads a topic event by event. A bean of this type is enough: the starter runs the listener, writes the inbox row
 * {@code (consumer, source, event_id)} in the same transaction as {@link #on}, skips what was seen before, retries in
 * place with back-off and sends what can never succeed to the service's dead-letter topic. Offsets follow the
 * transaction.
 *
 * <p>The events of one poll share a transaction. If one of them fails, all is rolled back and each is handled again in
 * a transaction of its own; so what {@link #on} does must all be undone by a rollback.
 */
public interface EventConsumer {

    /** Stable name, unique in the service: inbox consumer and tail of the consumer group. */
    String name();

    Topic topic();

    /**
     * Handles one event inside a database transaction. Event types it does not care about are to be ignored.
     *
     * @throws PoisonEventException for an event that no retry will ever help
     */
    void on(EventEnvelope<?> event);
}
