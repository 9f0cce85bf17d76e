package dev.shopkeeper.starter.messaging;

import dev.shopkeeper.events.EventEnvelope;
import dev.shopkeeper.events.Topic;
import java.util.List;

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
     * Begins a transaction of several events, before {@link #on} sees the first of them. Here a consumer locks the rows
     * that others change too, by the hundred and in the order of their ids, as everybody who locks several of them does:
     * the events themselves come in any order, and two that lock the same rows in different orders deadlock.
     *
     * @param events those that {@link #on} will see, in their order
     */
    default void prepare(List<EventEnvelope<?>> events) {}

    /**
     * Handles one event inside a database transaction. Event types it does not care about are to be ignored.
     *
     * @throws PoisonEventException for an event that no retry will ever help
     */
    void on(EventEnvelope<?> event);
}
