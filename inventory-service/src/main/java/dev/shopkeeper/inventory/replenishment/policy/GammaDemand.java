package dev.shopkeeper.inventory.replenishment.policy;

import org.apache.commons.statistics.distribution.GammaDistribution;

/**
 * Fast and erratic demand, never negative. Partial moments of the gamma distribution after Burgin (1975), The gamma
 * distribution and inventory control, Operational Research Quarterly 26(3), 507–525.
 */
record GammaDemand(double shape, double scale) implements DemandDistribution {

    static GammaDemand of(double mean, double variance) {
        return new GammaDemand(mean * mean / variance, variance / mean);
    }

    private double survival(double more, long x) {
        return x <= 0 ? 1 : GammaDistribution.of(shape + more, scale).survivalProbability(x);
    }

    @Override
    public double loss(long x) {
        double mean = shape * scale;
        return Math.max(0, mean * survival(1, x) - x * survival(0, x));
    }

    @Override
    public double tail(long x) {
        return survival(0, x);
    }
}
