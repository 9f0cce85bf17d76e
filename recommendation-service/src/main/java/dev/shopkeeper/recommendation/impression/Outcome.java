package dev.shopkeeper.recommendation.impression;

import dev.shopkeeper.events.Money;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An item that was shown, and what became of it.
 *
 * @param position from 1
 * @param unitId the user for whom the answer was, else the anonymous visitor
 * @param propensity how probable it was that the item stood there; 1 where nothing was drawn
 * @param conversions purchases credited to it: those that name the ranking, and those by whoever clicked it last within the 24
 *     hours before
 * @param revenue of those; null where no value is known, or values in several currencies
 */
public record Outcome(
        UUID rankingId,
        String itemId,
        int position,
        Instant shownAt,
        @Nullable String placement,
        String model,
        String modelVersion,
        @Nullable String experimentId,
        @Nullable String arm,
        @Nullable String unitId,
        double propensity,
        boolean clicked,
        long conversions,
        @Nullable Money revenue) {}
