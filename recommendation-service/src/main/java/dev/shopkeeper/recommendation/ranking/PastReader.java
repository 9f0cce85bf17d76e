package dev.shopkeeper.recommendation.ranking;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.shopkeeper.recommendation.index.ShopClock;
import dev.shopkeeper.recommendation.interaction.Kind;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Reads a visitor's past from PostgreSQL, so that whichever replica is asked knows what was stored a moment ago. It has
 * connections of its own, which the consumers cannot use up, and a deadline: a slow database costs a request no more than
 * that, and after several failures in a row the next second's requests do not try.
 *
 * <p>A browser's anonymous id brings back what was done in it while nobody was signed in: what somebody did signed in is
 * told with that user alone.
 */
@Component
class PastReader implements AutoCloseable {

    private static final int ROWS = 100;
    private static final int FAILURES = 5;
    private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final String LATEST = """
            (select item_id, kind, times, occurred_at, id from interaction where user_id = ? order by occurred_at desc limit %1$d)
            union all
            (select item_id, kind, times, occurred_at, id from interaction
             where anonymous_id = ? and user_id is null order by occurred_at desc limit %1$d)
            order by 4 desc, 5 desc
            """.formatted(ROWS);
    private static final String BOUGHT = """
            select item_id from purchase_line where user_id = ? and counted_at > ?
            union
            select item_id from purchase_line where anonymous_id = ? and user_id is null and counted_at > ?
            limit 5000
            """;

    private final RankingSettings settings;
    private final ShopClock clock;
    private final HikariDataSource connections;
    private final JdbcTemplate jdbc;
    private final Semaphore permits;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicInteger failures = new AtomicInteger();
    private final AtomicLong closedUntil = new AtomicLong(System.nanoTime());

    PastReader(RankingSettings settings, ShopClock clock, JdbcConnectionDetails database) {
        this.settings = settings;
        this.clock = clock;
        this.permits = new Semaphore(settings.readers());
        HikariConfig config = new HikariConfig();
        config.setPoolName("past");
        config.setJdbcUrl(database.getJdbcUrl());
        config.setUsername(database.getUsername());
        config.setPassword(database.getPassword());
        config.setMaximumPoolSize(settings.readers());
        config.setMinimumIdle(1);
        config.setConnectionTimeout(Math.max(250, settings.deadline().toMillis()));
        config.setValidationTimeout(250);
        config.setInitializationFailTimeout(-1);
        config.setReadOnly(true);
        config.addDataSourceProperty("ApplicationName", "recommendation-past");
        config.addDataSourceProperty("connectTimeout", "1");
        config.addDataSourceProperty("socketTimeout", "2");
        config.addDataSourceProperty(
                "options", "-c statement_timeout=" + settings.deadline().toMillis());
        this.connections = new HikariDataSource(config);
        this.jdbc = new JdbcTemplate(connections);
    }

    /**
     * What the visitor did, or null where the database did not say in time.
     */
    @Nullable
    Past read(Visitor visitor) {
        if (!visitor.known()) {
            return Past.NOTHING;
        }
        if (System.nanoTime() - closedUntil.get() < 0) {
            return null;
        }
        Duration deadline = settings.deadline();
        long begun = System.nanoTime();
        try {
            if (!permits.tryAcquire(deadline.toNanos(), TimeUnit.NANOSECONDS)) {
                return null;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        }
        Future<Past> reading = threads.submit(() -> {
            try {
                return load(visitor);
            } finally {
                permits.release();
            }
        });
        try {
            Past past = reading.get(deadline.toNanos() - (System.nanoTime() - begun), TimeUnit.NANOSECONDS);
            failures.set(0);
            return past;
        } catch (ExecutionException | TimeoutException e) {
            if (failures.incrementAndGet() >= FAILURES) {
                failures.set(0);
                closedUntil.set(System.nanoTime() + PAUSE_NANOS);
            }
            return null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        }
    }

    private Past load(Visitor visitor) {
        Map<String, Kind> kinds = new LinkedHashMap<>();
        Map<String, Integer> purchases = new LinkedHashMap<>();
        List<Row> rows = jdbc.query(
                LATEST,
                (row, number) -> new Row(row.getString(1), Kind.ofCode(row.getInt(2)), row.getInt(3)),
                visitor.userId(),
                visitor.anonymousId());
        for (Row row : rows) {
            if (row.kind() == Kind.PURCHASE) {
                purchases.merge(row.itemId(), row.times(), Integer::sum);
            }
        }
        for (Row row : rows) {
            if (row.kind() != Kind.PURCHASE || purchases.getOrDefault(row.itemId(), 0) > 0) {
                kinds.merge(
                        row.itemId(), row.kind(), (known, earlier) -> known.code() >= earlier.code() ? known : earlier);
            }
        }
        List<Past.Item> items = new ArrayList<>();
        kinds.forEach((itemId, kind) -> {
            if (items.size() < settings.historyItems()) {
                items.add(new Past.Item(itemId, kind));
            }
        });
        return new Past(items, bought(visitor));
    }

    private Set<String> bought(Visitor visitor) {
        OffsetDateTime since = clock.now().minus(settings.purchasedWindow()).atOffset(ZoneOffset.UTC);
        return new HashSet<>(
                jdbc.queryForList(BOUGHT, String.class, visitor.userId(), since, visitor.anonymousId(), since));
    }

    @Override
    public void close() {
        threads.shutdownNow();
        connections.close();
    }

    private record Row(String itemId, Kind kind, int times) {}
}
