package dev.shopkeeper.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.shopkeeper.events.EventEnvelope;
import dev.shopkeeper.events.OrderShipped;
import dev.shopkeeper.events.Topic;
import dev.shopkeeper.testing.PlatformTest;
import dev.shopkeeper.testing.http.ApiClient;
import dev.shopkeeper.testing.http.ApiResponse;
import dev.shopkeeper.testing.kafka.KafkaProbe;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

@PlatformTest
class EventConsumptionIT {

    private static final String LETTERS = "/admin/v1/sample/dead-letters";

    @Autowired
    KafkaProbe kafka;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    RecordingConsumer consumer;

    @Autowired
    RecordingBatchConsumer batchConsumer;

    @Autowired
    ApiClient api;

    private static EventEnvelope<OrderShipped> shipped(String orderId) {
        return new EventEnvelope<>(
                UUID.randomUUID().toString(),
                "/order-service",
                Instant.now(),
                new OrderShipped(orderId, null, null, Instant.now()));
    }

    private long effects(String name, String eventId) {
        return jdbc.sql("select count(*) from effect where consumer = ? and event_id = ?")
                .params(name, eventId)
                .query(Long.class)
                .single();
    }

    private int calls(String orderId) {
        return consumer.calls.getOrDefault(orderId, new AtomicInteger()).get();
    }

    private JsonNode awaitLetter(String eventId) {
        return await().atMost(Duration.ofSeconds(20))
                .until(
                        () -> {
                            for (JsonNode letter : api.as("OPERATOR")
                                    .get(LETTERS + "?limit=200")
                                    .json()
                                    .path("items")) {
                                if (letter.path("event_id").asString("").equals(eventId)) {
                                    return letter;
                                }
                            }
                            return null;
                        },
                        letter -> letter != null);
    }

    @Test
    void anEventSentTwiceHasOneEffect() {
        EventEnvelope<OrderShipped> event = shipped("twice");
        EventEnvelope<OrderShipped> after = shipped("twice");
        kafka.send(event);
        kafka.send(event);
        kafka.send(after);

        await().untilAsserted(() ->
                assertThat(effects(RecordingConsumer.NAME, after.id())).isOne());
        assertThat(effects(RecordingConsumer.NAME, event.id())).isOne();
        assertThat(calls("twice")).isEqualTo(2);
    }

    @Test
    void aPassingFailureIsTriedAgainUntilItPassesAndLeavesNoHalfEffect() {
        consumer.passingFailures.put("patient", 6);
        EventEnvelope<OrderShipped> event = shipped("patient");
        kafka.send(event);

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() ->
                        assertThat(effects(RecordingConsumer.NAME, event.id())).isOne());
        assertThat(calls("patient")).isEqualTo(7);
    }

    @Test
    void poisonIsParkedAloneAndReplayedOnceItsCauseIsGone() {
        consumer.failures.put("poisoned", RecordingConsumer.poison());
        EventEnvelope<OrderShipped> poisoned = shipped("poisoned");
        EventEnvelope<OrderShipped> next = shipped("healthy");
        kafka.send(poisoned);
        kafka.send(next);

        JsonNode letter = awaitLetter(poisoned.id());
        await().untilAsserted(() ->
                assertThat(effects(RecordingConsumer.NAME, next.id())).isOne());
        assertThat(effects(RecordingConsumer.NAME, poisoned.id())).isZero();
        assertThat(calls("poisoned"))
                .as("once alone, and before it perhaps with others")
                .isBetween(1, 2);
        assertThat(letter.path("consumer").asString()).isEqualTo(RecordingConsumer.NAME);
        assertThat(letter.path("topic").asString()).isEqualTo(Topic.ORDER.topicName());
        assertThat(letter.path("state").asString()).isEqualTo("PARKED");
        assertThat(kafka.find(
                        "sample-service.dead-letters.v1",
                        record -> record.id().equals(poisoned.id())
                                && record.headers().getOrDefault("dl_error", "").contains("can never be")))
                .isPresent();

        String path = LETTERS + "/" + letter.path("id").asString();
        ApiResponse failed = api.as("OPERATOR").post(path + "/replay", "");
        assertThat(failed.status()).as(failed.text()).isEqualTo(200);
        assertThat(failed.json().path("state").asString()).isEqualTo("PARKED");
        assertThat(failed.json().path("replay_attempts").asInt()).isOne();
        assertThat(failed.json().path("payload").asString()).contains("poisoned");

        consumer.failures.remove("poisoned");
        ApiResponse replayed = api.as("OPERATOR").post(path + "/replay", "");
        assertThat(replayed.json().path("state").asString()).isEqualTo("REPLAYED");
        assertThat(effects(RecordingConsumer.NAME, poisoned.id())).isOne();
        assertThat(api.as("OPERATOR").post(path + "/replay", "").status()).isEqualTo(409);
    }

    @Test
    void anotherFailureIsTriedAFewTimes() {
        consumer.failures.put("buggy", new IllegalArgumentException("no such thing"));
        EventEnvelope<OrderShipped> event = shipped("buggy");
        kafka.send(event);

        JsonNode letter = awaitLetter(event.id());
        assertThat(calls("buggy"))
                .as("alone, and before it perhaps with others")
                .isBetween(4, 5);

        String discard = LETTERS + "/" + letter.path("id").asString() + "/discard";
        assertThat(api.as("OPERATOR").post(discard, "").status()).isEqualTo(403);
        assertThat(api.as("ADMIN").post(discard, "").json().path("state").asString())
                .isEqualTo("DISCARDED");
    }

    @Test
    void whatIsNoEventIsParkedAndWhatIsUnknownIgnored() {
        kafka.send(
                Topic.ORDER.topicName(),
                "k",
                "not json at all",
                Map.of(
                        "ce_id",
                        "broken-1",
                        "ce_source",
                        "/x",
                        "ce_type",
                        OrderShipped.TYPE,
                        "ce_time",
                        "2026-01-01T00:00:00Z"));
        kafka.send(
                Topic.ORDER.topicName(),
                "k",
                "{}",
                Map.of(
                        "ce_id",
                        "newer-1",
                        "ce_source",
                        "/x",
                        "ce_type",
                        "shop.order.gifted.v7",
                        "ce_time",
                        "2026-01-01T00:00:00Z"));
        EventEnvelope<OrderShipped> next = shipped("k");
        kafka.send(next);

        await().untilAsserted(() ->
                assertThat(effects(RecordingConsumer.NAME, next.id())).isOne());
        assertThat(awaitLetter("broken-1").path("error").asString()).contains("UnreadableEventException");
        assertThat(kafka.find(
                        "sample-service.dead-letters.v1", record -> record.id().equals("newer-1")))
                .isEmpty();
    }

    @Test
    void aBatchWithPoisonIsStoredButForThePoison() {
        var good = BatchEvents.sent(kafka, "zone-a", 20);
        String poison = UUID.randomUUID().toString();
        batchConsumer.refused.add(poison);
        kafka.send(BatchEvents.observed(poison, "zone-a"));
        var later = BatchEvents.sent(kafka, "zone-a", 20);

        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            for (String id : later) {
                assertThat(effects(RecordingBatchConsumer.NAME, id)).isOne();
            }
        });
        for (String id : good) {
            assertThat(effects(RecordingBatchConsumer.NAME, id)).isOne();
        }
        assertThat(effects(RecordingBatchConsumer.NAME, poison)).isZero();
        JsonNode letter = awaitLetter(poison);
        assertThat(letter.path("consumer").asString()).isEqualTo(RecordingBatchConsumer.NAME);
        long stored = jdbc.sql("select max(next_offset) from consumer_offset where consumer = ? and topic = ?")
                .params(RecordingBatchConsumer.NAME, Topic.TRAFFIC.topicName())
                .query(Long.class)
                .single();
        assertThat(stored).isGreaterThan(letter.path("offset").asLong());

        batchConsumer.refused.remove(poison);
        assertThat(api.as("OPERATOR")
                        .post(LETTERS + "/replay?consumer=" + RecordingBatchConsumer.NAME, "")
                        .json()
                        .path("replayed")
                        .asInt())
                .isOne();
        assertThat(effects(RecordingBatchConsumer.NAME, poison)).isOne();
    }
}
