package dev.shopkeeper.pricing.competitor;

import dev.shopkeeper.events.CompetitorPriceObserved;
import dev.shopkeeper.events.Money;
import dev.shopkeeper.starter.bulk.Fields;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A competitor's price as a shop uploads it. */
public record CompetitorPriceEntry(
        String itemId,
        String competitorId,
        Money price,
        @Nullable Money shipping,
        @Nullable Boolean inStock,
        @Nullable String url,
        Instant observedAt) {

    static CompetitorPriceEntry read(Fields fields) {
        return new CompetitorPriceEntry(
                fields.id("item_id"),
                fields.id("competitor_id"),
                fields.money("price"),
                fields.moneyOrNull("shipping"),
                fields.truthOrNull("in_stock"),
                fields.textOrNull("url", 2_000),
                fields.past("observed_at"));
    }

    CompetitorPriceObserved event() {
        return new CompetitorPriceObserved(itemId, competitorId, price, shipping, inStock, url, observedAt);
    }
}
