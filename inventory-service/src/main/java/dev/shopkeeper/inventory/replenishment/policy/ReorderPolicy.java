package dev.shopkeeper.inventory.replenishment.policy;

import org.jspecify.annotations.Nullable;

/**
 * Periodic review with a reorder point and an order-up-to level, (R, s, S), for a target fill rate: the share of demand
 * that is met at once from stock. What is missing is taken to be delivered later.
 *
 * <p>An order is placed when the position has fallen {@code U} below {@code s}, and with {@code Y} the demand over the
 * lead time, {@code V = Y + U} of {@code s} is gone when it arrives. Of an order cycle, whose demand is {@code w = S − s +
 * E[U]}, the units short are then
 *
 * <pre>
 * E[(V − s)⁺] − E[(V − s − w)⁺]
 * </pre>
 *
 * the first what is missing before the receipt, the second what was missing after the one before (Silver, Pyke and Thomas
 * (2017), Inventory and Production Management in Supply Chains, 4th ed., section 6.7). The mean and variance of {@code U}
 * are those of the excess of a renewal process, by which Tijms and Groenevelt (1984), Simple approximations for the
 * reorder point in periodic and continuous review (s, S) inventory systems with service level constraints, European Journal
 * of Operational Research 17(2), 175–190, correct for the review; its third moment is taken as a gamma distribution's. That
 * holds for lots of at least one and a half reviews' demand; below, every review is taken to order, and {@code U} to be
 * all that is demanded between two, which is on the careful side.
 *
 * <p>The variance of demand over the lead time is {@code v + d² σ²}: the outlook's own over the expected interval and, with
 * {@code d} units a day, that of a lead time with standard deviation {@code σ} (Silver, Pyke and Thomas, section 6.10).
 * Immutable and thread-safe.
 *
 * @param targetFillRate share of demand met at once, above 0 and below 1
 * @param minimumAboveShelfLife what to do where a minimum is more than can be sold
 */
public record ReorderPolicy(double targetFillRate, MinimumAboveShelfLife minimumAboveShelfLife) {

    /** @throws IllegalArgumentException if the fill rate is no share that can be aimed at */
    public ReorderPolicy {
        if (!(targetFillRate > 0 && targetFillRate < 1)) {
            throw new IllegalArgumentException("A target fill rate of " + targetFillRate
                    + " cannot be met from a finite stock. Maybe 0.95 is meant?");
        }
    }

    /**
     * When to order and up to where.
     *
     * @param protection outlook over the expected lead time and one review
     * @param untilReceipt outlook over the expected lead time alone
     * @param leadTime of the supplier; the two outlooks are over its mean
     * @param lot {@code S − s}; 0 where nothing is demanded
     * @param smallest the smallest quantity that the supplier sells: no cycle is shorter than that lasts
     * @param position what is there and coming, in units
     */
    public ReorderLevels levels(
            IntervalDemand protection,
            IntervalDemand untilReceipt,
            LeadTime leadTime,
            EconomicLot lot,
            long smallest,
            NetPosition position) {
        return levels(new Target.FillRate(targetFillRate), protection, untilReceipt, leadTime, lot, smallest, position);
    }

    /** The same for a target in any meaning. */
    static ReorderLevels levels(
            Target target,
            IntervalDemand protection,
            IntervalDemand untilReceipt,
            LeadTime leadTime,
            EconomicLot lot,
            long smallest,
            NetPosition position) {
        Exposure exposure = Exposure.of(protection, untilReceipt, leadTime);
        if (protection.mean() <= 0) {
            return ReorderLevels.of(exposure, 0, 0, position.net());
        }
        exposure.requireMeetable();
        OrderCycle cycle = OrderCycle.of(exposure, Math.max(lot.units(), smallest));
        long reorderPoint = cycle.reorderPoint(target);
        return ReorderLevels.of(exposure, reorderPoint, Math.addExact(reorderPoint, lot.units()), position.net());
    }

    /**
     * How much to order now.
     *
     * @param levels when to order and up to where
     * @param position what is there and coming
     * @param terms in what quantities the supplier sells
     * @param sellable units that can be expected to sell until what is ordered now expires, or null where it does not
     */
    public Order order(ReorderLevels levels, NetPosition position, OrderTerms terms, @Nullable Double sellable) {
        return Quantities.order(levels, position, terms, sellable, minimumAboveShelfLife);
    }
}
