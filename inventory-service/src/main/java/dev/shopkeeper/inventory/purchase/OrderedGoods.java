package dev.shopkeeper.inventory.purchase;

import dev.shopkeeper.inventory.stock.ReceiptListener;
import dev.shopkeeper.inventory.stock.StockMovement;
import dev.shopkeeper.starter.messaging.Outbox;
import dev.shopkeeper.starter.problem.Violation;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Counts receipts on the purchase orders they name, whoever reported them, also where they came to another place or from
 * another supplier than ordered: they are no longer to come. What names an order that is none of ours is stock like any
 * other; what names one of another item is refused.
 */
@Component
class OrderedGoods implements ReceiptListener {

    private final PurchaseOrderRepository orders;
    private final Outbox outbox;

    OrderedGoods(PurchaseOrderRepository orders, Outbox outbox) {
        this.orders = orders;
        this.outbox = outbox;
    }

    @Override
    public @Nullable Violation refuse(StockMovement receipt) {
        String orderId = receipt.purchaseOrderId();
        return orderId == null
                ? null
                : orders.findById(orderId)
                        .map(PurchaseOrder::itemId)
                        .filter(itemId -> !itemId.equals(receipt.itemId()))
                        .map(itemId ->
                                new Violation("purchase_order_id", orderId, "is an order of item '" + itemId + "'"))
                        .orElse(null);
    }

    @Override
    public void received(StockMovement receipt, Instant now) {
        if (receipt.purchaseOrderId() == null) {
            return;
        }
        orders.lock(receipt.purchaseOrderId()).ifPresent(order -> {
            order.receive(
                    receipt.quantity(), receipt.orderedAt(), receipt.occurredAt() == null ? now : receipt.occurredAt());
            outbox.append(order.changed(now), now);
        });
    }
}
