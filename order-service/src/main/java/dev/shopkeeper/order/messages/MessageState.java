package dev.shopkeeper.order.messages;

/** Where a message stands. */
enum MessageState {
    /** A person has to look at it. */
    WAITING_FOR_PERSON,
    /** Understood without one. */
    DECIDED,
    /** A person has looked at it. */
    RESOLVED
}
