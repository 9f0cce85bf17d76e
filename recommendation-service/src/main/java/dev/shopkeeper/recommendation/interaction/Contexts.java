package dev.shopkeeper.recommendation.interaction;

import dev.shopkeeper.events.BehaviourRecorded;
import dev.shopkeeper.recommendation.hashing.StableHash;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** Names the context in which items are met: an order, or a session. */
public final class Contexts {

    private Contexts() {}

    /** The context of an order's lines. */
    public static long ofOrder(String transactionId) {
        return StableHash.of("order\n" + transactionId);
    }

    /**
     * The session of an event; where it names none, the visitor's day in UTC. None for a denied event: whatever is computed
     * from a visitor can be found again by trying all visitors, and what is met together is learnt from.
     */
    public static @Nullable Long ofSession(BehaviourRecorded event) {
        if (!event.learnable()) {
            return null;
        }
        String session = event.sessionId();
        return StableHash.of(
                session != null
                        ? "session\n" + event.key() + "\n" + session
                        : "day\n" + event.key() + "\n"
                                + event.occurredAt().atOffset(ZoneOffset.UTC).toLocalDate());
    }
}
