package dev.shopkeeper.inventory.replenishment;

import dev.shopkeeper.decision.DegradedReason;
import org.jspecify.annotations.Nullable;

/**
 * What is expected to be demanded over an interval.
 *
 * @param mean units, not negative
 * @param variance of their sum, in units²
 * @param model what expects it
 * @param version of the model
 * @param degraded why a fallback had to, or null
 */
public record Outlook(
        double mean,
        double variance,
        String model,
        String version,
        @Nullable DegradedReason degraded) {

    /** @throws IllegalArgumentException if a figure is negative or no number */
    public Outlook {
        if (!(mean >= 0 && mean < Double.MAX_VALUE) || !(variance >= 0 && variance < Double.MAX_VALUE)) {
            throw new IllegalArgumentException("Model '" + model + "', version '" + version + "', expects " + mean
                    + " units with variance " + variance + ". Maybe its forecast was not clipped at 0?");
        }
    }
}
