package dev.shopkeeper.sample;

import dev.shopkeeper.events.EventEnvelope;
import dev.shopkeeper.events.TravelTimeObserved;
import dev.shopkeeper.testing.kafka.KafkaProbe;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Events of the batch consumer's topic. */
final class BatchEvents {

    private BatchEvents() {}

    static EventEnvelope<TravelTimeObserved> observed(String id, String zone) {
        return new EventEnvelope<>(id, "/test", Instant.now(), new TravelTimeObserved(zone, 5, null, Instant.now()));
    }

    /** Sends that many and returns their ids. */
    static List<String> sent(KafkaProbe kafka, String zone, int count) {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String id = UUID.randomUUID().toString();
            kafka.send(observed(id, zone));
            ids.add(id);
        }
        return ids;
    }
}
