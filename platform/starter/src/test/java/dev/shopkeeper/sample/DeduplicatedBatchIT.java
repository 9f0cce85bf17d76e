package dev.shopkeeper.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.shopkeeper.events.CompetitorPriceObserved;
import dev.shopkeeper.events.EventEnvelope;
import dev.shopkeeper.events.Money;
import dev.shopkeeper.testing.PlatformTest;
import dev.shopkeeper.testing.kafka.KafkaProbe;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A batch subscription that counts is given an event once, however often its producer sent it. */
@PlatformTest
class DeduplicatedBatchIT {

    @Autowired
    Consumers consumers;

    @Autowired
    RecordingBatchConsumer consumer;

    @Autowired
    KafkaProbe kafka;

    @Autowired
    JdbcClient jdbc;

    private static EventEnvelope<CompetitorPriceObserved> observed() {
        return new EventEnvelope<>(
                UUID.randomUUID().toString(),
                "/test",
                Instant.now(),
                new CompetitorPriceObserved("tea", "rival", Money.of("1", "EUR"), null, null, null, Instant.now()));
    }

    @Test
    void givesAnEventThatWasSentTwiceToItsHandlerOnceInOneBatchAndInTwo() throws Exception {
        // given
        EventEnvelope<CompetitorPriceObserved> first = observed();
        EventEnvelope<CompetitorPriceObserved> last = observed();
        consumers.whileStopped(() -> List.of(first, first).forEach(kafka::send));
        await().atMost(Duration.ofSeconds(20)).until(() -> consumer.counted.contains(first.id()));

        // when
        consumers.whileStopped(() -> List.of(first, last, last).forEach(kafka::send));

        // then
        await().atMost(Duration.ofSeconds(20)).until(() -> consumer.counted.contains(last.id()));
        assertThat(consumer.counted).containsExactly(first.id(), last.id());
        assertThat(jdbc.sql("select event_id from inbox where consumer = ?")
                        .param(RecordingBatchConsumer.COUNTING)
                        .query(String.class)
                        .list())
                .containsExactlyInAnyOrder(first.id(), last.id());
        assertThat(jdbc.sql("select count(*) from dead_letter where consumer = ?")
                        .param(RecordingBatchConsumer.COUNTING)
                        .query(Long.class)
                        .single())
                .isZero();
    }
}
