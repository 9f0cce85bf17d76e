package dev.shopkeeper.inventory.replenishment.policy;

/** A distribution of demand over an interval, seen through its losses. Thread-safe. */
sealed interface DemandDistribution permits CertainDemand, CountDemand, GammaDemand, NormalDemand {

    /** Below this mean, units are counted one by one. */
    double FAST = 100;

    /** Above this relative deviation a normal distribution would give much of its weight to negative demand. */
    double NORMAL_RELATIVE_DEVIATION = 0.25;

    /** Above this variance counting one by one takes too long, whatever the mean. */
    double COUNTABLE_VARIANCE = 1e5;

    /** Families by what fits the larger of two intervals, so that both losses are of one kind. */
    static DemandDistribution of(IntervalDemand demand, IntervalDemand larger) {
        if (demand.mean() <= 0 || larger.variance() <= 0) {
            return new CertainDemand(demand.mean());
        }
        if (larger.mean() < FAST && larger.variance() <= COUNTABLE_VARIANCE) {
            return CountDemand.of(demand.mean(), demand.variance());
        }
        if (demand.variance() <= 0) {
            return new CertainDemand(demand.mean());
        }
        return Math.sqrt(larger.variance()) <= NORMAL_RELATIVE_DEVIATION * larger.mean()
                ? NormalDemand.of(demand.mean(), demand.variance())
                : GammaDemand.of(demand.mean(), demand.variance());
    }

    /** {@code E[(D − x)⁺]}: units short of demand with {@code x} there. */
    double loss(long x);

    /** The losses above {@code x} summed up: {@code Σ loss(t), t > x} of counts, {@code ∫ loss(t) dt} else. */
    double lossAbove(long x);

    /** {@code P(D > x)}. */
    double tail(long x);

    /** Whether demand comes in whole units; then an order is due by one unit earlier than in a continuum. */
    default boolean counted() {
        return false;
    }
}
