package dev.shopkeeper.pricing.competitor;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.shopkeeper.events.Money;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a competitor asked when it was last looked at. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CompetitorPriceView(
        String itemId,
        String competitorId,
        Money price,
        @Nullable Money shipping,
        @Nullable Boolean inStock,
        @Nullable String url,
        Instant observedAt) {}
