package dev.shopkeeper.pricing.quote;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.shopkeeper.decision.Decision;
import dev.shopkeeper.decision.Explanation;
import dev.shopkeeper.decision.Stamp;
import dev.shopkeeper.events.Money;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The price to ask for an item. It is the same for everybody and says nothing of what the item cost.
 *
 * @param lowestInThirtyDays lowest price of the thirty days before this one came into force; absent for a first price
 * @param effectiveUntil when the promotion ends and the price before returns; absent without one
 * @param promotionId the promotion that is running
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Quote(
        String itemId,
        Money price,
        @Nullable Money listPrice,
        @Nullable Money lowestInThirtyDays,
        Instant effectiveFrom,
        @Nullable Instant effectiveUntil,
        @Nullable String promotionId,
        @JsonUnwrapped Stamp stamp,
        Explanation explanation)
        implements Decision {}
