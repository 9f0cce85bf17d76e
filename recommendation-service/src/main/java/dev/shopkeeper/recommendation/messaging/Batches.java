package dev.shopkeeper.recommendation.messaging;

import dev.shopkeeper.events.EventEnvelope;
import dev.shopkeeper.events.ShopEvent;
import java.util.List;

/** Picks events out of batches. */
final class Batches {

    private Batches() {}

    static <T extends ShopEvent> List<T> data(List<EventEnvelope<?>> events, Class<T> type) {
        return events.stream()
                .map(EventEnvelope::data)
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }
}
