package dev.shopkeeper.inventory.imports.source;

/**
 * How far a compressed file may swell.
 *
 * @param maximumBytes of all that is inflated in one pass
 * @param maximumRatio inflated to compressed bytes, looked at once {@code ratioAfterBytes} came out
 */
public record InflationLimits(long maximumBytes, int maximumRatio, long ratioAfterBytes) {

    public InflationLimits {
        if (maximumBytes < 1 || maximumRatio < 1 || ratioAfterBytes < 0) {
            throw new IllegalArgumentException("The limits are " + maximumBytes + " bytes, ratio " + maximumRatio
                    + " after " + ratioAfterBytes + " bytes. Maybe one of them was left at 0?");
        }
    }
}
