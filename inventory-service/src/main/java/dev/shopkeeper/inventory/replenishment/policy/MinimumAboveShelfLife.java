package dev.shopkeeper.inventory.replenishment.policy;

/** What to do where a supplier's minimum is more than can be expected to sell before it expires. */
public enum MinimumAboveShelfLife {
    /** Nothing is ordered; people decide. */
    WITHHOLD,
    /** The minimum is ordered, and what will expire is accepted. */
    ORDER
}
