package dev.shopkeeper.inventory.purchase;

/** Where a purchase order stands. */
public enum PurchaseOrderState {
    /** Proposed; nobody has decided on it. */
    DRAFT("proposed"),
    /** Ordered; some of it may have been received. */
    APPROVED("approved"),
    /** All of it, or more, was received. */
    RECEIVED("received"),
    /** What was not received will not come. */
    CANCELLED("cancelled");

    private final String wireName;

    PurchaseOrderState(String wireName) {
        this.wireName = wireName;
    }

    /** As events tell it. */
    String wireName() {
        return wireName;
    }
}
