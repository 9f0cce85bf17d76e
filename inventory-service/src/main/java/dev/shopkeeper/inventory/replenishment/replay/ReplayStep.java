package dev.shopkeeper.inventory.replenishment.replay;

/**
 * One bucket, all in units.
 *
 * @param bucket its number in the history
 * @param received at its beginning
 * @param wasted what expired at its beginning
 * @param ordered at its review; 0 where none is
 * @param reorderPoint of the latest review
 * @param orderUpTo of the latest review
 * @param metLate demand of earlier buckets that was given now
 * @param demand of this bucket
 * @param metAtOnce of this bucket's demand
 * @param onHand at its end
 * @param backorders owed at its end
 * @param onOrder coming at its end
 */
public record ReplayStep(
        int bucket,
        long received,
        long wasted,
        long ordered,
        long reorderPoint,
        long orderUpTo,
        long metLate,
        long demand,
        long metAtOnce,
        long onHand,
        long backorders,
        long onOrder) {

    /** Units that could not be given when they were wanted. */
    public long missing() {
        return demand - metAtOnce;
    }
}
