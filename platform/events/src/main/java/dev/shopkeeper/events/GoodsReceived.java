package dev.shopkeeper.events;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Units of an item arrived at a location, usually against a purchase order.
 */
public record GoodsReceived(
        String itemId,
        String locationId,
        String receiptId,
        @Nullable String purchaseOrderId,
        @Nullable String supplierId,
        long quantity,
        @Nullable Money unitCost,
        @Nullable Instant orderedAt,
        Instant receivedAt)
        implements ShopEvent {

    /** The CloudEvents type. */
    public static final String TYPE = "shop.goods.received.v1";

    @Override
    public String key() {
        return itemId;
    }
}
