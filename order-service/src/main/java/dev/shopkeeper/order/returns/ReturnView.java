package dev.shopkeeper.order.returns;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.shopkeeper.events.Money;
import dev.shopkeeper.events.OrderLine;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A return as callers see it.
 *
 * @param worth what was paid for the returned units; a refund is at most this
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ReturnView(
        String returnId,
        String orderId,
        @Nullable String userId,
        String kind,
        ReturnState state,
        @Nullable String reason,
        @Nullable String decisionReason,
        List<OrderLine> lines,
        Money worth,
        @Nullable Money refunded,
        Instant requestedAt,
        @Nullable Instant decidedAt,
        @Nullable Instant completedAt) {}
