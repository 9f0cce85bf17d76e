package dev.shopkeeper.inventory.replenishment.replay;

/** Demand up to a moment: what comes after cannot be read. Immutable. */
public final class KnownDemand {

    private final long[] demand;
    private final int buckets;

    private KnownDemand(long[] demand, int buckets) {
        this.demand = demand;
        this.buckets = buckets;
    }

    /** The first buckets of a history that nobody changes any more. */
    static KnownDemand until(long[] demand, int buckets) {
        return new KnownDemand(demand, buckets);
    }

    /** How many buckets are known. */
    public int buckets() {
        return buckets;
    }

    /**
     * Units of a bucket, 0 the oldest.
     *
     * @throws IndexOutOfBoundsException if the bucket is not known yet
     */
    public long at(int bucket) {
        if (bucket < 0 || bucket >= buckets) {
            throw new IndexOutOfBoundsException("Bucket " + bucket + " is not among the " + buckets + " known then.");
        }
        return demand[bucket];
    }
}
