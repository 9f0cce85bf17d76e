package dev.shopkeeper.sample;

import dev.shopkeeper.events.EventEnvelope;
import dev.shopkeeper.events.OrderShipped;
import dev.shopkeeper.events.Topic;
import dev.shopkeeper.starter.messaging.EventConsumer;
import dev.shopkeeper.starter.messaging.PoisonEventException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.dao.TransientDataAccessResourceException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Writes each event down, and fails as the test has asked by order id. */
@Component
class RecordingConsumer implements EventConsumer {

    static final String NAME = "recording";

    final Map<String, AtomicInteger> calls = new ConcurrentHashMap<>();
    final Map<String, RuntimeException> failures = new ConcurrentHashMap<>();
    final Map<String, Integer> passingFailures = new ConcurrentHashMap<>();
    private final JdbcClient jdbc;

    RecordingConsumer(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Topic topic() {
        return Topic.ORDER;
    }

    @Override
    public void on(EventEnvelope<?> event) {
        if (!(event.data() instanceof OrderShipped shipped)) {
            return;
        }
        int call = calls.computeIfAbsent(shipped.orderId(), id -> new AtomicInteger())
                .incrementAndGet();
        jdbc.sql("insert into effect (consumer, event_id) values (?, ?)")
                .params(NAME, event.id())
                .update();
        if (call <= passingFailures.getOrDefault(shipped.orderId(), 0)) {
            throw new TransientDataAccessResourceException("the database is away");
        }
        RuntimeException failure = failures.get(shipped.orderId());
        if (failure != null) {
            throw failure;
        }
    }

    static PoisonEventException poison() {
        return new PoisonEventException("this order can never be");
    }
}
