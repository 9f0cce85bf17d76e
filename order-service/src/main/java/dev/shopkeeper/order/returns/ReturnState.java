package dev.shopkeeper.order.returns;

/** Where a return stands. */
public enum ReturnState {
    REQUESTED,
    APPROVED,
    REJECTED,
    COMPLETED
}
