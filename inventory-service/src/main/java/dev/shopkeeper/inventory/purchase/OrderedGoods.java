package dev.shopkeeper.inventory.purchase;

import dev.shopkeeper.inventory.stock.ReceiptListener;
import dev.shopkeeper.inventory.stock.StockMovement;
import dev.shopkeeper.starter.messaging.Outbox;
import java.time.Instant;
import org.springframework.stereotype.Component;

/**
 * Counts receipts on the purchase orders they name, whoever reported them. What names an order of somebody else's, or one
 * of another item, is stock like any other.
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
    public void received(StockMovement receipt, Instant now) {
        if (receipt.purchaseOrderId() == null) {
            return;
        }
        orders.lock(receipt.purchaseOrderId())
                .filter(order -> order.itemId().equals(receipt.itemId()))
                .ifPresent(order -> {
                    order.receive(
                            receipt.quantity(),
                            receipt.orderedAt(),
                            receipt.occurredAt() == null ? now : receipt.occurredAt());
                    outbox.append(order.changed(now), now);
                });
    }
}
