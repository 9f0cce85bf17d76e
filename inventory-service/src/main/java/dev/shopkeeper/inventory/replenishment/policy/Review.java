package dev.shopkeeper.inventory.replenishment.policy;

import org.jspecify.annotations.Nullable;

/**
 * What is known at a review.
 *
 * @param protection outlook over the expected lead time and one review
 * @param untilReceipt outlook over the expected lead time alone
 * @param leadTime of the supplier; the two outlooks are over its mean
 * @param lot how much it pays to order at once
 * @param terms in what quantities the supplier sells
 * @param position what is there and coming, in units
 * @param sellable units that can be expected to sell until what is ordered now expires, or null where it does not
 */
public record Review(
        IntervalDemand protection,
        IntervalDemand untilReceipt,
        LeadTime leadTime,
        EconomicLot lot,
        OrderTerms terms,
        NetPosition position,
        @Nullable Double sellable) {

    Exposure exposure() {
        return Exposure.of(protection, untilReceipt, leadTime);
    }

    /** No cycle is shorter than the smallest quantity that can be ordered, and is sold, lasts. */
    long smallest() {
        long smallest = terms.atLeast(1);
        return sellable == null ? smallest : (long) Math.clamp(sellable, 1, smallest);
    }
}
