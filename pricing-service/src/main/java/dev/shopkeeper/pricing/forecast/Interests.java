package dev.shopkeeper.pricing.forecast;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** How often items are looked at, by counts in which nobody is known any more. */
@Repository
public class Interests {

    private static final int WEEK = 7;
    private static final int QUARTER = 91;

    private final JdbcTemplate jdbc;

    Interests(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * How often an item is looked at.
     *
     * @param latest views of the last seven days
     * @param usual views a week over the weeks before, as long as it was looked at, at most a quarter; 0 where there are none
     */
    public record Interest(double latest, double usual) {}

    /** How often an item was looked at until now. */
    public Interest of(String itemId, Instant now) {
        Instant latest = now.minus(WEEK, ChronoUnit.DAYS);
        return Objects.requireNonNull(jdbc.queryForObject(
                """
                select coalesce(sum(views) filter (where hour >= ?::timestamptz), 0) as latest,
                       coalesce(sum(views) filter (where hour < ?::timestamptz)
                           / greatest(1, extract(epoch from ?::timestamptz - min(hour)) / 604800), 0) as usual
                from item_heat where item_id = ? and hour >= ?::timestamptz and hour <= ?::timestamptz
                """,
                (row, number) -> new Interest(row.getDouble("latest"), row.getDouble("usual")),
                latest.toString(),
                latest.toString(),
                latest.toString(),
                itemId,
                latest.minus(QUARTER, ChronoUnit.DAYS).toString(),
                now.toString()));
    }
}
