package dev.shopkeeper.inventory.replenishment;

/** What a run did at a place. */
enum Outcome {
    /** A purchase order was drafted. */
    PROPOSED,
    /** The day's own draft, on which nobody had decided, was worked out anew. */
    REPLACED,
    /** The day's own draft, on which nobody had decided, is not needed any longer. */
    CANCELLED,
    /** The day's proposal stands as it was. */
    UNCHANGED,
    /** A rule kept a proposal from becoming a purchase order. */
    WITHHELD,
    /** Nothing is to be ordered. */
    NOT_DUE
}
