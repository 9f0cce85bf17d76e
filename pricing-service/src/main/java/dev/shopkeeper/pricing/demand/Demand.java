package dev.shopkeeper.pricing.demand;

import static dev.shopkeeper.starter.jdbc.Columns.decimals;
import static dev.shopkeeper.starter.jdbc.Columns.printed;
import static dev.shopkeeper.starter.jdbc.Columns.text;

import dev.shopkeeper.events.OrderCancelled;
import dev.shopkeeper.events.OrderLine;
import dev.shopkeeper.events.OrderPlaced;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;

/**
 * Adds up what was ordered and cancelled per item and day. Sums only grow, so late and reordered events do no harm; rows
 * are written in the order of the items, so that two orders never deadlock.
 */
@Service
public class Demand {

    private final JdbcTemplate jdbc;

    Demand(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    private record ItemCurrency(String itemId, String currency) {}

    private record Sum(long units, BigDecimal worth) {

        private Sum and(Sum other) {
            return new Sum(units + other.units, worth.add(other.worth));
        }
    }

    /** Adds what was ordered. */
    public void ordered(OrderPlaced order) {
        add("units_ordered", "worth_ordered", order.lines(), order.placedAt());
    }

    /** Adds what was cancelled. A cancellation from elsewhere may name no lines; it cannot be counted by item. */
    public void cancelled(OrderCancelled order) {
        add("units_cancelled", "worth_cancelled", order.lines(), order.cancelledAt());
    }

    private void add(String units, String worth, List<OrderLine> lines, Instant at) {
        Map<ItemCurrency, Sum> sums = new HashMap<>();
        for (OrderLine line : lines) {
            sums.merge(
                    new ItemCurrency(line.itemId(), line.unitPrice().currency()),
                    new Sum(line.quantity(), line.unitPrice().amount().multiply(BigDecimal.valueOf(line.quantity()))),
                    Sum::and);
        }
        List<Map.Entry<ItemCurrency, Sum>> rows = List.copyOf(sums.entrySet());
        LocalDate day = at.atZone(ZoneOffset.UTC).toLocalDate();
        jdbc.update(
                """
                insert into item_demand (item_id, day, currency, %1$s, %2$s)
                select item_id, ?::date, currency, units, worth
                from unnest(?::text[], ?::text[], ?::bigint[], ?::numeric[]) as sold (item_id, currency, units, worth)
                order by item_id collate "C", currency
                on conflict (item_id, day, currency) do update set
                    %1$s = item_demand.%1$s + excluded.%1$s, %2$s = item_demand.%2$s + excluded.%2$s
                """.formatted(units, worth),
                day.toString(),
                text(rows, row -> row.getKey().itemId()),
                text(rows, row -> row.getKey().currency()),
                printed(rows, row -> row.getValue().units()),
                decimals(rows, row -> row.getValue().worth()));
    }
}
