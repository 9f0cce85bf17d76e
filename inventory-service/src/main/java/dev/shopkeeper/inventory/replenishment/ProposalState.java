package dev.shopkeeper.inventory.replenishment;

/** Where a proposal stands: as its purchase order does, or withheld. */
public enum ProposalState {
    /** A rule kept it from becoming a purchase order; people decide. */
    WITHHELD,
    /** A draft that nobody has decided on. */
    DRAFT,
    APPROVED,
    RECEIVED,
    CANCELLED
}
