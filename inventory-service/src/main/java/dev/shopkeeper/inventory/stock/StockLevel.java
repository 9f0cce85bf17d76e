package dev.shopkeeper.inventory.stock;

import dev.shopkeeper.inventory.stock.StockDecision.Moved;
import dev.shopkeeper.inventory.stock.StockDecision.Refused;
import java.time.Instant;

/**
 * What is there of an item at a location, in units. Neither figure is ever negative; a count may leave less on hand than
 * is reserved, and nothing can then be sold or reserved until that is put right.
 */
record StockLevel(StockPlace place, long onHand, long reserved, long version, Instant updatedAt) {

    /** Largest stock that is believed. */
    static final long MAXIMUM = 1_000_000_000_000_000L;

    long available() {
        return onHand - reserved;
    }

    /** Decides on a movement; changes nothing itself. */
    StockDecision apply(StockReason reason, long quantity, Instant now) {
        return switch (reason) {
            case RECEIVED, RETURNED -> change(quantity, 0, now);
            case SOLD -> quantity > available() ? insufficient("sell", quantity) : change(-quantity, 0, now);
            case ADJUSTED ->
                quantity < 0 && -quantity > available()
                        ? insufficient("take away", -quantity)
                        : change(quantity, 0, now);
            case COUNTED -> change(quantity - onHand, 0, now);
            case RESERVED -> quantity > available() ? insufficient("reserve", quantity) : change(0, quantity, now);
            case RELEASED ->
                quantity > reserved
                        ? new Refused(
                                "insufficient-reservation",
                                "cannot release " + quantity + ", only " + reserved + " are reserved")
                        : change(0, -quantity, now);
        };
    }

    private StockDecision change(long onHandChange, long reservedChange, Instant now) {
        long newOnHand = onHand + onHandChange;
        if (newOnHand > MAXIMUM) {
            return new Refused("too-much-stock", "would make " + newOnHand + " units, more than " + MAXIMUM);
        }
        return new Moved(
                new StockLevel(place, newOnHand, reserved + reservedChange, version + 1, now),
                onHandChange,
                reservedChange);
    }

    private Refused insufficient(String verb, long quantity) {
        return new Refused(
                "insufficient-stock",
                "cannot " + verb + " " + quantity + ", only " + available() + " available (" + onHand + " on hand, "
                        + reserved + " reserved)");
    }
}
