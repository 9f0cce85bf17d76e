package dev.shopkeeper.inventory.replenishment.policy;

/**
 * (R, s, S): at a position of {@code s} or below, up to {@code S}. For a fill rate it is {@link ReorderPolicy}; for a cycle
 * service {@code s} lasts, with that chance, until the order arrives (Silver, Pyke and Thomas (2017), Inventory and
 * Production Management in Supply Chains, 4th ed.); for a ratio of costs holding and being short balance.
 */
public record ReorderUpTo(Target target, MinimumAboveShelfLife minimumAboveShelfLife) implements StockPolicy {

    @Override
    public ReorderLevels levels(Review review) {
        return ReorderPolicy.levels(
                target,
                review.protection(),
                review.untilReceipt(),
                review.leadTime(),
                review.lot(),
                review.smallest(),
                review.position());
    }
}
