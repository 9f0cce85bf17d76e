package dev.shopkeeper.inventory.stock;

import dev.shopkeeper.starter.problem.Violation;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Hears of every receipt that the ledger takes, once each, in the transaction that takes it. */
public interface ReceiptListener {

    /**
     * @param receipt a movement with reason received that was not in the ledger before
     * @param now when it was recorded
     */
    void received(StockMovement receipt, Instant now);

    /** What is wrong with a receipt that must not get into the ledger; null where nothing is. */
    default @Nullable Violation refuse(StockMovement receipt) {
        return null;
    }
}
