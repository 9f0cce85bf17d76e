package dev.shopkeeper.inventory.replenishment.replay;

import org.jspecify.annotations.Nullable;

/**
 * What came of it; of several replays their sum.
 *
 * @param buckets replayed
 * @param opening units on hand at the beginning
 * @param received units
 * @param sold units, at once or late
 * @param wasted units that expired
 * @param left units on hand at the end
 * @param demanded units
 * @param metAtOnce units of them
 * @param orders placed
 * @param ordered units
 * @param cycles from one receipt to the next that have ended, the first from the beginning
 * @param cyclesMet of them, those in which nothing was missing
 * @param bucketsShort buckets in which something was missing
 * @param unitBuckets sum over the buckets of units on hand at their end
 */
public record ReplaySummary(
        long buckets,
        long opening,
        long received,
        long sold,
        long wasted,
        long left,
        long demanded,
        long metAtOnce,
        long orders,
        long ordered,
        long cycles,
        long cyclesMet,
        long bucketsShort,
        long unitBuckets,
        double holdingCost,
        double orderCost,
        double shortageCost) {

    /** Of no replay. */
    public static final ReplaySummary NONE = new ReplaySummary(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

    /** Both together. */
    public ReplaySummary plus(ReplaySummary other) {
        return new ReplaySummary(
                buckets + other.buckets,
                opening + other.opening,
                received + other.received,
                sold + other.sold,
                wasted + other.wasted,
                left + other.left,
                demanded + other.demanded,
                metAtOnce + other.metAtOnce,
                orders + other.orders,
                ordered + other.ordered,
                cycles + other.cycles,
                cyclesMet + other.cyclesMet,
                bucketsShort + other.bucketsShort,
                unitBuckets + other.unitBuckets,
                holdingCost + other.holdingCost,
                orderCost + other.orderCost,
                shortageCost + other.shortageCost);
    }

    /** Share of demand met at once; null where nothing was demanded. */
    public @Nullable Double fillRate() {
        return demanded == 0 ? null : (double) metAtOnce / demanded;
    }

    /** Share of cycles in which nothing was missing; null where none has ended. */
    public @Nullable Double cycleService() {
        return cycles == 0 ? null : (double) cyclesMet / cycles;
    }

    /** Share of buckets in which something was missing. */
    public double stockOutShare() {
        return buckets == 0 ? 0 : (double) bucketsShort / buckets;
    }

    /** Mean units on hand at the end of a bucket; of several replays the mean over all their buckets. */
    public double averageStock() {
        return buckets == 0 ? 0 : (double) unitBuckets / buckets;
    }

    /** Holding, ordering and shortage. */
    public double cost() {
        return holdingCost + orderCost + shortageCost;
    }
}
