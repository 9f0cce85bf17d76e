package dev.shopkeeper.gateway.collector;

import dev.shopkeeper.events.BehaviourRecorded;
import java.util.List;

/**
 * A request, read: what is to be stored and what was refused.
 *
 * @param accepted valid events, each {@code event_id} once
 * @param rejected how many were refused
 * @param duplicates how many repeat the {@code event_id} of an earlier one
 * @param refusals why, in the order of the batch
 */
record Batch(List<BehaviourRecorded> accepted, int rejected, int duplicates, List<Refusal> refusals) {

    EventsAnswer answer() {
        return new EventsAnswer(accepted.size(), rejected, duplicates, refusals);
    }
}
