package dev.shopkeeper.order.orders;

import dev.shopkeeper.events.Money;
import dev.shopkeeper.events.OrderLine;
import dev.shopkeeper.starter.bulk.Fields;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A cancellation as a shop uploads it. With an order, its lines name units of the order's lines, and no lines means all
 * that is left of it. Without one, since some shops do not say which order they cancel, it stands alone and its lines
 * must say item and price themselves. No line is named twice.
 */
public record CancellationEntry(
        String cancellationId,
        @Nullable String orderId,
        @Nullable String userId,
        List<Line> lines,
        @Nullable String reason,
        Instant cancelledAt) {

    /** Units that are cancelled. {@code itemId} and {@code unitPrice} are needed where no order is named. */
    public record Line(
            String lineId,
            @Nullable String itemId,
            @Nullable String title,
            long quantity,
            @Nullable Money unitPrice) {

        private static Line read(Fields fields) {
            return new Line(
                    fields.id("line_id"),
                    fields.idOrNull("item_id"),
                    fields.textOrNull("title", 500),
                    fields.whole("quantity", 1, 1_000_000),
                    fields.moneyOrNull("unit_price"));
        }
    }

    static CancellationEntry read(Fields fields) {
        CancellationEntry entry = new CancellationEntry(
                fields.id("cancellation_id"),
                fields.idOrNull("order_id"),
                fields.idOrNull("user_id"),
                fields.list("lines", 0, OrderEntry.MOST_LINES, Line::read),
                fields.textOrNull("reason", 500),
                fields.past("cancelled_at"));
        LineQuantity.refuseDoubled(
                fields, entry.lines().stream().map(Line::lineId).toList());
        if (entry.orderId() == null) {
            entry.checkAlone(fields);
        }
        return entry;
    }

    private void checkAlone(Fields fields) {
        if (lines.isEmpty()) {
            fields.refuse("lines", null, "is missing; only a cancellation with an order_id can mean all of it");
        }
        for (int index = 0; index < lines.size(); index++) {
            if (lines.get(index).itemId() == null) {
                fields.refuse("lines[" + index + "].item_id", null, "is missing, and there is no order_id to tell it");
            }
            if (lines.get(index).unitPrice() == null) {
                fields.refuse(
                        "lines[" + index + "].unit_price", null, "is missing, and there is no order_id to tell it");
            }
        }
        if (lines.stream().allMatch(line -> line.itemId() != null && line.unitPrice() != null)) {
            OrderEntry.checkMoney(fields, told());
        }
    }

    /** The lines of a cancellation that stands alone. */
    List<OrderLine> told() {
        return lines.stream()
                .map(line -> new OrderLine(
                        line.lineId(),
                        Objects.requireNonNull(line.itemId()),
                        line.title(),
                        line.quantity(),
                        Objects.requireNonNull(line.unitPrice())))
                .toList();
    }

    List<LineQuantity> units() {
        return lines.stream()
                .map(line -> new LineQuantity(line.lineId(), line.quantity()))
                .toList();
    }
}
