package dev.shopkeeper.gateway.collector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shopkeeper.events.BehaviourRecorded;
import dev.shopkeeper.starter.observability.TraceHeaders;
import dev.shopkeeper.starter.problem.ProblemException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

class BehaviourLogTests {

    private static final TraceHeaders NO_TRACES = new TraceHeaders(null, null);

    private final CircuitBreaker breaker = CircuitBreaker.of(
            "kafka",
            CircuitBreakerConfig.custom()
                    .slidingWindowSize(4)
                    .minimumNumberOfCalls(2)
                    .build());

    private static Batch batch(int events) {
        List<BehaviourRecorded> accepted = java.util.stream.IntStream.range(0, events)
                .mapToObj(i -> new BehaviourRecorded(
                        "e-" + i,
                        "search",
                        Instant.EPOCH,
                        Instant.EPOCH,
                        "u",
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        "tea",
                        null,
                        List.of()))
                .toList();
        return new Batch(accepted, 0, 0, List.of());
    }

    private static CollectorProperties properties() {
        DataSize size = DataSize.ofMegabytes(1);
        return new CollectorProperties(
                size, size, 100, 500, Duration.ofMinutes(5), Duration.ofDays(400), Duration.ofSeconds(1), size, 1000);
    }

    private Collector collector(org.apache.kafka.clients.producer.Producer<byte[], byte[]> producer) {
        return new Collector(
                new BehaviourLog(producer, breaker, NO_TRACES, Duration.ofMillis(700)),
                properties(),
                new SimpleMeterRegistry());
    }

    @Test
    void says503WhereKafkaIsDownAndAfterwardsWithoutAskingIt() {
        // given
        Map<String, Object> dead = Map.of("bootstrap.servers", "localhost:1", "max.block.ms", 300);
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(dead, new ByteArraySerializer(), new ByteArraySerializer())) {
            Collector collector = collector(producer);

            // when
            for (int i = 0; i < 2; i++) {
                assertThatThrownBy(() -> collector.store(batch(500), 1000))
                        .isInstanceOfSatisfying(ProblemException.class, problem -> {
                            assertThat(problem.status().value()).isEqualTo(503);
                            assertThat(problem.code()).isEqualTo("events-not-stored");
                        });
            }

            // then
            assertThat(breaker.getState()).isEqualTo(CircuitBreaker.State.OPEN);
            assertThatThrownBy(() -> collector.store(batch(1), 1000)).isInstanceOf(ProblemException.class);
            assertThat(breaker.getMetrics().getNumberOfNotPermittedCalls()).isPositive();
        }
    }

    @Test
    void saysNothingIsStoredWhereOneEventOfManyIsNot() {
        // given
        MockProducer<byte[], byte[]> producer =
                new MockProducer<>(false, null, new ByteArraySerializer(), new ByteArraySerializer());
        Thread kafka = Thread.ofVirtual().start(() -> {
            while (producer.history().size() < 3) {
                Thread.onSpinWait();
            }
            producer.completeNext();
            producer.errorNext(new TimeoutException("too late"));
            producer.completeNext();
        });

        // then
        assertThatThrownBy(() -> collector(producer).store(batch(3), 100)).isInstanceOf(ProblemException.class);
        assertThat(kafka).isNotNull();
    }

    @Test
    void saysNothingIsStoredWhereKafkaNeverAnswers() {
        MockProducer<byte[], byte[]> silent =
                new MockProducer<>(false, null, new ByteArraySerializer(), new ByteArraySerializer());

        assertThatThrownBy(() -> collector(silent).store(batch(2), 100)).isInstanceOf(ProblemException.class);
    }

    @Test
    void refusesToQueueMoreThanItsShareOfMemory() {
        MockProducer<byte[], byte[]> ready =
                new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
        Collector collector = collector(ready);

        collector.store(batch(1), 500_000);
        assertThatThrownBy(() -> collector.store(batch(1), 1_100_000)).hasMessageContaining("waiting");
    }
}
