package dev.shopkeeper.inventory.replenishment.policy;

import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * Fast and steady demand. Loss function of the normal distribution as in Silver, Pyke and Thomas (2017),
 * Inventory and Production Management in Supply Chains, 4th ed., appendix II.
 */
record NormalDemand(double mean, double deviation) implements DemandDistribution {

    private static final NormalDistribution STANDARD = NormalDistribution.of(0, 1);

    static NormalDemand of(double mean, double variance) {
        return new NormalDemand(mean, Math.sqrt(variance));
    }

    @Override
    public double loss(long x) {
        double k = (x - mean) / deviation;
        return Math.max(0, deviation * (STANDARD.density(k) - k * STANDARD.survivalProbability(k)));
    }

    @Override
    public double tail(long x) {
        return STANDARD.survivalProbability((x - mean) / deviation);
    }
}
