package dev.shopkeeper.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.shopkeeper.events.EventEnvelope;
import dev.shopkeeper.events.OrderShipped;
import dev.shopkeeper.events.Topic;
import dev.shopkeeper.testing.PlatformTest;
import dev.shopkeeper.testing.kafka.KafkaProbe;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Polls of many events: what was sent while the consumers stood still arrives together. */
@PlatformTest
class PollTransactionIT {

    @Autowired
    Consumers consumers;

    @Autowired
    RecordingConsumer consumer;

    @Autowired
    KafkaProbe kafka;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    DataSource dataSource;

    private static EventEnvelope<OrderShipped> shipped(String orderId) {
        return new EventEnvelope<>(
                UUID.randomUUID().toString(),
                "/order-service",
                Instant.now(),
                new OrderShipped(orderId, null, null, Instant.now()));
    }

    private List<EventEnvelope<OrderShipped>> sent(String orderId, int count) {
        List<EventEnvelope<OrderShipped>> events = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            EventEnvelope<OrderShipped> event = shipped(orderId);
            kafka.send(event);
            events.add(event);
        }
        return events;
    }

    private long effects(List<EventEnvelope<OrderShipped>> events) {
        return jdbc.sql("select count(*) from effect where consumer = ? and event_id = any (?)")
                .param(RecordingConsumer.NAME)
                .param(events.stream().map(EventEnvelope::id).toArray(String[]::new))
                .query(Long.class)
                .single();
    }

    private long transactions(List<EventEnvelope<OrderShipped>> events) {
        return jdbc.sql("select count(distinct xmin::text) from effect where event_id = any (?)")
                .param(events.stream().map(EventEnvelope::id).toArray(String[]::new))
                .query(Long.class)
                .single();
    }

    private void awaitAll(List<EventEnvelope<OrderShipped>> events) {
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(effects(events)).isEqualTo(events.size()));
    }

    private int calls(String orderId) {
        return consumer.calls.getOrDefault(orderId, new AtomicInteger()).get();
    }

    private long answers(String orderId) {
        return kafka.readAll(Topic.ORDER.topicName()).stream()
                .filter(record -> (RecordingConsumer.ANSWER + orderId).equals(record.key()))
                .count();
    }

    @Test
    void aPollIsOneTransaction() throws Exception {
        List<EventEnvelope<OrderShipped>> events = new ArrayList<>();
        consumers.whileStopped(() -> {
            consumer.prepared.clear();
            events.addAll(sent("together", 50));
        });

        awaitAll(events);
        assertThat(transactions(events)).isLessThan(10);
        assertThat(consumer.prepared.stream().mapToInt(size -> size).sum())
                .as("events that were prepared, together with others")
                .isBetween(events.size() - 9, events.size());
        assertThat(consumer.handled.stream()
                        .filter(events.stream().map(EventEnvelope::id).toList()::contains))
                .as("in their order")
                .containsExactlyElementsOf(
                        events.stream().map(EventEnvelope::id).toList());
    }

    @Test
    void onePoisonAmongManyIsParkedAloneAndAllOthersHaveOneEffectEach() throws Exception {
        consumer.failures.put("one-bad", RecordingConsumer.poison());
        consumer.answered.add("many-good");
        List<EventEnvelope<OrderShipped>> good = new ArrayList<>();
        List<EventEnvelope<OrderShipped>> bad = new ArrayList<>();
        consumers.whileStopped(() -> {
            good.addAll(sent("many-good", 20));
            bad.addAll(sent("one-bad", 1));
            good.addAll(sent("many-good", 20));
        });

        awaitAll(good);
        String parked = bad.getFirst().id();
        assertThat(kafka.await(
                                "sample-service.dead-letters.v1",
                                record -> record.id().equals(parked))
                        .headers())
                .containsEntry("dl_consumer", RecordingConsumer.NAME);
        assertThat(effects(bad)).isZero();
        await().untilAsserted(() -> assertThat(answers("many-good")).isEqualTo(good.size()));
        assertThat(jdbc.sql("select count(*) from inbox where event_id = ?")
                        .param(parked)
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void aPollThatIsDeliveredAgainHasNoSecondEffect() throws Exception {
        var before = Consumers.ends(Topic.ORDER);
        List<EventEnvelope<OrderShipped>> events = new ArrayList<>();
        consumers.whileStopped(() -> {
            events.addAll(sent("again", 20));
            events.subList(0, 10).forEach(kafka::send);
        });
        awaitAll(events);

        List<EventEnvelope<OrderShipped>> next = new ArrayList<>();
        consumers.whileStopped(() -> {
            // As if the process had been killed after the database's commit and before Kafka's.
            Consumers.commit(RecordingConsumer.NAME, before);
            events.subList(5, 15).forEach(kafka::send);
            next.addAll(sent("again", 1));
        });

        awaitAll(next);
        assertThat(effects(events)).isEqualTo(events.size());
        assertThat(calls("again")).isEqualTo(events.size() + next.size());
    }

    @Test
    void whatAnEventWritesByWhateverWayIsSeenByTheNext() throws Exception {
        jdbc.sql("insert into tally (id, version, total) values ('tally', 0, 0)")
                .update();
        consumer.tallied.add("tally");
        List<EventEnvelope<OrderShipped>> events = new ArrayList<>();
        consumers.whileStopped(() -> events.addAll(sent("tally", 25)));

        awaitAll(events);
        assertThat(jdbc.sql("select total from tally where id = 'tally'")
                        .query(Integer.class)
                        .single())
                .as("one by an entity and one by a statement for each event")
                .isEqualTo(2 * events.size());
        assertThat(transactions(events)).isLessThan(10);
    }

    @Test
    void aTransactionOfManyGivesWayToWhoeverHoldsItsNextLock() throws Exception {
        jdbc.sql("insert into tally (id, version, total) values ('held', 0, 0)").update();
        consumer.tallied.add("held");
        List<EventEnvelope<OrderShipped>> events = new ArrayList<>();
        try (Connection holder = dataSource.getConnection()) {
            holder.setAutoCommit(false);
            holder.createStatement().executeQuery("select * from tally where id = 'held' for update");
            consumers.whileStopped(() -> {
                events.addAll(sent("held", 1));
                events.addAll(sent("not-held", 10));
                events.addAll(sent("held", 1));
            });

            await().atMost(Duration.ofSeconds(10)).until(() -> calls("held") >= 2);
            holder.rollback();
        }

        awaitAll(events);
        assertThat(jdbc.sql("select total from tally where id = 'held'")
                        .query(Integer.class)
                        .single())
                .isEqualTo(4);
    }
}
