package dev.shopkeeper.starter.messaging;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.kafka.core.KafkaOperations;
import org.springframework.kafka.support.SendResult;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Publishes the outbox to Kafka and deletes what Kafka has acknowledged.
 *
 * <p>One replica publishes at a time (an advisory lock of the database), in the order of {@code seq}; the events of
 * one key go out one after the other, each only after the one before was acknowledged, so that a failed send never
 * lets a later event of that key overtake it. A process that dies between acknowledgement and deletion leaves the
 * rows; they are sent again with the same {@code ce_id}.
 */
final class OutboxPublisher implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(OutboxPublisher.class);
    private static final long LOCK = 0x5368_6f70_6f75_7462L;

    private final JdbcClient jdbc;
    private final TransactionOperations transactions;
    private final KafkaOperations<String, byte[]> kafka;
    private final MessagingProperties properties;
    private final Semaphore kicks = new Semaphore(0);
    private volatile boolean running;
    private volatile Thread thread = Thread.currentThread();

    OutboxPublisher(
            JdbcClient jdbc,
            TransactionOperations transactions,
            KafkaOperations<String, byte[]> kafka,
            MessagingProperties properties) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.kafka = kafka;
        this.properties = properties;
    }

    /** Makes the publisher look at once. */
    void kick() {
        kicks.release();
    }

    private void run() {
        int failures = 0;
        while (running) {
            try {
                while (running && publishSome()) {}
                failures = 0;
                if (kicks.tryAcquire(properties.outboxPoll().toMillis(), TimeUnit.MILLISECONDS)) {
                    kicks.drainPermits();
                }
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                failures++;
                log.warn("The outbox waits, attempt {}: {}", failures, Failures.describeForLog(e));
                if (!pause(failures)) {
                    return;
                }
            }
        }
    }

    private boolean pause(int failures) {
        try {
            long millis = Math.min(
                    properties.longestBackOff().toMillis(),
                    properties.firstBackOff().toMillis() << Math.min(failures, 10));
            Thread.sleep(millis);
            return true;
        } catch (InterruptedException e) {
            return false;
        }
    }

    /** Publishes one batch; whether there may be more. */
    boolean publishSome() {
        return Boolean.TRUE.equals(transactions.execute(status -> {
            if (!isElected()) {
                return false;
            }
            List<OutboxRow> rows = jdbc.sql("select * from outbox order by seq limit ?")
                    .param(properties.outboxBatch())
                    .query(OutboxRow::of)
                    .list();
            Set<UUID> published = new HashSet<>();
            RuntimeException failure = publish(rows, published);
            if (!published.isEmpty()) {
                jdbc.sql("delete from outbox where id = any (?)")
                        .param(published.toArray(UUID[]::new))
                        .update();
            }
            if (failure != null) {
                if (published.isEmpty()) {
                    throw failure;
                }
                log.warn(
                        "Kafka refused {} of {} events of the outbox; they stay and are sent again: {}",
                        rows.size() - published.size(),
                        rows.size(),
                        Failures.describeForLog(failure));
            }
            return rows.size() == properties.outboxBatch() || failure != null;
        }));
    }

    private boolean isElected() {
        return jdbc.sql("select pg_try_advisory_xact_lock(?)")
                .param(LOCK)
                .query(Boolean.class)
                .single();
    }

    /** Sends in waves of at most one event a key; adds what was acknowledged and returns the first failure, if any. */
    private @Nullable RuntimeException publish(List<OutboxRow> rows, Set<UUID> published) {
        Map<String, Queue<OutboxRow>> byKey = new LinkedHashMap<>();
        for (OutboxRow row : rows) {
            byKey.computeIfAbsent(row.topic() + '\n' + row.key(), key -> new ArrayDeque<>())
                    .add(row);
        }
        RuntimeException failure = null;
        while (!byKey.isEmpty() && running) {
            Map<String, CompletableFuture<SendResult<String, byte[]>>> wave = new LinkedHashMap<>();
            byKey.forEach((key, queue) -> wave.put(key, send(queue.element())));
            for (String key : new ArrayList<>(wave.keySet())) {
                Queue<OutboxRow> queue = byKey.getOrDefault(key, new ArrayDeque<>());
                try {
                    await(wave.get(key));
                    published.add(queue.remove().id());
                    if (queue.isEmpty()) {
                        byKey.remove(key);
                    }
                } catch (RuntimeException e) {
                    failure = failure == null ? e : failure;
                    byKey.remove(key);
                }
            }
        }
        return failure;
    }

    private CompletableFuture<SendResult<String, byte[]>> send(OutboxRow row) {
        try {
            return kafka.send(row.toRecord());
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private static void await(@Nullable CompletableFuture<?> sent) {
        try {
            if (sent != null) {
                sent.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while publishing the outbox.", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("Kafka did not acknowledge an event of the outbox.", e.getCause());
        }
    }

    @Override
    public void start() {
        running = true;
        thread = Thread.ofPlatform().name("outbox").daemon().start(this::run);
    }

    @Override
    public void stop() {
        running = false;
        kick();
        try {
            thread.join(5_000);
            if (thread.isAlive()) {
                thread.interrupt();
                thread.join(1_000);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Before the consumers start, after they have stopped. */
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE - 200;
    }
}
