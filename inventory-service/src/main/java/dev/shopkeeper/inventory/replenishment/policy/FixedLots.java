package dev.shopkeeper.inventory.replenishment.policy;

/**
 * (R, nQ) with periodic review: at a position of {@code R} or below, the least number of lots of {@code Q} that brings it
 * above. {@code Q} is the economic lot in whole cases, and at least the minimum. After a review the position is as likely any of
 * {@code R + 1 … R + Q} (Hadley and Whitin (1963), Analysis of Inventory Systems), so that of a review's
 * demand {@code D} the units short are the mean over these {@code y} of
 *
 * <pre>
 * E[(demand over lead time and review − y)⁺] − E[(demand over the lead time − y)⁺]
 * </pre>
 *
 * which is exact where what is missing is delivered later and lead times do not vary. For a cycle service {@code R} lasts until
 * the order arrives, as at {@link ReorderUpTo}; for a ratio of costs {@code R} is the best for its {@code Q} (Federgruen and
 * Zheng (1992), An efficient algorithm for computing an optimal (r, Q) policy in continuous review stochastic inventory
 * systems, Operations Research 40(4), 808–813).
 */
public record FixedLots(Target target, MinimumAboveShelfLife minimumAboveShelfLife) implements StockPolicy {

    /** Longer sums of losses are taken in as many blocks, each by its middle. */
    private static final int BLOCKS = 256;

    /** So many standard deviations above the mean nothing is short. */
    private static final double REACH = 12;

    @Override
    public ReorderLevels levels(Review review) {
        Exposure exposure = review.exposure();
        long net = review.position().net();
        if (exposure.larger().mean() <= 0) {
            return ReorderLevels.of(exposure, 0, 0, net);
        }
        exposure.requireMeetable();
        long lot = review.terms().atLeast(Math.max(1, review.lot().units()));
        long reorderPoint = reorderPoint(exposure, lot, target);
        if (net > reorderPoint) {
            return ReorderLevels.of(exposure, reorderPoint, Math.addExact(reorderPoint, lot), net);
        }
        long lots = Math.ceilDiv(Math.subtractExact(Math.addExact(reorderPoint, 1), net), lot);
        return ReorderLevels.of(exposure, reorderPoint, Math.addExact(net, Math.multiplyExact(lots, lot)), net);
    }

    private static long reorderPoint(Exposure exposure, long lot, Target target) {
        double allowed = 1 - target.level();
        DemandDistribution all = DemandDistribution.of(exposure.larger());
        return switch (target.kind()) {
            case FILL_RATE -> {
                double demand = exposure.review();
                if (demand <= 0) {
                    yield LeastLevel.of(r -> OrderCycle.meanTail(all, r, lot), allowed, exposure.start());
                }
                DemandDistribution before = DemandDistribution.of(exposure.smaller());
                long reach = (long) Math.ceil(exposure.larger().mean() + REACH * exposure.deviation()) + 1;
                yield LeastLevel.of(
                        r -> (meanLoss(all, r, lot, reach) - meanLoss(before, r, lot, reach)) / demand,
                        allowed,
                        exposure.start());
            }
            case CYCLE_SERVICE -> OrderCycle.of(exposure, lot).reorderPoint(target);
            case COST_RATIO -> balanced(all, lot, allowed, exposure.start());
        };
    }

    /** The best {@code R} for a lot, of whole units. */
    static long balanced(DemandDistribution demand, long lot, double allowed, double start) {
        return LeastLevel.of(r -> OrderCycle.meanTail(demand, r + 1, lot), allowed, start);
    }

    /** The mean loss over the levels {@code from + 1 … from + lot}; beyond {@code reach} it is nothing. */
    static double meanLoss(DemandDistribution demand, long from, long lot, long reach) {
        long levels = Math.clamp(reach - from, 0, lot);
        int blocks = (int) Math.min(BLOCKS, levels);
        double sum = 0;
        for (int block = 0; block < blocks; block++) {
            long first = levels * block / blocks;
            long end = levels * (block + 1) / blocks;
            sum += (end - first)
                    * (demand.loss(from + 1 + (first + end - 1) / 2) + demand.loss(from + 1 + (first + end) / 2))
                    / 2;
        }
        return sum / lot;
    }
}
