package dev.shopkeeper.recommendation.catalogue;

import dev.shopkeeper.events.Money;
import dev.shopkeeper.recommendation.diversity.Candidate;
import dev.shopkeeper.recommendation.filter.FilterableItem;
import dev.shopkeeper.recommendation.similarity.ItemContent;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An item as rankings, filters and content similarity see it.
 *
 * @param titles by language
 * @param categories from the widest to the narrowest
 * @param consumable bought again and again, so that a purchase is no reason to leave it out
 * @param active in the catalogue, not withdrawn
 * @param attributes by name, such as {@code color}; none of an item that was last told to an earlier version
 * @param itemGroupId what the variants of one article have in common; null of an item that is no variant
 * @param listPrice as the catalogue told it, which may differ from the price in force
 * @param firstHeardAt the time of the first event of the item that was taken in
 */
public record CatalogueItem(
        String itemId,
        Map<String, String> titles,
        @Nullable String brand,
        @Nullable String merchantId,
        List<String> categories,
        boolean consumable,
        @Nullable String imageUrl,
        boolean active,
        Instant updatedAt,
        Map<String, String> attributes,
        @Nullable String itemGroupId,
        @Nullable Money listPrice,
        Instant firstHeardAt)
        implements FilterableItem {

    public CatalogueItem {
        titles = Map.copyOf(titles);
        categories = List.copyOf(categories);
        attributes = Map.copyOf(attributes);
    }

    /** The title in a language, else in English, else in any, else the id. */
    public String title(String language) {
        String title = titles.get(language);
        if (title == null) {
            title = titles.get("en");
        }
        if (title == null) {
            title = titles.keySet().stream()
                    .sorted()
                    .findFirst()
                    .map(titles::get)
                    .orElse(itemId);
        }
        return title;
    }

    /** As its contents are compared, the list price for its price. */
    public ItemContent content() {
        return new ItemContent(
                itemId,
                titles,
                categories,
                brand,
                listPrice == null ? null : listPrice.amount(),
                listPrice == null ? null : listPrice.currency());
    }

    /**
     * As one that a list may be chosen from.
     *
     * @param score in whole units, at least 0
     */
    public Candidate candidate(long score) {
        return new Candidate(itemId, score, categories, brand, merchantId);
    }

    /**
     * A price as it was announced.
     *
     * @param until end of its validity, or null
     */
    public record Price(Money money, Instant from, @Nullable Instant until) {
        /** Whether it is in force at a time. */
        public boolean inForceAt(Instant time) {
            return !time.isBefore(from) && (until == null || time.isBefore(until));
        }
    }
}
