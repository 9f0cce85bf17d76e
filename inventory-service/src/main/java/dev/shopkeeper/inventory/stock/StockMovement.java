package dev.shopkeeper.inventory.stock;

import dev.shopkeeper.events.Money;
import dev.shopkeeper.starter.bulk.Fields;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A movement as a caller reports it.
 *
 * @param movementId identifies it for ever; the same one again changes nothing
 * @param quantity units; a difference for {@code adjusted}, the whole stock for {@code counted}
 * @param unitCost what one received unit cost
 * @param orderedAt when the receipt was ordered, from which lead times are learnt
 * @param occurredAt null where the caller does not say
 */
public record StockMovement(
        String movementId,
        String itemId,
        String locationId,
        StockReason reason,
        long quantity,
        @Nullable String purchaseOrderId,
        @Nullable String supplierId,
        @Nullable Money unitCost,
        @Nullable Instant orderedAt,
        @Nullable Instant occurredAt) {

    /** Longest time between an order and its receipt, as in the terms of supply. */
    private static final int MOST_LEAD_DAYS = 730;

    private static final List<String> REASONS =
            Arrays.stream(StockReason.values()).map(StockReason::wireName).toList();

    /** Reads an entry of a bulk. */
    public static StockMovement read(Fields fields) {
        StockMovement movement = new StockMovement(
                fields.id("movement_id"),
                fields.id("item_id"),
                fields.id("location_id"),
                StockReason.of(fields.oneOf("reason", REASONS)).orElse(StockReason.RECEIVED),
                fields.whole("quantity", -StockReason.MAXIMUM_QUANTITY, StockReason.MAXIMUM_QUANTITY),
                fields.idOrNull("purchase_order_id"),
                fields.idOrNull("supplier_id"),
                fields.moneyOrNull("unit_cost"),
                micros(fields.timeOrNull("ordered_at")),
                micros(fields.timeOrNull("occurred_at")));
        movement.check(fields);
        return movement;
    }

    private void check(Fields fields) {
        if (quantity < reason.minimumQuantity()) {
            fields.refuse(
                    "quantity",
                    quantity,
                    "must be at least " + reason.minimumQuantity() + " where goods are " + reason.wireName());
        } else if (reason == StockReason.ADJUSTED && quantity == 0) {
            fields.refuse("quantity", 0, "must not be 0 for an adjustment");
        }
        checkOrderedAt(fields);
        if (reason != StockReason.RECEIVED) {
            receiptOnly(fields, "purchase_order_id", purchaseOrderId);
            receiptOnly(fields, "supplier_id", supplierId);
            receiptOnly(fields, "unit_cost", unitCost == null ? null : unitCost.toString());
            receiptOnly(fields, "ordered_at", orderedAt == null ? null : orderedAt.toString());
        }
    }

    /** One receipt of another century would be the lead time of the whole shop. */
    private void checkOrderedAt(Fields fields) {
        if (orderedAt == null) {
            return;
        }
        if (occurredAt != null && orderedAt.isAfter(occurredAt)) {
            fields.refuse("ordered_at", orderedAt.toString(), "must not be after occurred_at, " + occurredAt);
        } else if (occurredAt != null && orderedAt.isBefore(occurredAt.minus(MOST_LEAD_DAYS, ChronoUnit.DAYS))) {
            fields.refuse(
                    "ordered_at",
                    orderedAt.toString(),
                    "must be at most " + MOST_LEAD_DAYS + " days before occurred_at, " + occurredAt);
        }
    }

    private static void receiptOnly(Fields fields, String name, @Nullable String value) {
        if (value != null) {
            fields.refuse(name, value, "belongs to movements with reason received");
        }
    }

    private static @Nullable Instant micros(@Nullable Instant instant) {
        return instant == null ? null : instant.truncatedTo(ChronoUnit.MICROS);
    }

    StockPlace place() {
        return new StockPlace(itemId, locationId);
    }
}
