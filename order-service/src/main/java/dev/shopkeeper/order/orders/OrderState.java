package dev.shopkeeper.order.orders;

/** Where an order stands. */
public enum OrderState {
    PLACED,
    SHIPPED,
    DELIVERED,
    CANCELLED
}
