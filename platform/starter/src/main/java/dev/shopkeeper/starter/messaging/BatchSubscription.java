package dev.shopkeeper.starter.messaging;

import dev.shopkeeper.events.EventEnvelope;
import dev.shopkeeper.events.ShopEvent;
import dev.shopkeeper.events.Topic;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * A {@link Subscription} that takes batches, for a firehose: one database transaction a batch, with the partition's next
 * offset stored beside the data in {@code consumer_offset}, from which it goes on after a crash. A batch that fails as a
 * whole is retried event by event, so that a poison event reaches the dead letters alone.
 *
 * <p>So nothing that was stored is read again; but a producer may have sent an event twice. Either what handlers do is the
 * same when done twice (rows by key, the newest wins), or the subscription is {@link #deduplicated()}.
 *
 * <p>Handlers of a batch run one after another, in the order in which they were added; one of whose types the batch has
 * nothing does not run. Each is given its events in their order.
 */
public final class BatchSubscription implements Subscription {

    private final Handlers<Consumer<List<EventEnvelope<?>>>> handlers;
    private final boolean deduplicated;

    BatchSubscription(Topic topic, String name) {
        this(new Handlers<>(topic, name), false);
    }

    private BatchSubscription(Handlers<Consumer<List<EventEnvelope<?>>>> handlers, boolean deduplicated) {
        this.handlers = handlers;
        this.deduplicated = deduplicated;
    }

    /**
     * Leaves out events that were handled before, by their inbox rows, which are written in the batch's transaction, in one
     * statement. It is for what is counted. Only events that have a handler are noted.
     */
    public BatchSubscription deduplicated() {
        return new BatchSubscription(handlers, true);
    }

    /**
     * Handles the events of a type.
     *
     * @throws IllegalArgumentException if the type has a handler or travels on another topic
     */
    public <T extends ShopEvent> BatchSubscription on(Class<T> type, Consumer<List<T>> handler) {
        return onAny(
                Set.of(type),
                events -> handler.accept(
                        events.stream().map(event -> type.cast(event.data())).toList()));
    }

    /**
     * Handles the events of a type, with their ids, sources and times.
     *
     * @throws IllegalArgumentException if the type has a handler or travels on another topic
     */
    @SuppressWarnings("unchecked") // only envelopes of the type come to its handler
    public <T extends ShopEvent> BatchSubscription onEnvelopes(
            Class<T> type, Consumer<List<EventEnvelope<T>>> handler) {
        return onAny(
                Set.of(type),
                events -> handler.accept(
                        events.stream().map(event -> (EventEnvelope<T>) event).toList()));
    }

    /**
     * Handles the events of several types together, where one has to be seen between others.
     *
     * @throws IllegalArgumentException if one of the types has a handler or travels on another topic
     */
    public BatchSubscription onAny(
            Collection<Class<? extends ShopEvent>> types, Consumer<List<EventEnvelope<?>>> handler) {
        return new BatchSubscription(handlers.with(types, handler), deduplicated);
    }

    @Override
    public String name() {
        return handlers.name();
    }

    @Override
    public Topic topic() {
        return handlers.topic();
    }

    @Override
    public Set<Class<? extends ShopEvent>> types() {
        return handlers.types();
    }

    /** Gives a batch to its handlers, in the current transaction. */
    void handle(List<EventEnvelope<?>> events, JdbcTemplate jdbc) {
        List<EventEnvelope<?>> heard =
                events.stream().filter(event -> handlers.of(event).isPresent()).toList();
        if (deduplicated && !heard.isEmpty()) {
            heard = new BatchInbox(jdbc, name()).unseen(heard);
        }
        for (Consumer<List<EventEnvelope<?>>> handler : handlers.inOrder()) {
            List<EventEnvelope<?>> share = heard.stream()
                    .filter(event -> handlers.of(event).orElseThrow() == handler)
                    .toList();
            if (!share.isEmpty()) {
                handler.accept(share);
            }
        }
    }
}
