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
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;
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
    private static final String DONE = "(select 0 as what, item_id, kind, times::bigint as times, occurred_at as first,"
            + " occurred_at as last, id from interaction where %s order by occurred_at desc limit " + ROWS + ")";
    private static final String LINES = "select item_id, counted_at from purchase_line where %s and counted_at > ?";
    private static final String BOUGHT = "(select 1, item_id, 0, count(*), min(counted_at), max(counted_at), 0"
            + " from (%s) line group by item_id limit 5000)";
    private static final String OF_USER = "user_id = ?";
    private static final String OF_BROWSER = "anonymous_id = ? and user_id is null";

    /** One statement tells all: to be asked costs the database more than to answer. Which one depends on who is known. */
    private static final String BY_USER = statement(OF_USER);

    private static final String BY_BROWSER = statement(OF_BROWSER);
    private static final String BY_BOTH = statement(OF_USER, OF_BROWSER);

    private static String statement(String... whose) {
        String done = Arrays.stream(whose).map(DONE::formatted).collect(Collectors.joining(" union all "));
        String lines = Arrays.stream(whose).map(LINES::formatted).collect(Collectors.joining(" union all "));
        return done + " union all " + BOUGHT.formatted(lines) + " order by last desc, id desc";
    }

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
                "options",
                "-c statement_timeout=" + settings.deadline().toMillis()
                        // The plan is the same for everybody; to make it anew takes longer than to follow it.
                        + " -c plan_cache_mode=force_generic_plan");
        this.connections = new HikariDataSource(config);
        this.jdbc = new JdbcTemplate(connections);
    }

    /** What the visitor did, or null where the database did not say in time. */
    @Nullable
    Past read(Visitor visitor) {
        return visitor.known() ? reading.ask(() -> load(visitor)) : Past.NOTHING;
    }

    private Past load(Visitor visitor) {
        OffsetDateTime since = clock.now().minus(settings.purchasedWindow()).atOffset(ZoneOffset.UTC);
        String user = visitor.userId();
        String browser = visitor.anonymousId();
        Map<String, Integer> purchases = new HashMap<>();
        List<Row> rows = new ArrayList<>();
        Map<String, Past.Bought> bought = new HashMap<>();
        RowCallbackHandler told = row -> {
            if (row.getInt(1) == 0) {
                Row done = new Row(row.getString(2), Kind.ofCode(row.getInt(3)));
                rows.add(done);
                if (done.kind() == Kind.PURCHASE) {
                    purchases.merge(done.itemId(), row.getInt(4), Integer::sum);
                }
            } else {
                bought.put(
                        row.getString(2),
                        new Past.Bought(
                                row.getLong(4),
                                row.getObject(5, OffsetDateTime.class).toInstant(),
                                row.getObject(6, OffsetDateTime.class).toInstant()));
            }
        };
        if (browser == null) {
            jdbc.query(BY_USER, told, user, user, since);
        } else if (user == null) {
            jdbc.query(BY_BROWSER, told, browser, browser, since);
        } else {
            jdbc.query(BY_BOTH, told, user, browser, user, since, browser, since);
        }
        List<Past.Item> items = new ArrayList<>();
        for (Row row : rows) {
            if (row.kind() != Kind.PURCHASE || purchases.getOrDefault(row.itemId(), 0) > 0) {
                append(items, row);
            }
        }
        return new Past(items, bought);
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

    @Override
    public void close() {
        reading.close();
        connections.close();
    }

    private record Row(String itemId, Kind kind) {}
}
