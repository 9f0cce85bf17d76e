package dev.shopkeeper.inventory.replenishment.policy;

/**
 * For one period, whose demand is that over lead time and review: up to the least stock {@code S} with {@code P(D ≤ S)} of
 * at least underage over underage and overage (Arrow, Harris and Marschak (1951), Optimal inventory policy, Econometrica
 * 19(3), 250–272). A cycle service is such a ratio itself; for a fill rate {@code E[(D − S)⁺]} is at most that part of
 * {@code E[D]}. Reviewed period by period it is the order-up-to policy (R, S), best where what is left does not last.
 */
public record Newsvendor(Target target, MinimumAboveShelfLife minimumAboveShelfLife) implements StockPolicy {

    /**
     * What a stock is expected to do.
     *
     * @param unitsShort {@code E[(D − S)⁺]}
     * @param unitsLeft {@code E[(S − D)⁺]}
     */
    public record Expectation(double unitsShort, double unitsLeft) {

        /** In the currency of the costs. */
        public double cost(Target.CostRatio costs) {
            return costs.underage() * unitsShort + costs.overage() * unitsLeft;
        }
    }

    @Override
    public ReorderLevels levels(Review review) {
        Exposure exposure = review.exposure();
        long net = review.position().net();
        if (exposure.larger().mean() <= 0) {
            return ReorderLevels.of(exposure, 0, 0, net);
        }
        exposure.requireMeetable();
        long stock = stock(
                DemandDistribution.of(exposure.larger()), exposure.larger().mean(), exposure.start());
        return ReorderLevels.of(exposure, stock, stock, net);
    }

    /** The least stock for a period that meets the target. */
    public long stock(IntervalDemand period) {
        return period.mean() <= 0
                ? 0
                : stock(DemandDistribution.of(period), period.mean(), period.mean() + Math.sqrt(period.variance()));
    }

    long stock(DemandDistribution demand, double mean, double start) {
        double allowed = 1 - target.level();
        return target.kind() == Target.Kind.FILL_RATE
                ? LeastLevel.of(x -> demand.loss(x) / mean, allowed, start)
                : LeastLevel.of(demand::tail, allowed, start);
    }

    /** What a stock is expected to do in a period. */
    public static Expectation expect(IntervalDemand period, long stock) {
        return expect(DemandDistribution.of(period), period.mean(), stock);
    }

    static Expectation expect(DemandDistribution demand, double mean, long stock) {
        double missing = demand.loss(stock);
        return new Expectation(missing, Math.max(0, stock - mean + missing));
    }
}
