package dev.shopkeeper.inventory.purchase;

import dev.shopkeeper.events.Money;
import org.jspecify.annotations.Nullable;

/**
 * What a purchase order is drafted from.
 *
 * @param supplierId null where nobody knows who supplies the item
 * @param quantity units, at least 1, at most {@link #MOST}
 * @param unitCost what a unit is expected to cost, or null
 * @param leadTimeDays expected days from approval to receipt
 */
public record PurchaseOrderDraft(
        String itemId,
        String locationId,
        @Nullable String supplierId,
        long quantity,
        @Nullable Money unitCost,
        double leadTimeDays) {

    /** Units that a purchase order can have at most; more is a mistyped figure somewhere. */
    public static final long MOST = 1_000_000_000_000L;
}
