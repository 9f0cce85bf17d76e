package dev.shopkeeper.inventory.replenishment.replay;

/** Expects demand as it would have then. Implementations are thread-safe, and say the same of the same. */
@FunctionalInterface
public interface PastForecast {

    /**
     * What is expected.
     *
     * @param mean units, not negative
     * @param variance of their sum, in units²
     */
    record Expected(double mean, double variance) {}

    /**
     * The demand of the buckets that follow what is known.
     *
     * @param buckets how many, a part of one included; 0 gives no demand
     */
    Expected over(KnownDemand known, double buckets);
}
