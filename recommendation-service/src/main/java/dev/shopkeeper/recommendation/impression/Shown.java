package dev.shopkeeper.recommendation.impression;

import dev.shopkeeper.events.BehaviourItem;
import dev.shopkeeper.events.BehaviourName;
import dev.shopkeeper.events.BehaviourRecorded;
import java.time.Instant;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An item of an answer that was shown.
 *
 * @param position in the list, from 1: GA4's {@code index}, which counts from 0, and one; where the storefront does not say
 *     it, the place in the event
 */
record Shown(UUID rankingId, String itemId, int position, Instant shownAt) {

    private static final int FARTHEST = 100_000;
    private static final int UUID_LENGTH = 36;

    static Stream<Shown> of(BehaviourRecorded event) {
        UUID ranking = ranking(event);
        if (ranking == null || !BehaviourName.VIEW_ITEM_LIST.wireName().equals(event.eventName())) {
            return Stream.empty();
        }
        return IntStream.range(0, event.items().size()).mapToObj(place -> {
            BehaviourItem item = event.items().get(place);
            Integer index = item.index();
            int stands = index != null && index >= 0 && index < FARTHEST ? index : place;
            return new Shown(ranking, item.itemId(), stands + 1, event.occurredAt());
        });
    }

    /** The ranking that an event names, if it has the form of ours. */
    static @Nullable UUID ranking(BehaviourRecorded event) {
        String id = event.rankingId();
        if (id == null || id.length() != UUID_LENGTH) {
            return null;
        }
        try {
            return UUID.fromString(id);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
