package dev.shopkeeper.membership.coupon;

/** What became of a use of a coupon. */
enum RedemptionState {
    /** It waits for its order. */
    RESERVED,
    /** An order was placed by it. */
    REDEEMED,
    /** The client gave the reservation back. */
    RELEASED,
    /** The reservation waited too long. */
    EXPIRED,
    /** Its order was wholly cancelled. */
    RETURNED,
    /** An order named the coupon, and it could not be taken. */
    REFUSED
}
