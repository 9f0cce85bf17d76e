package dev.shopkeeper.inventory.stock;

import dev.shopkeeper.events.Money;
import dev.shopkeeper.inventory.input.JsonFields;
import dev.shopkeeper.starter.problem.Violation;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A movement as a caller reports it.
 *
 * @param movementId identifies it for ever; the same one again changes nothing
 * @param quantity units; a difference for {@code adjusted}, the whole stock for {@code counted}
 * @param unitCost what one received unit cost
 * @param orderedAt when the receipt was ordered, from which lead times are learnt
 * @param occurredAt null where the caller does not say
 */
record StockMovement(
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

    private static final String REASONS =
            Arrays.stream(StockReason.values()).map(StockReason::wireName).collect(Collectors.joining(", "));

    /** Reads an entry of a bulk; null with violations where it is unusable. */
    static @Nullable StockMovement read(JsonNode node, List<Violation> violations) {
        JsonFields fields = JsonFields.of(node, "", violations);
        if (fields == null) {
            return null;
        }
        int before = violations.size();
        String movementId = fields.requiredId("movement_id");
        String itemId = fields.requiredId("item_id");
        String locationId = fields.requiredId("location_id");
        StockReason reason = reason(fields);
        long minimum = reason == null ? -StockReason.MAXIMUM_QUANTITY : reason.minimumQuantity();
        Long quantity = fields.integer("quantity", minimum, StockReason.MAXIMUM_QUANTITY);
        if (!fields.present("quantity")) {
            fields.missing("quantity");
        } else if (reason == StockReason.ADJUSTED && quantity != null && quantity == 0) {
            fields.violation("quantity", 0, "must not be 0 for an adjustment");
        }
        String purchaseOrderId = fields.id("purchase_order_id");
        String supplierId = fields.id("supplier_id");
        Money unitCost = fields.money("unit_cost");
        Instant orderedAt = micros(fields.instant("ordered_at"));
        Instant occurredAt = micros(fields.instant("occurred_at"));
        if (reason != StockReason.RECEIVED && reason != null) {
            for (String name : List.of("purchase_order_id", "supplier_id", "unit_cost", "ordered_at")) {
                if (fields.present(name)) {
                    fields.violation(
                            name, JsonFields.shown(fields.take(name)), "belongs to movements with reason received");
                }
            }
        }
        fields.end();
        if (violations.size() > before || reason == null || quantity == null) {
            return null;
        }
        return new StockMovement(
                movementId,
                itemId,
                locationId,
                reason,
                quantity,
                purchaseOrderId,
                supplierId,
                unitCost,
                orderedAt,
                occurredAt);
    }

    private static @Nullable StockReason reason(JsonFields fields) {
        JsonNode value = fields.take("reason");
        if (value == null) {
            fields.missing("reason");
            return null;
        }
        StockReason reason =
                value.isString() ? StockReason.of(value.stringValue()).orElse(null) : null;
        if (reason == null) {
            fields.violation("reason", JsonFields.shown(value), "must be one of " + REASONS);
        }
        return reason;
    }

    private static @Nullable Instant micros(@Nullable Instant instant) {
        return instant == null ? null : instant.truncatedTo(ChronoUnit.MICROS);
    }

    StockPlace place() {
        return new StockPlace(itemId, locationId);
    }
}
