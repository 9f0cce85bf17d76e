package dev.shopkeeper.inventory.purchase;

import dev.shopkeeper.events.Money;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A purchase order as operations see it.
 *
 * @param quantity units ordered, or proposed while it is a draft
 * @param proposedQuantity units that were proposed
 * @param receivedQuantity units received so far
 * @param overReceived units received beyond those ordered
 * @param changeReason why it was approved in another quantity
 */
public record PurchaseOrderView(
        String purchaseOrderId,
        String itemId,
        String locationId,
        @Nullable String supplierId,
        PurchaseOrderState state,
        long quantity,
        long proposedQuantity,
        long receivedQuantity,
        long overReceived,
        @Nullable Money unitCost,
        @Nullable String changeReason,
        @Nullable String cancelReason,
        Instant createdAt,
        @Nullable Instant approvedAt,
        @Nullable Instant expectedAt,
        @Nullable Instant receivedAt,
        @Nullable Instant cancelledAt) {}
