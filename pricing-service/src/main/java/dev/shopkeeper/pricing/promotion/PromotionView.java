package dev.shopkeeper.pricing.promotion;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.shopkeeper.pricing.suggestion.PlannedPrices;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A promotion, and how it stands item by item.
 *
 * @param items each with the suggestion by which its price is approved or rejected
 * @param refused what could not be part of it when it was made, and why
 */
public record PromotionView(
        String promotionId,
        Map<String, String> names,
        BigDecimal discount,
        Instant from,
        Instant to,
        Instant createdAt,
        List<PlannedPrices.PlannedPrice> items,
        List<RefusedItem> refused) {

    /**
     * An item that a rule kept out.
     *
     * @param code the rule: {@code not-found}, {@code no-reduction}, {@code not-below-prior-price}, {@code below-floor}
     * @param value the price it would have had, where that is what is wrong
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record RefusedItem(
            String itemId, String code, @Nullable String value, String message) {}
}
