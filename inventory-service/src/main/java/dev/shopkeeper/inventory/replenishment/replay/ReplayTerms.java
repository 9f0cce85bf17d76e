package dev.shopkeeper.inventory.replenishment.replay;

import dev.shopkeeper.inventory.replenishment.policy.OrderTerms;
import org.jspecify.annotations.Nullable;

/**
 * The world that a policy orders in.
 *
 * @param bucketDays days of a bucket
 * @param reviewBuckets an order may be placed at the beginning of every so many buckets
 * @param order in what quantities the supplier sells
 * @param shelfLifeBuckets buckets that a unit can be sold in from its receipt on; null where it does not expire
 * @param backorders whether what is missing is given later; else it is lost
 * @param leadTime how long an order takes; the policy knows its mean and deviation, not the draw
 * @param lots how much it pays to order at once
 */
public record ReplayTerms(
        int bucketDays,
        int reviewBuckets,
        OrderTerms order,
        @Nullable Integer shelfLifeBuckets,
        boolean backorders,
        LeadTimeDraw leadTime,
        LotRule lots,
        ReplayCosts costs) {

    /** @throws IllegalArgumentException if a length is not positive */
    public ReplayTerms {
        if (bucketDays < 1 || reviewBuckets < 1 || (shelfLifeBuckets != null && shelfLifeBuckets < 1)) {
            throw new IllegalArgumentException("Buckets of " + bucketDays + " days, a review every " + reviewBuckets
                    + " buckets and a shelf life of " + shelfLifeBuckets + " buckets must all be at least 1.");
        }
    }
}
