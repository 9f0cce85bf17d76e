package dev.shopkeeper.pricing.past;

import static dev.shopkeeper.starter.jdbc.Columns.decimals;
import static dev.shopkeeper.starter.jdbc.Columns.printed;
import static dev.shopkeeper.starter.jdbc.Columns.text;

import dev.shopkeeper.events.BehaviourItem;
import dev.shopkeeper.events.BehaviourRecorded;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;

/**
 * Adds up the prices that visitors were shown, per item and day; people are not kept. A browser can say anything: whoever
 * uses these prices holds them against the list price.
 */
@Service
public class SeenPrices {

    /** A browser may name any number; sums of what is below this fit the column for ever. */
    private static final BigDecimal MOST = new BigDecimal("1000000000");

    private final JdbcTemplate jdbc;

    SeenPrices(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    private record ItemDay(String itemId, LocalDate day, String currency) {}

    private record Sum(long shown, BigDecimal prices) {

        private Sum and(Sum other) {
            return new Sum(shown + other.shown, prices.add(other.prices));
        }
    }

    /** Counts events that were not counted before; part of the caller's transaction. */
    public void count(Collection<BehaviourRecorded> events) {
        Map<ItemDay, Sum> sums = new HashMap<>();
        for (BehaviourRecorded event : events) {
            String currency = event.currency();
            LocalDate day = event.occurredAt().atZone(ZoneOffset.UTC).toLocalDate();
            for (BehaviourItem item : currency == null ? List.<BehaviourItem>of() : event.items()) {
                @Nullable BigDecimal price = item.price();
                if (price != null && price.signum() > 0 && price.compareTo(MOST) < 0) {
                    sums.merge(
                            new ItemDay(item.itemId(), day, Objects.requireNonNull(currency)),
                            new Sum(1, price),
                            Sum::and);
                }
            }
        }
        List<Map.Entry<ItemDay, Sum>> rows = List.copyOf(sums.entrySet());
        if (rows.isEmpty()) {
            return;
        }
        jdbc.update(
                """
                insert into item_seen_price (item_id, day, currency, shown, price_sum)
                select item_id, day::date, currency, shown, price_sum
                from unnest(?::text[], ?::text[], ?::text[], ?::bigint[], ?::numeric[])
                    as seen (item_id, day, currency, shown, price_sum)
                order by item_id collate "C", day, currency
                on conflict (item_id, day, currency) do update set
                    shown = item_seen_price.shown + excluded.shown,
                    price_sum = item_seen_price.price_sum + excluded.price_sum
                """,
                text(rows, row -> row.getKey().itemId()),
                text(rows, row -> row.getKey().day().toString()),
                text(rows, row -> row.getKey().currency()),
                printed(rows, row -> row.getValue().shown()),
                decimals(rows, row -> row.getValue().prices()));
    }
}
