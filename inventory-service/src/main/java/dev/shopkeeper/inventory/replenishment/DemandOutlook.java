package dev.shopkeeper.inventory.replenishment;

import dev.shopkeeper.inventory.stock.StockPlace;
import java.time.Instant;

/** Expects demand. Implementations are thread-safe. */
public interface DemandOutlook {

    /**
     * The demand at a place over the {@code days} that follow {@code from}.
     *
     * @param days length of the interval, a part of a day included; 0 gives no demand
     * @return never negative; for what was never sold too, and never an error for it
     */
    Outlook over(StockPlace place, double days, Instant from);
}
