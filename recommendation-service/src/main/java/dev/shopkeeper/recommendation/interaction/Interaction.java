package dev.shopkeeper.recommendation.interaction;

import dev.shopkeeper.events.BehaviourName;
import dev.shopkeeper.events.BehaviourRecorded;
import dev.shopkeeper.events.EventEnvelope;
import java.time.Instant;
import java.util.stream.IntStream;
import java.util.stream.Stream;
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

    /**
     * What an event of behaviour says of its items; nothing if it is of no {@link Kind}. One whose visitor denied consent
     * names nobody and has no context: it is counted, and no more.
     */
    public static Stream<Interaction> of(EventEnvelope<BehaviourRecorded> event) {
        BehaviourRecorded behaviour = event.data();
        Kind kind = BehaviourName.of(behaviour.eventName()).flatMap(Kind::of).orElse(null);
        if (kind == null) {
            return Stream.empty();
        }
        Long context = Contexts.ofSession(behaviour);
        return IntStream.range(0, behaviour.items().size())
                .mapToObj(position -> new Interaction(
                        new Identity(event.source(), event.id(), position),
                        kind,
                        1,
                        behaviour.items().get(position).itemId(),
                        context,
                        behaviour.userId(),
                        behaviour.anonymousId(),
                        behaviour.occurredAt()));
    }
}
