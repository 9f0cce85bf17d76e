package dev.shopkeeper.recommendation.relevance;

import dev.shopkeeper.events.Money;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An item of the blend's list as the answer finds it.
 *
 * @param blendScore points
 * @param popularityShare of the most wanted item, 0 to 1
 * @param price in force
 * @param category the narrowest
 * @param firstHeardAt when the item was first heard of
 * @param metBefore whether the visitor has met it
 */
public record CandidateFacts(
        double blendScore,
        double popularityShare,
        @Nullable Money price,
        @Nullable String category,
        @Nullable String brand,
        @Nullable Instant firstHeardAt,
        boolean metBefore) {}
