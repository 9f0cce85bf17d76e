package dev.shopkeeper.sample;

import dev.shopkeeper.events.EventEnvelope;
import dev.shopkeeper.events.OrderShipped;
import dev.shopkeeper.starter.messaging.Outbox;
import dev.shopkeeper.starter.messaging.PoisonEventException;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.dao.TransientDataAccessResourceException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Writes each event down, and fails as the test has asked by order id. */
@Component
class RecordingConsumer {

    static final String NAME = "recording";

    /** What the order ids of answers begin with. */
    static final String ANSWER = "answer-to-";

    final Map<String, AtomicInteger> calls = new ConcurrentHashMap<>();
    final Map<String, RuntimeException> failures = new ConcurrentHashMap<>();
    final Map<String, Integer> passingFailures = new ConcurrentHashMap<>();
    /** Event ids, in their order, of each attempt that did not fail here. */
    final List<String> handled = new CopyOnWriteArrayList<>();

    /** How many events each transaction of several was prepared for. */
    final List<Integer> prepared = new CopyOnWriteArrayList<>();

    /** Order ids whose events are answered by an event. */
    final Set<String> answered = ConcurrentHashMap.newKeySet();

    /** Order ids whose events are counted, by an entity and by a statement. */
    final Set<String> tallied = ConcurrentHashMap.newKeySet();

    private final JdbcClient jdbc;
    private final EntityManager entities;
    private final Outbox outbox;

    RecordingConsumer(JdbcClient jdbc, EntityManager entities, Outbox outbox) {
        this.jdbc = jdbc;
        this.entities = entities;
        this.outbox = outbox;
    }

    void prepare(List<OrderShipped> orders) {
        prepared.add(orders.size());
    }

    void handle(EventEnvelope<OrderShipped> event) {
        OrderShipped shipped = event.data();
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
        if (tallied.contains(shipped.orderId())) {
            entities.find(Tally.class, shipped.orderId()).count();
            entities.flush();
            jdbc.sql("update tally set total = total + 1 where id = ?")
                    .param(shipped.orderId())
                    .update();
        }
        if (answered.contains(shipped.orderId())) {
            outbox.append(
                    new OrderShipped(ANSWER + shipped.orderId(), null, event.id(), shipped.shippedAt()), event.time());
        }
        handled.add(event.id());
    }

    static PoisonEventException poison() {
        return new PoisonEventException("this order can never be");
    }
}
