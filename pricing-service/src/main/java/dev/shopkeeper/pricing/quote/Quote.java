package dev.shopkeeper.pricing.quote;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.shopkeeper.events.Money;
import dev.shopkeeper.starter.decision.Decision;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The price to ask for an item. It is the same for everybody and says nothing of what the item cost.
 *
 * @param lowestInThirtyDays lowest price of the thirty days before this one came into force; absent for a first price
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Quote(
        String itemId,
        Money price,
        @Nullable Money listPrice,
        @Nullable Money lowestInThirtyDays,
        Instant effectiveFrom,
        String model,
        String modelVersion,
        Instant decidedAt,
        boolean degraded,
        String explanation)
        implements Decision {}
