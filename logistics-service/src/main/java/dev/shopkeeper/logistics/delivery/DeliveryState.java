package dev.shopkeeper.logistics.delivery;

/** Where a delivery stands; the last three are final. */
public enum DeliveryState {
    WAITING,
    ARRIVED,
    COMPLETED,
    FAILED,
    CANCELLED
}
