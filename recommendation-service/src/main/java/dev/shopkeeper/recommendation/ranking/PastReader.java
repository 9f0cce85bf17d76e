package dev.shopkeeper.recommendation.ranking;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.shopkeeper.decision.Budgeted;
import dev.shopkeeper.recommendation.index.ShopClock;
import dev.shopkeeper.recommendation.interaction.Kind;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Reads a visitor's past from PostgreSQL, so that whichever replica is asked knows what was stored a moment ago. It has
 * connections of its own, which the consumers cannot use up, and a deadline: a slow database costs a request no more than
 * that.
 *
 * <p>A browser's anonymous id brings back what was done in it while nobody was signed in: what somebody did signed in is
 * told with that user alone.
 */
@Component
class PastReader implements AutoCloseable {

    private static final int ROWS = 100;
    private static final String LATEST = """
            (select item_id, kind, times, occurred_at, id from interaction where user_id = ? order by occurred_at desc limit %1$d)
            union all
            (select item_id, kind, times, occurred_at, id from interaction
             where anonymous_id = ? and user_id is null order by occurred_at desc limit %1$d)
            order by 4 desc, 5 desc
            """.formatted(ROWS);
    private static final String BOUGHT = """
            select item_id, count(*), min(counted_at), max(counted_at) from (
                select item_id, counted_at from purchase_line where user_id = ? and counted_at > ?
                union all
                select item_id, counted_at from purchase_line
                where anonymous_id = ? and user_id is null and counted_at > ?) line
            group by item_id
            limit 5000
            """;

    private final RankingSettings settings;
    private final ShopClock clock;
    private final HikariDataSource connections;
    private final JdbcTemplate jdbc;
    private final Budgeted reading;

    PastReader(RankingSettings settings, ShopClock clock, JdbcConnectionDetails database, MeterRegistry meters) {
        this.settings = settings;
        this.clock = clock;
        this.reading = new Budgeted("past", settings.deadline(), settings.readers(), meters);
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

    /** What the visitor did, or null where the database did not say in time. */
    @Nullable
    Past read(Visitor visitor) {
        return visitor.known() ? reading.ask(() -> load(visitor)) : Past.NOTHING;
    }

    private Past load(Visitor visitor) {
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
        List<Past.Item> items = new ArrayList<>();
        for (Row row : rows) {
            if (row.kind() != Kind.PURCHASE || purchases.getOrDefault(row.itemId(), 0) > 0) {
                append(items, row);
            }
        }
        return new Past(items, bought(visitor));
    }

    /** As histories are read that models learn from. */
    private static void append(List<Past.Item> items, Row row) {
        Past.Item later = items.isEmpty() ? null : items.getLast();
        if (later == null || !later.itemId().equals(row.itemId())) {
            items.add(new Past.Item(row.itemId(), row.kind()));
        } else if (row.kind().code() > later.kind().code()) {
            items.set(items.size() - 1, new Past.Item(row.itemId(), row.kind()));
        }
    }

    private Map<String, Past.Bought> bought(Visitor visitor) {
        OffsetDateTime since = clock.now().minus(settings.purchasedWindow()).atOffset(ZoneOffset.UTC);
        Map<String, Past.Bought> bought = new HashMap<>();
        jdbc.query(
                BOUGHT,
                row -> {
                    bought.put(
                            row.getString(1),
                            new Past.Bought(
                                    row.getLong(2),
                                    row.getObject(3, OffsetDateTime.class).toInstant(),
                                    row.getObject(4, OffsetDateTime.class).toInstant()));
                },
                visitor.userId(),
                since,
                visitor.anonymousId(),
                since);
        return bought;
    }

    @Override
    public void close() {
        reading.close();
        connections.close();
    }

    private record Row(String itemId, Kind kind, int times) {}
}
