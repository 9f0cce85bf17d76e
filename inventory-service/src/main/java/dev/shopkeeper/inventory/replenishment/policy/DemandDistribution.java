package dev.shopkeeper.inventory.replenishment.policy;

/** A distribution of demand over an interval, seen through its losses. Thread-safe. */
sealed interface DemandDistribution permits CertainDemand, CountDemand, GammaDemand, NormalDemand {

    /** Below this mean, units are counted one by one. */
    double FAST = 100;

    /** Above this relative deviation a normal distribution would give much of its weight to negative demand. */
    double NORMAL_RELATIVE_DEVIATION = 0.25;

    /** Above this variance counting one by one takes too long, whatever the mean. */
    double COUNTABLE_VARIANCE = 1e5;

    /** The distribution that fits a mean and a variance. */
    static DemandDistribution of(IntervalDemand demand) {
        double mean = demand.mean();
        double variance = demand.variance();
        if (mean <= 0 || variance <= 0) {
            return new CertainDemand(mean);
        }
        if (mean < FAST && variance <= COUNTABLE_VARIANCE) {
            return CountDemand.of(mean, variance);
        }
        return Math.sqrt(variance) <= NORMAL_RELATIVE_DEVIATION * mean
                ? NormalDemand.of(mean, variance)
                : GammaDemand.of(mean, variance);
    }

    /** {@code E[(D − x)⁺]}: units short of demand with {@code x} there. */
    double loss(long x);

    /** {@code P(D > x)}. */
    double tail(long x);
}
