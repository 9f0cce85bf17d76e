package dev.shopkeeper.starter.messaging;

import dev.shopkeeper.starter.messaging.OutboxTable.Refusal;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.kafka.core.KafkaOperations;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Publishes the outbox to Kafka and deletes what Kafka has acknowledged.
 *
 * <p>One replica publishes at a time (an advisory lock of the database), in the order of {@code seq}; the events of
 * one key go out one after the other, each only after the one before was acknowledged, so that a failed send never
 * lets a later event of that key overtake it. A process that dies between acknowledgement and deletion leaves the
 * rows; they are sent again with the same {@code ce_id}.
 *
 * <p>An event that is refused for its own sake ({@link PublishFailures}) waits, ever longer, and so do those of its key
 * behind it; other keys go on. After {@code outboxAttempts} it is parked among the dead letters in the transaction that
 * takes it out of the outbox, and its key goes on without it. Any other failure makes the whole publisher wait, unless
 * something was acknowledged meanwhile, and counts for no event.
 */
final class OutboxPublisher implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(OutboxPublisher.class);

    private final OutboxTable outbox;
    private final TransactionOperations transactions;
    private final KafkaOperations<String, byte[]> kafka;
    private final MessagingProperties properties;
    private final OutboxMetrics metrics;
    private final Semaphore kicks = new Semaphore(0);
    private volatile boolean running;
    private volatile Thread thread = Thread.currentThread();

    OutboxPublisher(
            OutboxTable outbox,
            TransactionOperations transactions,
            KafkaOperations<String, byte[]> kafka,
            MessagingProperties properties,
            OutboxMetrics metrics) {
        this.outbox = outbox;
        this.transactions = transactions;
        this.kafka = kafka;
        this.properties = properties;
        this.metrics = metrics;
    }

    /** Makes the publisher look at once. */
    void kick() {
        kicks.release();
    }

    private void run() {
        int failures = 0;
        while (running) {
            try {
                while (running && publishSome(() -> running)) {}
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

    /**
     * Publishes one batch.
     *
     * @param goOn asked before each wave
     * @return whether there may be more to publish at once
     * @throws RuntimeException if nothing was acknowledged, for a reason that is no event's own
     */
    boolean publishSome(BooleanSupplier goOn) {
        Outcome outcome = Objects.requireNonNull(
                transactions.execute(status -> outbox.isElected() ? publishElected(goOn) : Outcome.NOTHING));
        tell(outcome);
        RuntimeException failure = outcome.failure();
        if (failure != null && outcome.acknowledged() == 0) {
            throw failure;
        }
        return outcome.more();
    }

    /** What one transaction did. */
    private record Outcome(
            int acknowledged,
            List<Refusal> postponed,
            List<Refusal> parked,
            @Nullable RuntimeException failure,
            boolean more) {

        static final Outcome NOTHING = new Outcome(0, List.of(), List.of(), null, false);
    }

    private Outcome publishElected(BooleanSupplier goOn) {
        List<OutboxRow> rows = outbox.due(properties.outboxBatch());
        OutboxRound round = new OutboxRound(kafka);
        round.send(rows, goOn);
        List<Refusal> parked = round.refusals().stream()
                .filter(refusal -> refusal.attempts() >= properties.outboxAttempts())
                .toList();
        List<Refusal> postponed = round.refusals().stream()
                .filter(refusal -> refusal.attempts() < properties.outboxAttempts())
                .toList();
        outbox.delete(round.acknowledged());
        outbox.postpone(postponed, properties.firstBackOff(), properties.longestBackOff());
        outbox.park(parked);
        return new Outcome(
                round.acknowledged().size(),
                postponed,
                parked,
                round.failure(),
                rows.size() == properties.outboxBatch() || !parked.isEmpty() || round.failure() != null);
    }

    /** Once it is committed. */
    private void tell(Outcome outcome) {
        List<Refusal> fresh = outcome.postponed().stream()
                .filter(refusal -> refusal.attempts() == 1)
                .toList();
        if (!fresh.isEmpty()) {
            log.warn(
                    "{} events of the outbox cannot be published; they wait and with them their keys, the first of {}: {}",
                    fresh.size(),
                    fresh.getFirst().row().topic(),
                    Failures.describeForLog(fresh.getFirst().failure()));
        }
        for (Refusal refusal : outcome.parked()) {
            log.error(
                    "The outbox parked event {} for {} after {} attempts: {}",
                    refusal.row().id(),
                    refusal.row().topic(),
                    refusal.attempts(),
                    Failures.describeForLog(refusal.failure()));
        }
        metrics.parked(outcome.parked().size());
        if (outcome.failure() != null && outcome.acknowledged() > 0) {
            log.warn(
                    "Kafka did not take all events of the outbox; they stay and are sent again: {}",
                    Failures.describeForLog(outcome.failure()));
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
