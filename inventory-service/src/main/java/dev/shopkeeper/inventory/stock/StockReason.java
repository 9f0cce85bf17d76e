package dev.shopkeeper.inventory.stock;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Why stock moves, and how its quantity is to be read. */
public enum StockReason {
    /** Units arrived from a supplier. */
    RECEIVED(1),
    /** Units left with a customer; only what is not reserved can be sold. */
    SOLD(1),
    /** Units came back and can be sold again. */
    RETURNED(1),
    /** A correction by a difference, up or down. */
    ADJUSTED(Long.MIN_VALUE),
    /** Somebody counted: the quantity is what is there. */
    COUNTED(0),
    /** Units were set aside. */
    RESERVED(1),
    /** Units set aside are free again; to sell them, release and sell them in one request. */
    RELEASED(1);

    /** Largest quantity of one movement. */
    public static final long MAXIMUM_QUANTITY = 1_000_000_000_000L;

    private final long minimum;

    StockReason(long minimum) {
        this.minimum = minimum;
    }

    long minimumQuantity() {
        return Math.max(minimum, -MAXIMUM_QUANTITY);
    }

    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<StockReason> of(String wireName) {
        return Arrays.stream(values())
                .filter(reason -> reason.wireName().equals(wireName))
                .findFirst();
    }
}
