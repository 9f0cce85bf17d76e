package dev.shopkeeper.order.messages;

/** Where a message stands. */
enum MessageState {
    WAITING_FOR_PERSON
}
