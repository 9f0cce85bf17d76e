package dev.shopkeeper.sample;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shopkeeper.events.OrderShipped;
import dev.shopkeeper.events.Topic;
import dev.shopkeeper.testing.PlatformTest;
import dev.shopkeeper.testing.kafka.KafkaProbe;
import dev.shopkeeper.testing.kafka.ProbedRecord;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** From the event that is heard, through the outbox, to the event that answers it. */
@PlatformTest
class TraceIT {

    private static final String SPAN = "00f067aa0ba902b7";

    @Autowired
    RecordingConsumer consumer;

    @Autowired
    Consumers consumers;

    @Autowired
    KafkaProbe kafka;

    private void sent(String orderId, String trace) {
        kafka.send(
                Topic.ORDER.topicName(),
                "traced",
                "{\"order_id\":\"" + orderId + "\",\"shipped_at\":\"2026-01-01T00:00:00Z\"}",
                Map.of(
                        "ce_id",
                        UUID.randomUUID().toString(),
                        "ce_source",
                        "/order-service",
                        "ce_type",
                        OrderShipped.TYPE,
                        "ce_time",
                        "2026-01-01T00:00:00Z",
                        "traceparent",
                        "00-" + trace + "-" + SPAN + "-01",
                        "correlation_id",
                        "corr-" + orderId));
    }

    @Test
    void theAnswerToEachEventOfAPollIsInTheTraceOfThatEvent() throws Exception {
        consumer.answered.add("traced-1");
        consumer.answered.add("traced-2");
        String first = "4bf92f3577b34da6a3ce929d0e0e4736";
        String second = "5bf92f3577b34da6a3ce929d0e0e4737";
        consumers.whileStopped(() -> {
            sent("traced-1", first);
            sent("traced-2", second);
        });

        assertThat(traceparent(answer("traced-1")))
                .startsWith("00-" + first + "-")
                .doesNotContain(SPAN);
        assertThat(traceparent(answer("traced-2")))
                .startsWith("00-" + second + "-")
                .doesNotContain(SPAN);
        assertThat(answer("traced-1").headers()).containsEntry("correlation_id", "corr-traced-1");
        assertThat(answer("traced-2").headers()).containsEntry("correlation_id", "corr-traced-2");
    }

    private ProbedRecord answer(String orderId) {
        return kafka.await(
                Topic.ORDER.topicName(), record -> (RecordingConsumer.ANSWER + orderId).equals(record.key()));
    }

    private static String traceparent(ProbedRecord record) {
        return record.headers().getOrDefault("traceparent", "");
    }
}
