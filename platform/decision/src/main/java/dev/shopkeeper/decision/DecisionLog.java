package dev.shopkeeper.decision;

import dev.shopkeeper.events.EventJson;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.core.JacksonException;

/**
 * Remembers decisions in the table {@code decision}, for learning from what was decided and for whoever asks why, without
 * a decision ever waiting for it. The queue is bounded: a decision that finds it full is served and not stored, and counted
 * in {@code shopkeeper.decisions.dropped}. Thread-safe.
 */
public final class DecisionLog implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(DecisionLog.class);
    private static final int BATCH = 200;
    private static final Duration LINGER = Duration.ofMillis(100);
    private static final Duration TICK = Duration.ofMillis(25);
    private static final String INSERT = """
            insert into decision (id, kind, subject, decided_at, model, model_version, degraded, degraded_reason, asked, decided)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?::jsonb)
            on conflict do nothing
            """;

    private final JdbcTemplate jdbc;
    private final BlockingQueue<LoggedDecision> queue;
    private final Counter stored;
    private final Counter dropped;
    private volatile boolean running;
    private Thread thread = new Thread();

    DecisionLog(JdbcTemplate jdbc, DecisionSettings settings, MeterRegistry meters) {
        this.jdbc = jdbc;
        this.queue = new ArrayBlockingQueue<>(settings.queue());
        this.stored = Counter.builder("shopkeeper.decisions.stored")
                .description("Decisions written to the log")
                .register(meters);
        this.dropped = Counter.builder("shopkeeper.decisions.dropped")
                .description("Decisions served and not logged")
                .register(meters);
        meters.gauge("shopkeeper.decisions.waiting", queue, BlockingQueue::size);
    }

    /** Queues a decision to be stored. */
    public void keep(LoggedDecision decision) {
        if (!queue.offer(decision)) {
            dropped.increment();
        }
    }

    @Override
    public synchronized void start() {
        running = true;
        thread = Thread.ofVirtual().name("decision-log").start(this::write);
    }

    @Override
    public synchronized void stop() {
        running = false;
        try {
            thread.join(Duration.ofSeconds(3));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Stopped after the web server, whose last answers are stored too. */
    @Override
    public int getPhase() {
        return DEFAULT_PHASE - 4096;
    }

    private void write() {
        List<LoggedDecision> batch = new ArrayList<>(BATCH);
        while (running || !queue.isEmpty()) {
            try {
                LoggedDecision first = queue.poll(200, TimeUnit.MILLISECONDS);
                if (first != null) {
                    batch.add(first);
                    gather(batch);
                    store(batch);
                    batch.clear();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    /** Waits a little for more, so that there is not a transaction for every decision or two. */
    private void gather(List<LoggedDecision> batch) throws InterruptedException {
        long until = System.nanoTime() + LINGER.toNanos();
        queue.drainTo(batch, BATCH - 1);
        for (long left = LINGER.toNanos();
                running && batch.size() < BATCH && left > 0;
                left = until - System.nanoTime()) {
            Thread.sleep(Math.min(TICK.toMillis(), 1 + TimeUnit.NANOSECONDS.toMillis(left)));
            queue.drainTo(batch, BATCH - batch.size());
        }
    }

    private void store(List<LoggedDecision> batch) {
        List<Object[]> rows = new ArrayList<>(batch.size());
        for (LoggedDecision decision : batch) {
            try {
                rows.add(row(decision));
            } catch (JacksonException e) {
                dropped.increment();
                LOG.error("A decision of kind {} cannot be written as JSON", decision.kind(), e);
            }
        }
        insert(rows);
    }

    /** All together, or else one by one, so that a row that the database refuses takes no other with it. */
    private void insert(List<Object[]> rows) {
        try {
            jdbc.batchUpdate(INSERT, rows);
            stored.increment(rows.size());
        } catch (DataAccessException e) {
            if (e instanceof DataIntegrityViolationException && rows.size() > 1) {
                rows.forEach(row -> insert(List.<Object[]>of(row)));
                return;
            }
            dropped.increment(rows.size());
            LOG.warn(
                    "Could not store {} decisions: {}",
                    rows.size(),
                    e.getMostSpecificCause().getMessage());
        }
    }

    private static Object[] row(LoggedDecision decision) {
        Stamp stamp = decision.stamp();
        DegradedReason reason = stamp.degradedReason();
        return new Object[] {
            decision.id(),
            decision.kind(),
            decision.subject(),
            stamp.decidedAt().atOffset(ZoneOffset.UTC),
            stamp.model(),
            stamp.modelVersion(),
            stamp.degraded(),
            reason == null ? null : reason.wireName(),
            EventJson.mapper().writeValueAsString(decision.asked()),
            EventJson.mapper().writeValueAsString(decision.decided())
        };
    }
}
