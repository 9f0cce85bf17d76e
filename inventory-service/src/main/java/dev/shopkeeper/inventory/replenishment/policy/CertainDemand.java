package dev.shopkeeper.inventory.replenishment.policy;

/** Demand that is known: no variance. */
record CertainDemand(double mean) implements DemandDistribution {

    @Override
    public double loss(long x) {
        return Math.max(0, mean - x);
    }

    @Override
    public double tail(long x) {
        return mean > x ? 1 : 0;
    }
}
