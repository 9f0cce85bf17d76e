package dev.shopkeeper.recommendation.purchase;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What one event says of one line.
 *
 * @param ordered units that this event adds to the order, or null where it does not say
 * @param reported units by the storefront's own purchase event, or null
 * @param cancelled units cancelled by this event
 * @param returned units brought back by this event
 * @param refunded units refunded according to the storefront
 */
public record LineChange(
        Key key,
        @Nullable String userId,
        @Nullable String anonymousId,
        @Nullable Long ordered,
        @Nullable Long reported,
        long cancelled,
        long returned,
        long refunded,
        Instant occurredAt) {

    /** Which line. */
    public record Key(String transactionId, String itemId) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            int byTransaction = transactionId.compareTo(other.transactionId);
            return byTransaction != 0 ? byTransaction : itemId.compareTo(other.itemId);
        }
    }

    /** Whether the order itself says so, and not the storefront. */
    boolean isOfOrder() {
        return ordered != null || cancelled > 0 || returned > 0;
    }

    /** Whether the storefront reports it and may not say of whom. */
    boolean isDenied() {
        return reported != null && userId == null && anonymousId == null;
    }

    static LineChange ordered(Key key, @Nullable String userId, long units, Instant at) {
        return new LineChange(key, userId, null, units, null, 0, 0, 0, at);
    }

    static LineChange reported(Key key, @Nullable String userId, @Nullable String anonymousId, long units, Instant at) {
        return new LineChange(key, userId, anonymousId, null, units, 0, 0, 0, at);
    }

    static LineChange cancelled(Key key, @Nullable String userId, long units, Instant at) {
        return new LineChange(key, userId, null, null, null, units, 0, 0, at);
    }

    static LineChange returned(Key key, @Nullable String userId, long units, Instant at) {
        return new LineChange(key, userId, null, null, null, 0, units, 0, at);
    }

    static LineChange refunded(Key key, @Nullable String userId, long units, Instant at) {
        return new LineChange(key, userId, null, null, null, 0, 0, units, at);
    }
}
