package dev.shopkeeper.inventory.forecast.history;

import dev.shopkeeper.inventory.forecast.ensemble.Series;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Demand by bucket, as it is forecast from.
 *
 * @param locationId null for all locations together
 * @param series with what could not be sold for want of stock made up for
 * @param stockOutDays by bucket
 * @param returned units that came back, in all
 * @param notes what was found and mended in the data
 */
public record DemandSeries(
        String itemId,
        @Nullable String locationId,
        Series series,
        double[] stockOutDays,
        long returned,
        List<Note> notes) {

    /** What was found in the data. */
    public enum Note {
        /** More was cancelled than ordered on some day; it counts as none. */
        NEGATIVE_DEMAND,
        /** For half of a bucket or more nothing was available; what might have sold is put in. */
        STOCK_OUTS,
        /** Less than eight buckets are known. */
        SHORT_HISTORY,
        /** Nothing was ever ordered; the ledger's sales count. */
        LEDGER_ONLY,
        /** Nothing was ever sold. */
        NEVER_SOLD
    }

    public DemandSeries {
        notes = List.copyOf(notes);
    }

    /** Days without stock within all of it. */
    public double stockOutDaysInAll() {
        double sum = 0;
        for (double days : stockOutDays) {
            sum += days;
        }
        return sum;
    }
}
