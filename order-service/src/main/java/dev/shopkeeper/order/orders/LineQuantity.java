package dev.shopkeeper.order.orders;

import dev.shopkeeper.starter.bulk.Fields;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Some units of a line of an order. */
public record LineQuantity(String lineId, long quantity) {

    /** Reads {@code {"line_id": ..., "quantity": ...}}. */
    public static LineQuantity read(Fields fields) {
        return new LineQuantity(fields.id("line_id"), fields.whole("quantity", 1, 1_000_000));
    }

    /**
     * Refuses every line of the list {@code lines} that names a line again.
     *
     * @param lineIds those of the list, in its order
     */
    public static void refuseDoubled(Fields fields, List<String> lineIds) {
        Set<String> seen = new HashSet<>();
        for (int index = 0; index < lineIds.size(); index++) {
            if (!seen.add(lineIds.get(index))) {
                fields.refuse("lines[" + index + "].line_id", lineIds.get(index), "occurs twice in these lines");
            }
        }
    }
}
