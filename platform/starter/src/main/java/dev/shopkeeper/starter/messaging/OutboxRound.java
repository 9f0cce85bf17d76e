package dev.shopkeeper.starter.messaging;

import dev.shopkeeper.starter.messaging.OutboxTable.Refusal;
import dev.shopkeeper.starter.messaging.PublishFailures.UnpublishableEventException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.core.KafkaOperations;

/**
 * One batch of the outbox on its way to Kafka, in waves of at most one event a key, and what became of each: it was
 * acknowledged, or it was refused for its own sake, or neither, because it or one before it failed. For one thread.
 */
final class OutboxRound {

    private final KafkaOperations<String, byte[]> kafka;
    private final List<UUID> acknowledged = new ArrayList<>();
    private final List<Refusal> refusals = new ArrayList<>();
    /** Topics that the producer knows nothing of: each further event would block it as long as the first. */
    private final Map<String, RuntimeException> unreachable = new HashMap<>();

    private @Nullable RuntimeException failure;

    OutboxRound(KafkaOperations<String, byte[]> kafka) {
        this.kafka = kafka;
    }

    private record Key(String topic, String key) {}

    private record InFlight(Queue<OutboxRow> queue, CompletableFuture<?> sent) {}

    /** Sends the rows in their order and waits for what comes of them; begins no further wave once told to stop. */
    void send(List<OutboxRow> rows, BooleanSupplier goOn) {
        Map<Key, Queue<OutboxRow>> byKey = new LinkedHashMap<>();
        for (OutboxRow row : rows) {
            byKey.computeIfAbsent(new Key(row.topic(), row.key()), key -> new ArrayDeque<>())
                    .add(row);
        }
        Collection<Queue<OutboxRow>> queues = byKey.values();
        while (!queues.isEmpty() && goOn.getAsBoolean()) {
            List<InFlight> wave = new ArrayList<>();
            queues.forEach(queue -> wave.add(new InFlight(queue, start(queue.element()))));
            queues = new ArrayList<>();
            for (InFlight flight : wave) {
                if (isAcknowledged(flight.queue().remove(), flight.sent())
                        && !flight.queue().isEmpty()) {
                    queues.add(flight.queue());
                }
            }
        }
    }

    /** What is wrong with an event itself is found whether its topic can be reached or not. */
    private CompletableFuture<?> start(OutboxRow row) {
        try {
            ProducerRecord<String, byte[]> record = record(row);
            RuntimeException known = unreachable.get(row.topic());
            return known != null ? CompletableFuture.failedFuture(known) : kafka.send(record);
        } catch (RuntimeException e) {
            if (!PublishFailures.isOfTheEvent(e)) {
                unreachable.put(row.topic(), e);
            }
            return CompletableFuture.failedFuture(e);
        }
    }

    private static ProducerRecord<String, byte[]> record(OutboxRow row) {
        try {
            return row.toRecord();
        } catch (RuntimeException e) {
            throw new UnpublishableEventException(e);
        }
    }

    private boolean isAcknowledged(OutboxRow row, CompletableFuture<?> sent) {
        try {
            sent.get();
            acknowledged.add(row.id());
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            failed(new IllegalStateException("Interrupted while publishing the outbox.", e));
        } catch (ExecutionException e) {
            RuntimeException refusal =
                    new IllegalStateException("Kafka did not acknowledge an event of the outbox.", e.getCause());
            if (PublishFailures.isOfTheEvent(refusal)) {
                refusals.add(new Refusal(row, refusal));
            } else {
                failed(refusal);
            }
        }
        return false;
    }

    private void failed(RuntimeException e) {
        failure = failure == null ? e : failure;
    }

    List<UUID> acknowledged() {
        return acknowledged;
    }

    /** What failed for its own sake. */
    List<Refusal> refusals() {
        return refusals;
    }

    /** The first of the other failures, if any. */
    @Nullable
    RuntimeException failure() {
        return failure;
    }
}
