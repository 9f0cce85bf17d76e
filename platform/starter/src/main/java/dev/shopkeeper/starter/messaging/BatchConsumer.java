package dev.shopkeeper.starter.messaging;

import dev.shopkeeper.events.EventEnvelope;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.kafka.listener.BatchConsumerAwareMessageListener;
import org.springframework.kafka.listener.ConsumerAwareRebalanceListener;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Gives records to a {@link BatchSubscription}, one partition and one transaction at a time, the partition's next
 * offset stored beside the data. The database decides where to go on: what lies below the stored offset is skipped,
 * and a gap above it (Kafka was told of a commit that the database lost) is read again.
 *
 * <p>Whatever leaves {@link #onMessage} is a passing failure; the container's error handler tries again without end.
 */
final class BatchConsumer implements BatchConsumerAwareMessageListener<String, byte[]>, ConsumerAwareRebalanceListener {

    private static final Logger log = LoggerFactory.getLogger(BatchConsumer.class);

    private final BatchSubscription subscription;
    private final JdbcTemplate jdbc;
    private final ConsumerOffsets offsets;
    private final TransactionOperations transactions;
    private final DeadLetterPublisher deadLetters;
    private final ConsumerMetrics metrics;

    /** Partitions assigned whose position was not yet compared with the database's. */
    private final Set<TopicPartition> unchecked = ConcurrentHashMap.newKeySet();

    BatchConsumer(
            BatchSubscription subscription,
            JdbcTemplate jdbc,
            ConsumerOffsets offsets,
            TransactionOperations transactions,
            DeadLetterPublisher deadLetters,
            ConsumerMetrics metrics) {
        this.subscription = subscription;
        this.jdbc = jdbc;
        this.offsets = offsets;
        this.transactions = transactions;
        this.deadLetters = deadLetters;
        this.metrics = metrics;
    }

    /** Goes where the database says before anything is read; if it cannot say, the first events ask it again. */
    @Override
    public void onPartitionsAssigned(Consumer<?, ?> kafka, Collection<TopicPartition> partitions) {
        for (TopicPartition partition : partitions) {
            try {
                elsewhere(partition, kafka.position(partition), kafka)
                        .ifPresent(offset -> kafka.seek(partition, offset));
                unchecked.remove(partition);
            } catch (WakeupException | InterruptException e) {
                throw e;
            } catch (RuntimeException e) {
                unchecked.add(partition);
                log.warn(
                        "{} does not know yet where to go on in {}: {}",
                        subscription.name(),
                        partition,
                        Failures.describeForLog(e));
            }
        }
    }

    @Override
    public void onMessage(List<ConsumerRecord<String, byte[]>> records, @Nullable Consumer<?, ?> consumerOfKafka) {
        Consumer<?, ?> kafka = Objects.requireNonNull(consumerOfKafka, "consumer");
        Map<TopicPartition, List<ConsumerRecord<String, byte[]>>> byPartition = new LinkedHashMap<>();
        for (ConsumerRecord<String, byte[]> record : records) {
            byPartition
                    .computeIfAbsent(new TopicPartition(record.topic(), record.partition()), p -> new ArrayList<>())
                    .add(record);
        }
        byPartition.forEach((partition, ofPartition) -> {
            long position = ofPartition.getFirst().offset();
            OptionalLong elsewhere =
                    unchecked.contains(partition) ? elsewhere(partition, position, kafka) : OptionalLong.empty();
            if (elsewhere.isPresent() && elsewhere.getAsLong() < position) {
                kafka.seek(partition, elsewhere.getAsLong());
            } else {
                store(partition, ofPartition);
            }
            unchecked.remove(partition);
        });
    }

    /** Where to go on instead of Kafka's position, if the database says another one. */
    private OptionalLong elsewhere(TopicPartition partition, long position, Consumer<?, ?> kafka) {
        OptionalLong known = read(partition);
        if (known.isEmpty() || known.getAsLong() == position) {
            return OptionalLong.empty();
        }
        long stored = known.getAsLong();
        if (stored < position) {
            long earliest = kafka.beginningOffsets(List.of(partition)).getOrDefault(partition, position);
            if (earliest >= position) {
                return OptionalLong.empty();
            }
            log.warn(
                    "{} reads {} again from {}: Kafka's offset {} was ahead of the database.",
                    subscription.name(),
                    partition,
                    stored,
                    position);
            return OptionalLong.of(Math.max(earliest, stored));
        }
        long end = kafka.endOffsets(List.of(partition)).getOrDefault(partition, Long.MAX_VALUE);
        if (end < stored) {
            log.warn(
                    "{} starts anew on {}: it ends at {}, before the stored offset {}. Maybe the topic was recreated?",
                    subscription.name(),
                    partition,
                    end,
                    stored);
            transactions.executeWithoutResult(status -> offsets.store(subscription.name(), partition, position));
            return OptionalLong.empty();
        }
        return OptionalLong.of(stored);
    }

    private OptionalLong read(TopicPartition partition) {
        OptionalLong stored = transactions.execute(status -> offsets.lock(subscription.name(), partition));
        return stored == null ? OptionalLong.empty() : stored;
    }

    private void store(TopicPartition partition, List<ConsumerRecord<String, byte[]>> records) {
        long start = System.nanoTime();
        try {
            int stored = storeTogether(partition, records);
            metrics.processed(Duration.ofNanos(System.nanoTime() - start), stored);
        } catch (RuntimeException e) {
            metrics.failure();
            if (Failures.isPassing(e)) {
                throw e;
            }
            log.warn(
                    "{} takes {} events of {} one by one: {}",
                    subscription.name(),
                    records.size(),
                    partition,
                    Failures.describeForLog(e));
            records.forEach(record -> storeAlone(partition, record));
        }
    }

    private int storeTogether(TopicPartition partition, List<ConsumerRecord<String, byte[]>> records) {
        Integer count = transactions.execute(status -> {
            long next = offsets.lock(subscription.name(), partition).orElse(-1);
            List<EventEnvelope<?>> events = new ArrayList<>(records.size());
            for (ConsumerRecord<String, byte[]> record : records) {
                if (record.offset() >= next) {
                    CloudEvents.fromRecord(record).ifPresentOrElse(events::add, metrics::ignored);
                }
            }
            if (!events.isEmpty()) {
                subscription.handle(List.copyOf(events), jdbc);
            }
            long reached = records.getLast().offset() + 1;
            if (reached > next) {
                offsets.store(subscription.name(), partition, reached);
            }
            return events.size();
        });
        return count == null ? 0 : count;
    }

    /** Stores one event, or parks it in the dead letters when it cannot be stored. */
    private void storeAlone(TopicPartition partition, ConsumerRecord<String, byte[]> record) {
        long start = System.nanoTime();
        RuntimeException failure = tryAlone(partition, record);
        if (failure == null) {
            metrics.processed(Duration.ofNanos(System.nanoTime() - start));
            return;
        }
        boolean isOurs = Boolean.TRUE.equals(transactions.execute(status ->
                record.offset() >= offsets.lock(subscription.name(), partition).orElse(-1)));
        if (isOurs) {
            deadLetters.park(record, failure);
            metrics.deadLetter();
            transactions.executeWithoutResult(
                    status -> offsets.store(subscription.name(), partition, record.offset() + 1));
        }
    }

    private @Nullable RuntimeException tryAlone(TopicPartition partition, ConsumerRecord<String, byte[]> record) {
        try {
            storeTogether(partition, List.of(record));
            return null;
        } catch (RuntimeException e) {
            if (Failures.isPassing(e)) {
                throw e;
            }
            return e;
        }
    }
}
