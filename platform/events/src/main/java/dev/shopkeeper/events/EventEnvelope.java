package dev.shopkeeper.events;

import java.time.Instant;

/**
 * A CloudEvents 1.0 event: {@code source} and {@code id} together identify it.
 *
 * @param id unique within the source
 * @param source who says it, {@code /order-service}
 * @param time when it happened, by the source's clock
 * @param data the event itself
 */
public record EventEnvelope<T extends ShopEvent>(String id, String source, Instant time, T data) {

    /** The row of the contract that the data belongs to. */
    @SuppressWarnings("unchecked") // getClass() of a T is a Class<T>
    public EventType<T> type() {
        return EventTypes.of((Class<T>) data.getClass());
    }

    /** Message key and CloudEvents subject. */
    public String key() {
        return data.key();
    }
}
