package dev.shopkeeper.sample;

import dev.shopkeeper.events.EventEnvelope;
import dev.shopkeeper.events.Topic;
import dev.shopkeeper.events.TravelTimeObserved;
import dev.shopkeeper.starter.messaging.BatchEventConsumer;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Writes batches down and refuses those with an event that the test has named. */
@Component
class RecordingBatchConsumer implements BatchEventConsumer {

    static final String NAME = "recording-batch";

    final Set<String> refused = ConcurrentHashMap.newKeySet();
    final List<Integer> sizes = new CopyOnWriteArrayList<>();
    final List<String> given = new CopyOnWriteArrayList<>();
    private final JdbcClient jdbc;

    RecordingBatchConsumer(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Topic topic() {
        return Topic.TRAFFIC;
    }

    @Override
    public void onBatch(List<EventEnvelope<?>> events) {
        sizes.add(events.size());
        events.forEach(event -> given.add(event.id()));
        for (EventEnvelope<?> event : events) {
            if (event.data() instanceof TravelTimeObserved) {
                jdbc.sql("insert into effect (consumer, event_id) values (?, ?) on conflict do nothing")
                        .params(NAME, event.id())
                        .update();
            }
            if (refused.contains(event.id())) {
                throw new IllegalArgumentException("refused " + event.id());
            }
        }
    }
}
