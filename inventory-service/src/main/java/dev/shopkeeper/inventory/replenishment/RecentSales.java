package dev.shopkeeper.inventory.replenishment;

import dev.shopkeeper.decision.DegradedReason;
import dev.shopkeeper.inventory.stock.StockPlace;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * The fallback: demand goes on as it was in the last {@value #WINDOW_DAYS} days (UTC, today included), or since the item first
 * moved at the place where that is later. The mean is of the ledger's sales less its returns. A day varies as days did, and at least as
 * those of a Poisson process; over {@code h} days, learnt from {@code n}, the variance is {@code h v (1 + h / n)}, where the
 * second term is that the mean is an estimate. Lost sales are not seen.
 */
@Component
class RecentSales implements DemandOutlook {

    static final String MODEL = "recent-sales";
    private static final String VERSION = "1";
    private static final int WINDOW_DAYS = 91;
    /** A single day would say too much. */
    private static final int LEAST_DAYS = 7;

    private final JdbcTemplate jdbc;

    RecentSales(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    private record History(
            double units, double squares, @Nullable Instant first) {}

    @Override
    public Outlook over(StockPlace place, double days, Instant from) {
        History history = history(place, from);
        LocalDate today = LocalDate.ofInstant(from, ZoneOffset.UTC);
        double learntFrom = history.first() == null
                ? WINDOW_DAYS
                : Math.clamp(
                        ChronoUnit.DAYS.between(LocalDate.ofInstant(history.first(), ZoneOffset.UTC), today) + 1,
                        LEAST_DAYS,
                        WINDOW_DAYS);
        double perDay = Math.max(0, history.units()) / learntFrom;
        double scatter = (history.squares() - learntFrom * perDay * perDay) / (learntFrom - 1);
        double variance = perDay == 0 ? 0 : Math.max(perDay, scatter);
        return new Outlook(
                perDay * days, days * variance * (1 + days / learntFrom), MODEL, VERSION, DegradedReason.NO_CHAMPION);
    }

    private History history(StockPlace place, Instant from) {
        OffsetDateTime end = from.atOffset(ZoneOffset.UTC);
        return jdbc.queryForObject(
                """
                select coalesce(sum(units), 0)::float8 as units, coalesce(sum(units * units), 0)::float8 as squares,
                       (select min(occurred_at) from stock_movement where item_id = ? and location_id = ?) as first
                from (select sum(case reason when 'sold' then quantity else -quantity end) as units
                      from stock_movement
                      where item_id = ? and location_id = ? and reason in ('sold', 'returned')
                        and occurred_at >= ? and occurred_at <= ?
                      group by (occurred_at at time zone 'UTC')::date) as day
                """,
                (row, number) -> {
                    Timestamp first = row.getTimestamp("first");
                    return new History(
                            row.getDouble("units"), row.getDouble("squares"), first == null ? null : first.toInstant());
                },
                place.itemId(),
                place.locationId(),
                place.itemId(),
                place.locationId(),
                end.truncatedTo(ChronoUnit.DAYS).minusDays(WINDOW_DAYS - 1L),
                end);
    }
}
