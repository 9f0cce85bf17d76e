package dev.shopkeeper.inventory.replenishment.policy;

/** The one rule that had the last word on a quantity. */
public enum Binding {
    /** The position is above the reorder point, or nothing is demanded. */
    NOT_DUE,
    /** The order-up-to level. */
    ORDER_UP_TO,
    /** Whole cases. */
    CASE_PACK,
    /** The supplier's minimum. */
    MINIMUM,
    /** What sells before it expires. */
    SHELF_LIFE,
    /** The supplier's minimum is more than sells before it expires. */
    MINIMUM_ABOVE_SHELF_LIFE
}
