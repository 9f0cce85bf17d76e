package dev.shopkeeper.inventory.replenishment.policy;

/** What a lead time rests on, the closest first. */
public enum LeadTimeSource {
    /** Receipts of the item from the supplier. */
    ITEM_RECEIPTS,
    /** The supplier's terms for the item. */
    STATED,
    /** Receipts of other items from the supplier. */
    SUPPLIER_RECEIPTS,
    /** Receipts from other suppliers. */
    ALL_RECEIPTS,
    /** Nothing but the setting. */
    ASSUMED
}
