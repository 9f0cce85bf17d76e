package dev.shopkeeper.order.eligibility;

import dev.shopkeeper.order.orders.LineQuantity;
import dev.shopkeeper.starter.bulk.Fields;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A return as it might be asked for.
 *
 * @param lines none for all units that are open
 * @param at null for now
 */
record EvaluateRequest(
        String orderId,
        List<LineQuantity> lines,
        @Nullable String reason,
        @Nullable Instant at) {

    private static final int MOST_LINES = 300;
    private static final int REASON_LENGTH = 500;

    static EvaluateRequest read(Fields fields) {
        EvaluateRequest request = new EvaluateRequest(
                fields.id("order_id"),
                fields.list("lines", 0, MOST_LINES, LineQuantity::read),
                fields.textOrNull("reason", REASON_LENGTH),
                fields.timeOrNull("at"));
        LineQuantity.refuseDoubled(
                fields, request.lines().stream().map(LineQuantity::lineId).toList());
        return request;
    }
}
