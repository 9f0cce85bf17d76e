package dev.shopkeeper.inventory.purchase;

import dev.shopkeeper.events.Money;
import org.jspecify.annotations.Nullable;

/**
 * What a purchase order is drafted from.
 *
 * @param supplierId null where nobody knows who supplies the item
 * @param quantity units, at least 1
 * @param unitCost what a unit is expected to cost, or null
 * @param leadTimeDays expected days from approval to receipt
 */
public record PurchaseOrderDraft(
        String itemId,
        String locationId,
        @Nullable String supplierId,
        long quantity,
        @Nullable Money unitCost,
        double leadTimeDays) {}
