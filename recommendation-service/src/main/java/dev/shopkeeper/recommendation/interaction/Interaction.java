package dev.shopkeeper.recommendation.interaction;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One item of one thing that a visitor did.
 *
 * @param identity which item of which event this is, or null for a purchase, which its line counts
 * @param times 1, or -1 to undo
 * @param context hash of the order or session it belongs to; null for what is counted and not learnt from
 */
public record Interaction(
        @Nullable Identity identity,
        Kind kind,
        int times,
        String itemId,
        @Nullable Long context,
        @Nullable String userId,
        @Nullable String anonymousId,
        Instant occurredAt) {

    /** An item of a collected event. */
    public record Identity(String source, String eventId, int position) {}
}
