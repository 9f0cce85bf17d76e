package dev.shopkeeper.inventory.replenishment.policy;

/**
 * One order cycle of a policy that orders up to a level.
 *
 * @param all demand over lead time and review
 * @param gone of the reorder point when the order arrives
 * @param lot what is ordered beyond the reorder point
 * @param width demand of the cycle in whole units
 * @param start a reorder point that may be enough
 */
record OrderCycle(DemandDistribution all, DemandDistribution gone, long lot, long width, double start) {

    /** For lots of fewer reviews' demand every review is taken to order. */
    static final double LEAST_REVIEWS = 1.5;

    /** With the fall below the reorder point until a review sees it, as told at {@link ReorderPolicy}. */
    static OrderCycle of(Exposure exposure, long lot) {
        IntervalDemand larger = exposure.larger();
        IntervalDemand smaller = exposure.smaller();
        double review = exposure.review();
        if (review <= 0 || lot < LEAST_REVIEWS * review) {
            DemandDistribution all = DemandDistribution.of(larger);
            return new OrderCycle(all, all, lot, Math.max(1, (long) Math.ceil(review)), exposure.start());
        }
        double square = Math.max(0, larger.variance() - smaller.variance()) / (review * review);
        boolean counted = larger.variance() > 0 && larger.mean() < DemandDistribution.FAST;
        // whole units fall below a level by half a unit less than a continuum does
        double excess = Math.max(0, (review * (1 + square) - (counted ? 1 : 0)) / 2);
        double excessSquare = review * review * (1 + square) * (1 + 2 * square) / 3;
        double excessVariance = Math.max(0, excessSquare - excess * excess);
        IntervalDemand gone = new IntervalDemand(
                larger.days(),
                smaller.mean() + excess,
                larger.variance() > 0 ? smaller.variance() + excessVariance : 0);
        return new OrderCycle(
                DemandDistribution.of(larger),
                DemandDistribution.of(gone),
                lot,
                lot + Math.round(excess),
                exposure.start());
    }

    /** Without it: whatever is demanded over lead time and review is taken from the reorder point. */
    static OrderCycle simple(Exposure exposure, long lot) {
        DemandDistribution all = DemandDistribution.of(exposure.larger());
        long width = Math.max(1, Math.max(lot, (long) Math.ceil(exposure.review())));
        return new OrderCycle(all, all, lot, width, exposure.start());
    }

    /** The least reorder point that meets a target. */
    long reorderPoint(Target target) {
        double allowed = 1 - target.level();
        return switch (target.kind()) {
            case FILL_RATE -> LeastLevel.of(this::shortShare, allowed, start);
            case CYCLE_SERVICE -> LeastLevel.of(gone::tail, allowed, start);
            case COST_RATIO -> LeastLevel.of(s -> meanTail(all, s, Math.max(1, lot)), allowed, start);
        };
    }

    /** The share of demand that is short; it falls as the reorder point rises. */
    private double shortShare(long s) {
        return (gone.loss(s) - gone.loss(s + width)) / width;
    }

    /**
     * The chance that demand exceeds a position that is as likely any of the levels from {@code from} on. Where it is at most
     * overage over overage and underage, holding and being short cost least together: Federgruen and Zheng (1992), An
     * efficient algorithm for computing an optimal (r, Q) policy in continuous review stochastic inventory systems,
     * Operations Research 40(4), 808–813.
     */
    static double meanTail(DemandDistribution demand, long from, long levels) {
        return (demand.loss(from) - demand.loss(from + levels)) / levels;
    }
}
