package dev.shopkeeper.inventory.replenishment;

import dev.shopkeeper.decision.DegradedReason;
import dev.shopkeeper.events.Money;
import dev.shopkeeper.inventory.replenishment.policy.EconomicLot;
import dev.shopkeeper.inventory.replenishment.policy.IntervalDemand;
import dev.shopkeeper.inventory.replenishment.policy.LeadTime;
import dev.shopkeeper.inventory.replenishment.policy.NetPosition;
import dev.shopkeeper.inventory.replenishment.policy.Order;
import dev.shopkeeper.inventory.replenishment.policy.OrderTerms;
import dev.shopkeeper.inventory.replenishment.policy.ReorderLevels;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What was decided for an item at a location and everything it was decided by, without words: so it is stored, and put
 * into any language when it is read.
 *
 * @param demand outlook over lead time and review
 * @param sellable units expected to sell until what is ordered now expires; null where it does not
 */
record ReorderDecision(
        String itemId,
        String locationId,
        @Nullable String supplierId,
        Order order,
        NetPosition position,
        IntervalDemand demand,
        LeadTime leadTime,
        long reviewPeriodDays,
        ReorderLevels levels,
        EconomicLot lot,
        double lotDays,
        OrderTerms terms,
        @Nullable Long shelfLifeDays,
        @Nullable Double sellable,
        @Nullable Money unitCost,
        double targetFillRate,
        String model,
        String modelVersion,
        @Nullable DegradedReason degraded,
        Instant decidedAt) {

    long quantity() {
        return order.quantity();
    }
}
