package dev.shopkeeper.inventory.demand;

import static dev.shopkeeper.starter.jdbc.Columns.printed;
import static dev.shopkeeper.starter.jdbc.Columns.text;

import dev.shopkeeper.events.OrderCancelled;
import dev.shopkeeper.events.OrderLine;
import dev.shopkeeper.events.OrderPlaced;
import dev.shopkeeper.events.ReturnCompleted;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;

/**
 * Keeps what each order wanted of each item, and what of that was cancelled or came back: a cancellation takes demand from
 * the day of the order, a return takes none. Changes add up, so that an order may be told in parts and in any order. Nothing
 * in it says who ordered.
 */
@Service
public class OrderedUnits {

    private final JdbcTemplate jdbc;

    OrderedUnits(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** Adds what was ordered. */
    public void placed(OrderPlaced order) {
        add("units_ordered", order.orderId(), order.lines(), day(order.placedAt()));
    }

    /** Adds what was cancelled: the lines named, or all that is left of the order. */
    public void cancelled(OrderCancelled order) {
        if (order.lines().isEmpty()) {
            jdbc.update("""
                    update ordered_unit set units_cancelled = units_ordered
                    where order_id = ? and units_cancelled < units_ordered""", order.orderId());
        } else {
            add("units_cancelled", order.orderId(), order.lines(), null);
        }
    }

    /** Adds what came back. */
    public void returned(ReturnCompleted completed) {
        add("units_returned", completed.orderId(), completed.lines(), null);
    }

    private static LocalDate day(Instant at) {
        return at.atZone(ZoneOffset.UTC).toLocalDate();
    }

    /** Rows are written in the order of the items, so that two events of one order never deadlock. */
    private void add(
            String column, String orderId, List<OrderLine> lines, @org.jspecify.annotations.Nullable LocalDate day) {
        Map<String, Long> sums = new TreeMap<>();
        lines.forEach(line -> sums.merge(line.itemId(), line.quantity(), Long::sum));
        List<Map.Entry<String, Long>> rows = List.copyOf(sums.entrySet());
        jdbc.update(
                """
                insert into ordered_unit (order_id, item_id, day, %1$s)
                select ?, item_id, ?::date, units from unnest(?::text[], ?::bigint[]) as line (item_id, units)
                order by item_id collate "C"
                on conflict (order_id, item_id) do update set
                    %1$s = ordered_unit.%1$s + excluded.%1$s, day = coalesce(ordered_unit.day, excluded.day)
                """.formatted(column),
                orderId,
                day == null ? null : day.toString(),
                text(rows, Map.Entry::getKey),
                printed(rows, Map.Entry::getValue));
    }
}
