package dev.shopkeeper.starter.messaging;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An event that a consumer could not handle, or that this service could not send, with where it came from and why.
 *
 * @param consumer whose it is; {@code outbox} where it could not be sent
 * @param topic where it came from, or should have gone
 * @param partition absent where it was never sent
 * @param offset absent where it was never sent
 * @param replayAttempts how often it was tried again in vain
 * @param headers as they were; only where one letter is asked for
 * @param payload as text, or in base 64 where it is no text; only where one letter is asked for
 */
public record DeadLetter(
        UUID id,
        String consumer,
        String topic,
        @Nullable Integer partition,
        @Nullable Long offset,
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
