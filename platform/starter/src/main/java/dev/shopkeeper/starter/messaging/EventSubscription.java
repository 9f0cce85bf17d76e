package dev.shopkeeper.starter.messaging;

import dev.shopkeeper.events.EventEnvelope;
import dev.shopkeeper.events.ShopEvent;
import dev.shopkeeper.events.Topic;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A {@link Subscription} that takes events one by one, in the order of their partition. The inbox row
 * {@code (consumer, source, event_id)} is written in the transaction of the event's effect, so an event that is delivered
 * again has no second effect. What fails is retried in place with back-off; what can never succeed goes to the dead letters
 * of the application. Offsets follow the transaction.
 *
 * <p>The events of one poll share a transaction. If one of them fails, all is rolled back and each is handled again in a
 * transaction of its own.
 */
public final class EventSubscription implements Subscription {

    private final Handlers<Consumer<EventEnvelope<?>>> handlers;
    private final @Nullable Preparation<?> preparation;

    EventSubscription(Topic topic, String name) {
        this(new Handlers<>(topic, name), null);
    }

    private EventSubscription(Handlers<Consumer<EventEnvelope<?>>> handlers, @Nullable Preparation<?> preparation) {
        this.handlers = handlers;
        this.preparation = preparation;
    }

    private record Preparation<T extends ShopEvent>(Class<T> type, Consumer<List<T>> action) {

        void prepare(List<EventEnvelope<?>> events) {
            List<T> ofType = events.stream()
                    .map(EventEnvelope::data)
                    .filter(type::isInstance)
                    .map(type::cast)
                    .toList();
            if (!ofType.isEmpty()) {
                action.accept(ofType);
            }
        }
    }

    /**
     * Handles events of a type.
     *
     * @throws IllegalArgumentException if the type has a handler or travels on another topic
     */
    public <T extends ShopEvent> EventSubscription on(Class<T> type, Consumer<? super T> handler) {
        return with(type, event -> handler.accept(type.cast(event.data())));
    }

    /**
     * Handles events of a type, with their id, source and time.
     *
     * @throws IllegalArgumentException if the type has a handler or travels on another topic
     */
    @SuppressWarnings("unchecked") // only envelopes of the type come to its handler
    public <T extends ShopEvent> EventSubscription onEnvelope(Class<T> type, Consumer<EventEnvelope<T>> handler) {
        return with(type, event -> handler.accept((EventEnvelope<T>) event));
    }

    private EventSubscription with(Class<? extends ShopEvent> type, Consumer<EventEnvelope<?>> handler) {
        return new EventSubscription(handlers.with(Set.of(type), handler), preparation);
    }

    /**
     * Begins a transaction of several events, before the first of them is handled: the action sees all of the type that
     * will be, in their order; it does not run if there are none. Here rows that others change too are locked, by the
     * hundred and in the order of their ids, as everybody who locks several of them does: the events themselves come in any
     * order, and two that lock the same rows in different orders deadlock.
     *
     * @param type has a handler already
     * @throws IllegalArgumentException if the type has no handler, or something is prepared already: one transaction takes
     *     its locks in one order
     */
    public <T extends ShopEvent> EventSubscription prepare(Class<T> type, Consumer<List<T>> action) {
        if (!types().contains(type)) {
            throw new IllegalArgumentException("Subscription '" + name() + "' prepares " + type.getSimpleName()
                    + ", which it does not handle. Maybe its handler has to come first?");
        }
        if (preparation != null) {
            throw new IllegalArgumentException("Subscription '" + name() + "' prepares both "
                    + preparation.type().getSimpleName() + " and " + type.getSimpleName()
                    + ". Maybe one of them can take all locks, in one order?");
        }
        return new EventSubscription(handlers, new Preparation<>(type, action));
    }

    /**
     * Takes batches instead of single events.
     *
     * @throws IllegalStateException if there is a handler already, for it takes single events
     */
    public BatchSubscription batch() {
        if (!types().isEmpty()) {
            throw new IllegalStateException(
                    "Subscription '" + name() + "' has a handler of single events. Maybe batch() has to come first?");
        }
        return new BatchSubscription(topic(), name());
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

    /** Prepares a transaction of several events. */
    void prepare(List<EventEnvelope<?>> events) {
        if (preparation != null) {
            preparation.prepare(events);
        }
    }

    /** Gives an event to its handler, if it has one. */
    void handle(EventEnvelope<?> event) {
        handlers.of(event).ifPresent(handler -> handler.accept(event));
    }
}
