package dev.shopkeeper.membership.activity;

import dev.shopkeeper.events.Money;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Reads what a member did and bought. */
@Repository
public class Activity {

    private final JdbcTemplate jdbc;

    Activity(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    private record Span(@Nullable Instant from, @Nullable Instant to) {}

    /** The activity of a member; empty for one who did nothing yet. */
    @Transactional(readOnly = true)
    public ActivityView of(String userId) {
        Span seen = span(
                "select first_seen_at as earliest, last_seen_at as latest from member_activity where user_id = ?",
                userId);
        Span orders = span("""
                select min(placed_at) as earliest, max(placed_at) as latest from member_purchase
                where user_id = ? and ordered > cancelled
                """, userId);
        Long count = jdbc.queryForObject(
                "select count(*) from member_purchase where user_id = ? and ordered > cancelled", Long.class, userId);
        return new ActivityView(
                seen.from(), seen.to(), events(userId), count == null ? 0 : count, orders.to(), purchases(userId));
    }

    private Span span(String query, String userId) {
        return jdbc.query(query, (row, number) -> new Span(time(row, "earliest"), time(row, "latest")), userId).stream()
                .findFirst()
                .orElse(new Span(null, null));
    }

    private Map<String, Long> events(String userId) {
        Map<String, Long> events = new TreeMap<>();
        jdbc.query(
                "select event_name, events from member_event_count where user_id = ?",
                row -> {
                    events.put(row.getString("event_name"), row.getLong("events"));
                },
                userId);
        return events;
    }

    private List<ActivityView.Purchases> purchases(String userId) {
        return jdbc.query(
                """
                select currency, sum(ordered) as ordered, sum(cancelled) as cancelled, sum(refunded) as refunded,
                       sum(net) as net
                from member_purchase where user_id = ? group by currency order by currency
                """,
                (row, number) -> new ActivityView.Purchases(
                        row.getString("currency"),
                        amount(row, "ordered"),
                        amount(row, "cancelled"),
                        amount(row, "refunded"),
                        amount(row, "net")),
                userId);
    }

    private static String amount(ResultSet row, String column) throws SQLException {
        return Money.text(row.getBigDecimal(column), row.getString("currency"));
    }

    private static @Nullable Instant time(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
