package dev.shopkeeper.events;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A competitor was seen asking this price for the same item.
 */
public record CompetitorPriceObserved(
        String itemId,
        String competitorId,
        Money price,
        @Nullable Money shipping,
        @Nullable Boolean inStock,
        @Nullable String url,
        Instant observedAt)
        implements ShopEvent {

    /** The CloudEvents type. */
    public static final String TYPE = "shop.competitor_price.observed.v1";

    @Override
    public String key() {
        return itemId;
    }
}
