package dev.shopkeeper.starter.messaging;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** All subscriptions of the application, checked together. */
final class Subscriptions {

    private static final Set<String> RESERVED = Set.of(OutboxTable.CONSUMER, DeadLetterIndexer.NAME);

    private final Map<String, Subscription> byName = new LinkedHashMap<>();

    /**
     * Those of the application.
     *
     * @throws IllegalStateException if two have one name or one has no handler
     */
    Subscriptions(Collection<Subscription> subscriptions) {
        for (Subscription subscription : subscriptions) {
            String name = subscription.name();
            if (subscription.types().isEmpty()) {
                throw new IllegalStateException("Subscription '" + name + "' to "
                        + subscription.topic().topicName() + " has no handler. Maybe on(...) was forgotten?");
            }
            if (byName.put(name, subscription) != null) {
                throw new IllegalStateException(
                        "Two subscriptions are named '" + name + "'. Maybe one was copied from the other?");
            }
        }
    }

    static String checkedName(String name) {
        if (name.isBlank() || RESERVED.contains(name)) {
            throw new IllegalArgumentException("A subscription is named '" + name + "'; blank names and " + RESERVED
                    + " are not for applications. Maybe choose another name?");
        }
        return name;
    }

    Collection<Subscription> all() {
        return byName.values();
    }

    Optional<Subscription> named(String name) {
        return Optional.ofNullable(byName.get(name));
    }
}
