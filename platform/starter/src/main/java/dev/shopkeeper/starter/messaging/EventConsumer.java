package dev.shopkeeper.starter.messaging;

import dev.shopkeeper.events.EventEnvelope;
import dev.shopkeeper.starter.observability.Correlation;
import dev.shopkeeper.starter.transaction.Collisions;
import io.micrometer.observation.ObservationRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.listener.BatchListenerFailedException;
import org.springframework.kafka.listener.BatchMessageListener;
import org.springframework.kafka.support.micrometer.KafkaListenerObservation;
import org.springframework.kafka.support.micrometer.KafkaListenerObservation.DefaultKafkaListenerObservationConvention;
import org.springframework.kafka.support.micrometer.KafkaRecordReceiverContext;

/**
 * Gives records to an {@link EventSubscription}: all records of a poll in one transaction together with their inbox rows,
 * in their order. A poll that collides with another transaction is done again as it is; one of which anything else
 * fails is rolled back and taken again, event by event, each in a transaction
 * of its own, so that the event at fault is alone when it is tried again and parked.
 *
 * <p>Whatever leaves {@link #onMessage} names the record it is about; those before it are done.
 */
final class EventConsumer implements BatchMessageListener<String, byte[]> {

    private static final Logger log = LoggerFactory.getLogger(EventConsumer.class);

    private final EventSubscription subscription;
    private final EventTransactions transactions;
    private final ConsumerMetrics metrics;
    private final Collisions collisions;
    private final ObservationRegistry observations;
    private final String group;

    /** What is to be taken event by event, of each partition: the poll that failed last. */
    private final Map<TopicPartition, Offsets> alone = new ConcurrentHashMap<>();

    EventConsumer(
            EventSubscription subscription,
            EventTransactions transactions,
            ConsumerMetrics metrics,
            Collisions collisions,
            ObservationRegistry observations,
            String group) {
        this.subscription = subscription;
        this.transactions = transactions;
        this.metrics = metrics;
        this.collisions = collisions;
        this.observations = observations;
        this.group = group;
    }

    /** Offsets from one to another, both included. */
    private record Offsets(long first, long last) {

        static Offsets of(ConsumerRecord<?, ?> record) {
            return new Offsets(record.offset(), record.offset());
        }

        Offsets and(Offsets other) {
            return new Offsets(Math.min(first, other.first), Math.max(last, other.last));
        }

        boolean contains(long offset) {
            return first <= offset && offset <= last;
        }
    }

    @Override
    public void onMessage(List<ConsumerRecord<String, byte[]>> records) {
        if (records.size() > 1 && records.stream().noneMatch(this::isToBeAlone) && succeedsTogether(records)) {
            return;
        }
        for (ConsumerRecord<String, byte[]> record : records) {
            try {
                handle(List.of(record));
            } catch (RuntimeException e) {
                if (!isToBeAlone(record)) {
                    alone.put(partition(record), Offsets.of(record));
                }
                throw new BatchListenerFailedException("An event failed alone", e, record);
            }
        }
    }

    private boolean isToBeAlone(ConsumerRecord<?, ?> record) {
        Offsets offsets = alone.get(partition(record));
        return offsets != null && offsets.contains(record.offset());
    }

    private boolean succeedsTogether(List<ConsumerRecord<String, byte[]>> records) {
        try {
            return collisions.<Boolean, RuntimeException>run("A poll of " + subscription.name(), () -> {
                handle(records);
                return true;
            });
        } catch (RuntimeException e) {
            metrics.failure();
            log.info(
                    "{} takes {} events one by one: {}",
                    subscription.name(),
                    records.size(),
                    Failures.describeForLog(e));
            records.forEach(record -> alone.remove(partition(record)));
            records.forEach(record -> alone.merge(partition(record), Offsets.of(record), Offsets::and));
            return false;
        }
    }

    private static TopicPartition partition(ConsumerRecord<?, ?> record) {
        return new TopicPartition(record.topic(), record.partition());
    }

    /** Handles records in one transaction; nothing is done if it throws. */
    private void handle(List<ConsumerRecord<String, byte[]>> records) {
        long start = System.nanoTime();
        List<EventEnvelope<?>> events = new ArrayList<>(records.size());
        Map<EventEnvelope<?>, ConsumerRecord<String, byte[]>> origins = new IdentityHashMap<>();
        for (ConsumerRecord<String, byte[]> record : records) {
            CloudEvents.fromRecord(record).ifPresent(event -> {
                events.add(event);
                origins.put(event, record);
            });
        }
        int handled = transactions.handle(
                events,
                subscription::prepare,
                event -> handle(event, Objects.requireNonNull(origins.get(event), "record")));
        metrics.processed(Duration.ofNanos(System.nanoTime() - start), handled);
        metrics.duplicates(events.size() - handled);
        metrics.ignored(records.size() - events.size());
    }

    /** In the trace and under the correlation id that the record carries. */
    private void handle(EventEnvelope<?> event, ConsumerRecord<String, byte[]> record) {
        try (Correlation.Scope scope = Correlation.open(CloudEvents.get(record.headers(), Correlation.KAFKA_HEADER))) {
            KafkaListenerObservation.LISTENER_OBSERVATION
                    .observation(
                            null,
                            DefaultKafkaListenerObservationConvention.INSTANCE,
                            () -> new KafkaRecordReceiverContext(record, subscription.name(), null, group, () -> null),
                            observations)
                    .observe(() -> subscription.handle(event));
        }
    }
}
