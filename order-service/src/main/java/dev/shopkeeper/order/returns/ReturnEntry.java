package dev.shopkeeper.order.returns;

import dev.shopkeeper.order.orders.LineQuantity;
import dev.shopkeeper.starter.bulk.Fields;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A return as a shop uploads it: which units of which lines of an order come back, and for what.
 *
 * @param keepGoods whether money is asked for and the goods are kept; with a refund alone
 */
public record ReturnEntry(
        String returnId,
        String orderId,
        String kind,
        List<LineQuantity> lines,
        @Nullable String reason,
        Instant requestedAt,
        boolean keepGoods) {

    /** An event of so many lines fits into a message whatever their titles are. */
    private static final int MOST_LINES = 300;

    static ReturnEntry read(Fields fields) {
        ReturnEntry entry = new ReturnEntry(
                fields.id("return_id"),
                fields.id("order_id"),
                fields.oneOf("kind", ReturnKind.WIRE_NAMES),
                fields.list("lines", 1, MOST_LINES, LineQuantity::read),
                fields.textOrNull("reason", 500),
                fields.past("requested_at"),
                Boolean.TRUE.equals(fields.truthOrNull("keep_goods")));
        if (entry.keepGoods() && ReturnKind.of(entry.kind()) != ReturnKind.REFUND) {
            fields.refuse("keep_goods", true, "goes with the kind refund alone, not with " + entry.kind());
        }
        LineQuantity.refuseDoubled(
                fields, entry.lines().stream().map(LineQuantity::lineId).toList());
        return entry;
    }
}
