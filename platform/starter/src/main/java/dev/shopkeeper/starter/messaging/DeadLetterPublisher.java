package dev.shopkeeper.starter.messaging;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.KafkaException;
import org.springframework.kafka.core.KafkaOperations;
import org.springframework.kafka.listener.ConsumerRecordRecoverer;

/**
 * Sends what a consumer can never handle to the service's dead-letter topic, as it was, with headers that say where
 * it came from and why. Returns only when Kafka has it.
 */
final class DeadLetterPublisher implements ConsumerRecordRecoverer {

    static final String CONSUMER = "dl_consumer";
    static final String TOPIC = "dl_topic";
    static final String PARTITION = "dl_partition";
    static final String OFFSET = "dl_offset";
    static final String ERROR = "dl_error";

    private static final Logger log = LoggerFactory.getLogger(DeadLetterPublisher.class);

    private final String consumer;
    private final String deadLetterTopic;
    private final KafkaOperations<String, byte[]> kafka;

    DeadLetterPublisher(String consumer, String deadLetterTopic, KafkaOperations<String, byte[]> kafka) {
        this.consumer = consumer;
        this.deadLetterTopic = deadLetterTopic;
        this.kafka = kafka;
    }

    @Override
    public void accept(ConsumerRecord<?, ?> record, Exception failure) {
        park(record, failure);
    }

    void park(ConsumerRecord<?, ?> record, Exception failure) {
        ProducerRecord<String, byte[]> letter = new ProducerRecord<>(
                deadLetterTopic, null, (String) record.key(), (byte[]) record.value(), record.headers());
        CloudEvents.put(letter.headers(), CONSUMER, consumer);
        CloudEvents.put(letter.headers(), TOPIC, record.topic());
        CloudEvents.put(letter.headers(), PARTITION, Integer.toString(record.partition()));
        CloudEvents.put(letter.headers(), OFFSET, Long.toString(record.offset()));
        letter.headers().remove(ERROR);
        letter.headers().add(ERROR, Failures.describe(failure).getBytes(UTF_8));
        send(letter);
        log.error(
                "{} parked {}-{}@{} in {}: {}",
                consumer,
                record.topic(),
                record.partition(),
                record.offset(),
                deadLetterTopic,
                Failures.describeForLog(failure));
    }

    private void send(ProducerRecord<String, byte[]> letter) {
        try {
            kafka.send(letter).get(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DeadLetterNotSentException(deadLetterTopic, e);
        } catch (ExecutionException | TimeoutException e) {
            throw new DeadLetterNotSentException(deadLetterTopic, e);
        }
    }

    /** Kafka did not take a dead letter; the event stays where it is and is tried again. */
    static final class DeadLetterNotSentException extends KafkaException {

        private static final long serialVersionUID = 1L;

        DeadLetterNotSentException(String topic, Exception cause) {
            super("Kafka did not take a dead letter for " + topic, cause);
        }
    }
}
