package dev.shopkeeper.events;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The state of one purchase order line after a change.
 */
public record PurchaseOrderChanged(
        String itemId,
        String locationId,
        String purchaseOrderId,
        @Nullable String supplierId,
        String state,
        long quantity,
        @Nullable Instant expectedAt,
        Instant changedAt)
        implements ShopEvent {

    /** The CloudEvents type. */
    public static final String TYPE = "shop.purchase_order.changed.v1";

    @Override
    public String key() {
        return itemId;
    }
}
