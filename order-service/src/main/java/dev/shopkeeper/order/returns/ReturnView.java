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
 * @param keepGoods whether the customer keeps the goods
 * @param decidedAmount what the policy decided; the default of what is paid when it is completed
 * @param policyVersion version of the return policy that decided; absent where a person did
 * @param ruleId its rule, {@code final_sale} for what is sold for good
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
        boolean keepGoods,
        @Nullable Money decidedAmount,
        @Nullable Long policyVersion,
        @Nullable String ruleId,
        Instant requestedAt,
        @Nullable Instant decidedAt,
        @Nullable Instant completedAt) {}
