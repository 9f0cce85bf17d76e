package dev.shopkeeper.inventory.replenishment.policy;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * When to order and up to where, in units.
 *
 * @param expectedDemand over lead time and review, rounded to thousandths
 * @param reorderPoint {@code s}: due at this position or below; never negative
 * @param orderUpTo {@code S}: what the position is brought to; never below {@code s}
 * @param stockoutProbability that demand over lead time and review exceeds the position, if nothing is ordered
 */
public record ReorderLevels(BigDecimal expectedDemand, long reorderPoint, long orderUpTo, double stockoutProbability) {

    private static final int THOUSANDTHS = 3;

    /** @param net the present position in units */
    static ReorderLevels of(Exposure exposure, long reorderPoint, long orderUpTo, long net) {
        IntervalDemand demand = exposure.larger();
        return new ReorderLevels(
                BigDecimal.valueOf(demand.mean()).setScale(THOUSANDTHS, RoundingMode.HALF_EVEN),
                reorderPoint,
                orderUpTo,
                DemandDistribution.of(demand).tail(net));
    }

    /** {@code s} less the expected demand; negative where less than that meets the target. */
    public BigDecimal safetyStock() {
        return BigDecimal.valueOf(reorderPoint).subtract(expectedDemand);
    }

    /** {@code S − s}. */
    public long lot() {
        return orderUpTo - reorderPoint;
    }
}
