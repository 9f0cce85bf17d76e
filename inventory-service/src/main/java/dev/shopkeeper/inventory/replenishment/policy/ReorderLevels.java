package dev.shopkeeper.inventory.replenishment.policy;

import java.math.BigDecimal;

/**
 * When to order and up to where, in units.
 *
 * @param expectedDemand over lead time and review, rounded to thousandths
 * @param reorderPoint {@code s}: due at this position or below; never negative
 * @param orderUpTo {@code S}: what the position is brought to; never below {@code s}
 * @param stockoutProbability that demand over lead time and review exceeds the position, if nothing is ordered
 */
public record ReorderLevels(BigDecimal expectedDemand, long reorderPoint, long orderUpTo, double stockoutProbability) {

    /** {@code s} less the expected demand; negative where less than that meets the target. */
    public BigDecimal safetyStock() {
        return BigDecimal.valueOf(reorderPoint).subtract(expectedDemand);
    }

    /** {@code S − s}. */
    public long lot() {
        return orderUpTo - reorderPoint;
    }
}
