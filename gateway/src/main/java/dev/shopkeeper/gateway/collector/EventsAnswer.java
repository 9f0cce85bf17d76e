package dev.shopkeeper.gateway.collector;

import java.util.List;

/**
 * The answer to a batch. {@code accepted + duplicates + rejected} is the number of events that were sent.
 *
 * @param accepted events that Kafka has acknowledged
 * @param rejected events that were refused
 * @param duplicates events left out because an earlier one of the same batch has their {@code event_id}
 * @param errors why events were refused, in the order of the batch
 */
public record EventsAnswer(int accepted, int rejected, int duplicates, List<Refusal> errors) {}
