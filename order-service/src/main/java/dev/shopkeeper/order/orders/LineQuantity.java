package dev.shopkeeper.order.orders;

import dev.shopkeeper.starter.bulk.Fields;

/** Some units of a line of an order. */
public record LineQuantity(String lineId, long quantity) {

    /** Reads {@code {"line_id": ..., "quantity": ...}}. */
    public static LineQuantity read(Fields fields) {
        return new LineQuantity(fields.id("line_id"), fields.whole("quantity", 1, 1_000_000));
    }
}
