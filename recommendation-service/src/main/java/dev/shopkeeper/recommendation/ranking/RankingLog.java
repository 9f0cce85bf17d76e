package dev.shopkeeper.recommendation.ranking;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.math.BigDecimal;
import java.sql.PreparedStatement;
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
import org.springframework.jdbc.core.BatchPreparedStatementSetter;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Stores every answer, for learning from what was shown, without an answer ever waiting for it. The queue is bounded: an
 * answer that finds it full is served and not stored, and counted in {@code shopkeeper.rankings.dropped}.
 */
@Component
class RankingLog implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(RankingLog.class);
    private static final int BATCH = 200;
    private static final String INSERT = """
            insert into ranking (ranking_id, decided_at, user_id, anonymous_id, placement, context_item_id, model, model_version,
                                 degraded, item_ids, scores)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            on conflict do nothing
            """;

    private final JdbcTemplate jdbc;
    private final BlockingQueue<Entry> queue;
    private final Counter dropped;
    private final Counter stored;
    private volatile boolean running;
    private Thread thread = new Thread();

    RankingLog(JdbcTemplate jdbc, RankingSettings settings, MeterRegistry meters) {
        this.jdbc = jdbc;
        this.queue = new ArrayBlockingQueue<>(settings.logQueue());
        this.dropped = meters.counter("shopkeeper.rankings.dropped");
        this.stored = meters.counter("shopkeeper.rankings.stored");
        meters.gauge("shopkeeper.rankings.waiting", queue, BlockingQueue::size);
    }

    /** Queues an answer to be stored, and gives it back. */
    Recommendation keep(Question question, Recommendation decision) {
        if (!queue.offer(new Entry(question, decision))) {
            dropped.increment();
        }
        return decision;
    }

    @Override
    public synchronized void start() {
        running = true;
        thread = Thread.ofVirtual().name("ranking-log").start(this::write);
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

    private void write() {
        List<Entry> batch = new ArrayList<>(BATCH);
        while (running || !queue.isEmpty()) {
            try {
                Entry first = queue.poll(200, TimeUnit.MILLISECONDS);
                if (first != null) {
                    batch.add(first);
                    queue.drainTo(batch, BATCH - 1);
                    store(batch);
                    batch.clear();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private void store(List<Entry> batch) {
        try {
            jdbc.batchUpdate(INSERT, new BatchPreparedStatementSetter() {
                @Override
                public void setValues(PreparedStatement insert, int i) throws java.sql.SQLException {
                    bind(insert, batch.get(i));
                }

                @Override
                public int getBatchSize() {
                    return batch.size();
                }
            });
            stored.increment(batch.size());
        } catch (DataAccessException e) {
            dropped.increment(batch.size());
            LOG.warn(
                    "Could not store {} rankings: {}",
                    batch.size(),
                    e.getMostSpecificCause().getMessage());
        }
    }

    private static void bind(PreparedStatement insert, Entry entry) throws java.sql.SQLException {
        Recommendation decision = entry.decision();
        Question question = entry.question();
        insert.setObject(1, decision.rankingId());
        insert.setObject(2, decision.decidedAt().atOffset(ZoneOffset.UTC));
        insert.setString(3, question.visitor().userId());
        insert.setString(4, question.visitor().anonymousId());
        insert.setString(5, question.placement());
        insert.setString(6, question.contextItemId());
        insert.setString(7, decision.model());
        insert.setString(8, decision.modelVersion());
        insert.setBoolean(9, decision.degraded());
        insert.setArray(
                10,
                insert.getConnection()
                        .createArrayOf(
                                "text",
                                decision.items().stream()
                                        .map(Recommendation.Item::itemId)
                                        .toArray()));
        insert.setArray(
                11,
                insert.getConnection()
                        .createArrayOf(
                                "numeric",
                                decision.items().stream()
                                        .map(Recommendation.Item::score)
                                        .toArray(BigDecimal[]::new)));
    }

    private record Entry(Question question, Recommendation decision) {}
}
