package dev.shopkeeper.logistics.traveltime;

import org.jspecify.annotations.Nullable;

/**
 * How long a van stood at a door.
 *
 * @param weightGrams what it brought, null where nobody knows
 * @param seconds from arriving to the end of the delivery
 */
public record ServiceTime(@Nullable Double weightGrams, double seconds) {

    private static final double LONGEST = 4 * 3_600;
    private static final double HEAVIEST = 1e7;

    /** Whether it may have been so: more than nothing, at most 4 h, and at most 10 t. */
    public boolean plausible() {
        return seconds > 0
                && seconds <= LONGEST
                && (weightGrams == null || weightGrams >= 0 && weightGrams <= HEAVIEST);
    }
}
