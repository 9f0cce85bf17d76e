package dev.shopkeeper.inventory.replenishment.replay;

import java.util.Arrays;

/**
 * What was demanded.
 *
 * @param demand units by bucket, oldest first, none negative
 * @param from first bucket that is replayed; those before are only known
 * @param openingStock units on hand at its beginning, all fresh
 */
public record ReplayHistory(long[] demand, int from, long openingStock) {

    /** @throws IllegalArgumentException if nothing is left to replay, or a figure is negative */
    public ReplayHistory {
        if (from < 0 || from >= demand.length || openingStock < 0) {
            throw new IllegalArgumentException("Of " + demand.length + " buckets none can be replayed from " + from
                    + " on with an opening stock of " + openingStock
                    + ". Maybe the history is shorter than the period?");
        }
        demand = demand.clone();
        for (int b = 0; b < demand.length; b++) {
            if (demand[b] < 0) {
                throw new IllegalArgumentException(
                        "Demand of " + demand[b] + " units in bucket " + b + " is none. Maybe returns were taken off?");
            }
        }
    }

    @Override
    public long[] demand() {
        return demand.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ReplayHistory history
                && from == history.from
                && openingStock == history.openingStock
                && Arrays.equals(demand, history.demand);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * Arrays.hashCode(demand) + from) + Long.hashCode(openingStock);
    }
}
