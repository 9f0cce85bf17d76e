package dev.shopkeeper.testing.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.shopkeeper.events.EventEnvelope;
import dev.shopkeeper.events.EventJson;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/**
 * Looks into Kafka and throws things into it, past all code of the platform. Reading takes no part in any consumer
 * group. Thread-safe; {@link #close} is only needed outside a Spring context.
 */
public final class KafkaProbe implements AutoCloseable {

    private final String bootstrapServers;
    private @Nullable KafkaProducer<String, byte[]> producer;

    /** A probe of the broker at {@code host:port}; connects when first used. */
    public KafkaProbe(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
    }

    /** Sends an event as its owner would, to its topic, and waits for the acknowledgement. */
    public RecordMetadata send(EventEnvelope<?> envelope) {
        byte[] value = EventJson.mapper().writeValueAsBytes(envelope.data());
        String topic = envelope.type().topic().topicName();
        return send(topic, envelope.key(), value, CloudEventHeaders.of(envelope));
    }

    /** Sends a body of the test's own in the envelope of an event, as a producer that does not know our rules would. */
    public RecordMetadata sendAs(EventEnvelope<?> envelope, String body) {
        return send(envelope.type().topic().topicName(), envelope.key(), body, CloudEventHeaders.of(envelope));
    }

    /** Sends text with headers, and waits for the acknowledgement. */
    public RecordMetadata send(String topic, @Nullable String key, String value, Map<String, String> headers) {
        return send(topic, key, value.getBytes(UTF_8), headers);
    }

    /** Sends anything, also nothing (a tombstone), and waits for the acknowledgement. */
    public RecordMetadata send(
            String topic, @Nullable String key, byte @Nullable [] value, Map<String, String> headers) {
        ProducerRecord<String, byte[]> message = new ProducerRecord<>(topic, key, value);
        headers.forEach((name, text) -> message.headers().add(name, text.getBytes(UTF_8)));
        try {
            return producer().send(message).get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("Kafka refused a record for " + topic + ": " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while sending to " + topic, e);
        }
    }

    /** All records that are in the topic now, in the order of their partitions. */
    public List<ProbedRecord> readAll(String topic) {
        List<ProbedRecord> records = new ArrayList<>();
        try (KafkaConsumer<String, byte[]> consumer = consumer()) {
            List<TopicPartition> partitions = assign(consumer, topic);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream()
                    .anyMatch(partition -> consumer.position(partition) < ends.getOrDefault(partition, 0L))) {
                for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(200))) {
                    records.add(ProbedRecord.of(record));
                }
            }
        }
        return records;
    }

    /** The first record of the topic, past or to come within 20 seconds, that fulfils the condition. */
    public ProbedRecord await(String topic, Predicate<ProbedRecord> condition) {
        return await(topic, condition, Duration.ofSeconds(20));
    }

    /**
     * The first record of the topic, past or to come, that fulfils the condition.
     *
     * @throws AssertionError if there is none in time, saying how many others there were
     */
    public ProbedRecord await(String topic, Predicate<ProbedRecord> condition, Duration within) {
        long deadline = System.nanoTime() + within.toNanos();
        int seen = 0;
        try (KafkaConsumer<String, byte[]> consumer = consumer()) {
            assign(consumer, topic);
            while (System.nanoTime() < deadline) {
                for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(100))) {
                    seen++;
                    ProbedRecord probed = ProbedRecord.of(record);
                    if (condition.test(probed)) {
                        return probed;
                    }
                }
            }
        }
        throw new AssertionError("None of the " + seen + " records of " + topic + " was the one, within " + within);
    }

    /** The first record that is in the topic now and fulfils the condition. */
    public Optional<ProbedRecord> find(String topic, Predicate<ProbedRecord> condition) {
        return readAll(topic).stream().filter(condition).findFirst();
    }

    private List<TopicPartition> assign(KafkaConsumer<String, byte[]> consumer, String topic) {
        List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        if (partitions.isEmpty()) {
            throw new IllegalArgumentException("There is no topic '" + topic + "' at " + bootstrapServers
                    + ". Maybe KafkaServer.createTopic or createDeadLetters was not called?");
        }
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        return partitions;
    }

    private KafkaConsumer<String, byte[]> consumer() {
        return new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false,
                        ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                        false,
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                        "read_committed",
                        ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG,
                        50),
                new StringDeserializer(),
                new ByteArrayDeserializer());
    }

    private synchronized KafkaProducer<String, byte[]> producer() {
        KafkaProducer<String, byte[]> present = producer;
        if (present == null) {
            present = new KafkaProducer<>(
                    Map.of(
                            ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers,
                            ProducerConfig.ACKS_CONFIG, "all",
                            ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 20_000,
                            ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000,
                            ProducerConfig.MAX_BLOCK_MS_CONFIG, 10_000),
                    new StringSerializer(),
                    new ByteArraySerializer());
            producer = present;
        }
        return present;
    }

    @Override
    public synchronized void close() {
        if (producer != null) {
            producer.close(Duration.ofSeconds(1));
            producer = null;
        }
    }
}
