package dev.shopkeeper.starter.messaging;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An event that a consumer could not handle, with where it came from and why.
 *
 * @param replayAttempts how often it was tried again in vain
 * @param headers as they were; only where one letter is asked for
 * @param payload as text, or in base 64 where it is no text; only where one letter is asked for
 */
public record DeadLetter(
        UUID id,
        String consumer,
        String topic,
        int partition,
        long offset,
        @Nullable String key,
        @Nullable String eventId,
        @Nullable String eventSource,
        @Nullable String eventType,
        State state,
        String error,
        int replayAttempts,
        Instant createdAt,
        Instant updatedAt,
        @Nullable Map<String, String> headers,
        @Nullable String payload) {

    /** What has become of it. */
    public enum State {
        PARKED,
        REPLAYED,
        DISCARDED
    }
}
