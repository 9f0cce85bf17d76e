package dev.shopkeeper.pricing.promotion;

import dev.shopkeeper.pricing.suggestion.SuggestionState;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;

/**
 * A promotion in a listing.
 *
 * @param discount the part that is taken off
 * @param items how many of its items are in which state
 */
public record PromotionSummary(
        String promotionId,
        Map<String, String> names,
        BigDecimal discount,
        Instant from,
        Instant to,
        Instant createdAt,
        Map<SuggestionState, Long> items) {}
