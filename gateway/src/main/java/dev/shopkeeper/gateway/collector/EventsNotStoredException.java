package dev.shopkeeper.gateway.collector;

/** Kafka did not acknowledge every event in time. Some may be stored, which a repetition with the same ids does not harm. */
final class EventsNotStoredException extends Exception {

    private static final long serialVersionUID = 1L;

    EventsNotStoredException(String message, @org.jspecify.annotations.Nullable Throwable cause) {
        super(message, cause);
    }
}
