package dev.shopkeeper.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.shopkeeper.events.Topic;
import dev.shopkeeper.testing.PlatformTest;
import dev.shopkeeper.testing.infrastructure.PlatformServers;
import dev.shopkeeper.testing.kafka.KafkaProbe;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A batch consumer goes on where the database says, whatever Kafka believes. */
@PlatformTest
class DatabaseOffsetsIT {

    @Autowired
    Consumers consumers;

    @Autowired
    RecordingBatchConsumer consumer;

    @Autowired
    KafkaProbe kafka;

    @Autowired
    JdbcClient jdbc;

    private void awaitStored(List<String> ids) {
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(
                                jdbc.sql("select count(*) from effect where consumer = ? and event_id = any (?)")
                                        .param(RecordingBatchConsumer.NAME)
                                        .param(ids.toArray(String[]::new))
                                        .query(Long.class)
                                        .single())
                        .isEqualTo(ids.size()));
    }

    /** Enough keys that every partition has some. */
    private List<String> sent(String name) {
        List<String> ids = new ArrayList<>();
        for (int zone = 0; zone < 12; zone++) {
            ids.addAll(BatchEvents.sent(kafka, name + zone, 2));
        }
        return ids;
    }

    @Test
    void readsAgainWhatKafkaWasToldOfAndTheDatabaseLost() throws Exception {
        awaitStored(sent("first"));
        List<String> lost = new ArrayList<>();
        consumers.whileStopped(() -> {
            lost.addAll(sent("lost"));
            Consumers.commit(RecordingBatchConsumer.NAME, Consumers.ends(Topic.TRAFFIC));
        });

        awaitStored(lost);
    }

    @Test
    void skipsWhatTheDatabaseHasAndKafkaWasNotToldOf() throws Exception {
        List<String> stored = sent("stored");
        awaitStored(stored);
        List<String> next = new ArrayList<>();
        consumers.whileStopped(() -> {
            Map<TopicPartition, OffsetAndMetadata> start = new HashMap<>();
            Consumers.ends(Topic.TRAFFIC).keySet().forEach(partition -> start.put(partition, new OffsetAndMetadata(0)));
            Consumers.commit(RecordingBatchConsumer.NAME, start);
            consumer.given.clear();
            next.addAll(sent("next"));
        });

        awaitStored(next);
        assertThat(consumer.given).doesNotContainAnyElementsOf(stored).containsAll(next);
    }

    @Test
    void readsAgainWhatAnotherReplicaCommittedWithoutStoringWhenItsPartitionsComeBack() {
        awaitStored(sent("mine"));
        List<String> lost = new ArrayList<>();
        try (KafkaConsumer<String, byte[]> other = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        PlatformServers.kafka().bootstrapServers(),
                        ConsumerConfig.GROUP_ID_CONFIG,
                        Consumers.group(RecordingBatchConsumer.NAME),
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false),
                new StringDeserializer(),
                new ByteArrayDeserializer())) {
            other.subscribe(List.of(Topic.TRAFFIC.topicName()));
            await().atMost(Duration.ofSeconds(30)).until(() -> {
                other.poll(Duration.ofMillis(100));
                return !other.assignment().isEmpty();
            });
            lost.addAll(sent("taken"));
            other.seekToEnd(other.assignment());
            other.assignment().forEach(other::position);
            other.commitSync();
        }

        awaitStored(lost);
    }
}
