package dev.shopkeeper.recommendation.impression;

import dev.shopkeeper.events.BehaviourName;
import dev.shopkeeper.events.BehaviourRecorded;
import java.time.Instant;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** An item of an answer that was clicked. */
record Clicked(
        UUID rankingId,
        String itemId,
        Instant clickedAt,
        @Nullable String userId,
        @Nullable String anonymousId) {

    static Stream<Clicked> of(BehaviourRecorded event) {
        UUID ranking = Shown.ranking(event);
        if (ranking == null || !BehaviourName.SELECT_ITEM.wireName().equals(event.eventName())) {
            return Stream.empty();
        }
        return event.items().stream()
                .map(item ->
                        new Clicked(ranking, item.itemId(), event.occurredAt(), event.userId(), event.anonymousId()));
    }
}
