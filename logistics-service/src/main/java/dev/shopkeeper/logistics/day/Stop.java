package dev.shopkeeper.logistics.day;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A delivery that is to be made.
 *
 * @param weightGrams null where nobody knows it
 * @param earliest when it may be handed over first; null at any time
 * @param latest when it was promised to be handed over by; null by no time
 * @param priority 0 to 100; where not all can be brought in time, those of the highest are
 */
public record Stop(
        String deliveryId,
        Place place,
        @Nullable Long weightGrams,
        @Nullable Instant earliest,
        @Nullable Instant latest,
        int priority) {}
