package dev.shopkeeper.inventory.stock;

import java.time.Instant;

/** Hears of every receipt that the ledger takes, once each, in the transaction that takes it. */
public interface ReceiptListener {

    /**
     * @param receipt a movement with reason received that was not in the ledger before
     * @param now when it was recorded
     */
    void received(StockMovement receipt, Instant now);
}
