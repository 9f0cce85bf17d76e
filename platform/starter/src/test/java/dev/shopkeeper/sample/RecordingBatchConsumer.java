package dev.shopkeeper.sample;

import dev.shopkeeper.events.CompetitorPriceObserved;
import dev.shopkeeper.events.EventEnvelope;
import dev.shopkeeper.events.TravelTimeObserved;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Writes batches down and refuses those with an event that the test has named. */
@Component
class RecordingBatchConsumer {

    static final String NAME = "recording-batch";
    static final String COUNTING = "counting-batch";

    final Set<String> refused = ConcurrentHashMap.newKeySet();
    final List<Integer> sizes = new CopyOnWriteArrayList<>();
    final List<String> given = new CopyOnWriteArrayList<>();
    final List<String> counted = new CopyOnWriteArrayList<>();
    private final JdbcClient jdbc;

    RecordingBatchConsumer(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void store(List<EventEnvelope<TravelTimeObserved>> events) {
        sizes.add(events.size());
        events.forEach(event -> given.add(event.id()));
        for (EventEnvelope<?> event : events) {
            jdbc.sql("insert into effect (consumer, event_id) values (?, ?) on conflict do nothing")
                    .params(NAME, event.id())
                    .update();
            if (refused.contains(event.id())) {
                throw new IllegalArgumentException("refused " + event.id());
            }
        }
    }

    /** Fails on an event that it is given twice. */
    void count(List<EventEnvelope<CompetitorPriceObserved>> events) {
        events.forEach(event -> jdbc.sql("insert into effect (consumer, event_id) values (?, ?)")
                .params(COUNTING, event.id())
                .update());
        events.forEach(event -> counted.add(event.id()));
    }
}
