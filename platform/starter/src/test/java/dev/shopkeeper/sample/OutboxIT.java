package dev.shopkeeper.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.shopkeeper.events.OrderShipped;
import dev.shopkeeper.events.Topic;
import dev.shopkeeper.starter.messaging.Outbox;
import dev.shopkeeper.starter.observability.Correlation;
import dev.shopkeeper.testing.PlatformTest;
import dev.shopkeeper.testing.http.ApiClient;
import dev.shopkeeper.testing.http.ApiResponse;
import dev.shopkeeper.testing.kafka.KafkaProbe;
import dev.shopkeeper.testing.kafka.ProbedRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

@PlatformTest
class OutboxIT {

    private static final String LETTERS = "/admin/v1/sample/dead-letters";

    @Autowired
    ApiClient api;

    @Autowired
    Outbox outbox;

    @Autowired
    TransactionTemplate transactions;

    @Autowired
    KafkaProbe kafka;

    @Autowired
    JdbcClient jdbc;

    private static OrderShipped shipped(String orderId, String deliveryId) {
        return new OrderShipped(orderId, null, deliveryId, Instant.parse("2026-01-01T00:00:00Z"));
    }

    private List<ProbedRecord> records(String orderId) {
        return kafka.readAll(Topic.ORDER.topicName()).stream()
                .filter(record -> orderId.equals(record.key()))
                .toList();
    }

    @Test
    void refusesToAppendOutsideATransaction() {
        assertThatThrownBy(() -> outbox.append(shipped("o", "d"), Instant.now()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("transaction");
    }

    @Test
    void publishesWhatWasCommittedAndNothingElseInOrder() {
        try (Correlation.Scope scope = Correlation.open("corr-outbox")) {
            for (int i = 0; i < 40; i++) {
                String delivery = "d" + i;
                transactions.executeWithoutResult(status -> outbox.append(shipped("ordered", delivery), Instant.now()));
            }
        }
        transactions.executeWithoutResult(status -> {
            outbox.append(shipped("rolled-back", "x"), Instant.now());
            status.setRollbackOnly();
        });

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(records("ordered")).hasSize(40));
        assertThat(records("ordered"))
                .extracting(record -> record.as(OrderShipped.class).deliveryId())
                .containsExactlyElementsOf(
                        IntStream.range(0, 40).mapToObj(i -> "d" + i).toList());
        ProbedRecord first = records("ordered").getFirst();
        assertThat(first.headers())
                .containsEntry("ce_source", "/sample-service")
                .containsEntry("ce_type", OrderShipped.TYPE)
                .containsEntry("ce_subject", "ordered")
                .containsEntry("ce_specversion", "1.0")
                .containsEntry("content-type", "application/json")
                .containsEntry("correlation_id", "corr-outbox")
                .containsKeys("ce_time", "ce_dataschema");
        assertThat(records("rolled-back")).isEmpty();
        await().untilAsserted(() -> assertThat(jdbc.sql("select count(*) from outbox")
                        .query(Long.class)
                        .single())
                .isZero());
    }

    @Test
    void sendsARowThatWasLeftByADeadProcessWithItsOldId() {
        jdbc.sql("""
                insert into outbox (id, aggregatetype, aggregateid, type, payload, source, "time")
                values ('01900000-0000-7000-8000-000000000001', 'order.events.v1', 'left-over', 'shop.order.shipped.v1',
                    '{"order_id":"left-over","shipped_at":"2026-01-01T00:00:00Z"}', '/sample-service', now())
                """).update();

        ProbedRecord record = kafka.await(Topic.ORDER.topicName(), candidate -> "left-over".equals(candidate.key()));

        assertThat(record.id()).isEqualTo("01900000-0000-7000-8000-000000000001");
    }

    @Test
    void whatCannotBeSentIsParkedListedAndSentOnceItIsMended() {
        // given: an event of a type that this version does not know, and one behind it
        String id = "01900000-0000-7000-8000-000000000002";
        jdbc.sql("""
                insert into outbox (id, aggregatetype, aggregateid, type, payload, source, "time")
                values (?::uuid, 'order.events.v1', 'unknown-type', 'shop.order.gifted.v7',
                    '{"order_id":"unknown-type","shipped_at":"2026-01-01T00:00:00Z"}', '/sample-service', now())
                """).param(id).update();
        transactions.executeWithoutResult(status -> outbox.append(shipped("behind", "d"), Instant.now()));

        // then: it is parked, and what was behind it is sent
        JsonNode listed = await().atMost(Duration.ofSeconds(30))
                .until(
                        () -> api.as("OPERATOR")
                                .get(LETTERS + "?consumer=outbox&state=PARKED")
                                .json()
                                .path("items"),
                        items -> !items.isEmpty())
                .get(0);
        assertThat(records("behind")).hasSize(1);
        assertThat(listed.path("event_id").asString()).isEqualTo(id);
        assertThat(listed.path("topic").asString()).isEqualTo(Topic.ORDER.topicName());
        assertThat(listed.path("event_type").asString()).isEqualTo("shop.order.gifted.v7");
        assertThat(listed.path("error").asString()).contains("unknown type");
        assertThat(listed.has("offset")).isFalse();
        String path = LETTERS + "/" + listed.path("id").asString();
        assertThat(api.as("OPERATOR").get(path).json().path("payload").asString())
                .contains("unknown-type");
        assertThat(api.as("OPERATOR").get("/actuator/prometheus").text())
                .contains("shopkeeper_consumer_dead_letters_total{consumer=\"outbox\"")
                .contains("shopkeeper_outbox_oldest_age_seconds")
                .contains("shopkeeper_outbox_waiting");

        // when: a version that knows the type would take it back; here the type is mended
        jdbc.sql("update dead_letter set event_type = ? where event_id = ?")
                .params(OrderShipped.TYPE, id)
                .update();
        ApiResponse replayed = api.as("OPERATOR").post(path + "/replay", "");

        // then
        assertThat(replayed.json().path("state").asString()).as(replayed.text()).isEqualTo("REPLAYED");
        ProbedRecord record = kafka.await(Topic.ORDER.topicName(), candidate -> "unknown-type".equals(candidate.key()));
        assertThat(record.id()).isEqualTo(id);
        assertThat(api.as("OPERATOR").post(path + "/replay", "").status()).isEqualTo(409);
        assertThat(records("unknown-type")).hasSize(1);
    }
}
