package dev.shopkeeper.starter.messaging;

import dev.shopkeeper.events.EventEnvelope;
import dev.shopkeeper.events.EventTypes;
import dev.shopkeeper.events.ShopEvent;
import dev.shopkeeper.events.Topic;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which handler of a subscription takes which type of event. Immutable. */
final class Handlers<H> {

    private final Topic topic;
    private final String name;
    private final Map<Class<? extends ShopEvent>, H> byType;

    Handlers(Topic topic, String name) {
        this(topic, name, Map.of());
    }

    private Handlers(Topic topic, String name, Map<Class<? extends ShopEvent>, H> byType) {
        this.topic = topic;
        this.name = name;
        this.byType = byType;
    }

    Topic topic() {
        return topic;
    }

    /** The subscription's. */
    String name() {
        return name;
    }

    Set<Class<? extends ShopEvent>> types() {
        return Collections.unmodifiableSet(byType.keySet());
    }

    /** The same with a handler more. */
    Handlers<H> with(Collection<Class<? extends ShopEvent>> types, H handler) {
        Map<Class<? extends ShopEvent>, H> more = new LinkedHashMap<>(byType);
        for (Class<? extends ShopEvent> type : types) {
            Topic its = EventTypes.of(type).topic();
            if (its != topic) {
                throw new IllegalArgumentException("Subscription '" + name + "' to " + topic.topicName()
                        + " has a handler of " + type.getSimpleName() + ", which travels on " + its.topicName()
                        + ". Maybe it belongs to another subscription?");
            }
            if (more.put(type, handler) != null) {
                throw new IllegalArgumentException("Subscription '" + name + "' has two handlers of "
                        + type.getSimpleName() + ". Maybe one of them can do both?");
            }
        }
        return new Handlers<>(topic, name, more);
    }

    /** Who takes an event, if anybody does. */
    Optional<H> of(EventEnvelope<?> event) {
        return Optional.ofNullable(byType.get(event.data().getClass()));
    }

    /** All, in the order in which they were added. */
    Set<H> inOrder() {
        return Collections.unmodifiableSet(new LinkedHashSet<>(byType.values()));
    }
}
