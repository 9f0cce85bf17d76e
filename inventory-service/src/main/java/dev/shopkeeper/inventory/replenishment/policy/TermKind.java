package dev.shopkeeper.inventory.replenishment.policy;

/** What an order quantity is made of, in the order in which it is added up. */
public enum TermKind {
    EXPECTED_DEMAND,
    SAFETY_STOCK,
    LOT,
    ON_HAND,
    ALLOCATED,
    BACKORDERS,
    ON_ORDER,
    DRAFTS,
    NOT_DUE,
    SHELF_LIFE,
    MINIMUM,
    MINIMUM_ABOVE_SHELF_LIFE,
    CASE_PACK
}
