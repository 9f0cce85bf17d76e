package dev.shopkeeper.order.policy;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is sold for good. Immutable.
 *
 * @param items ids of items for which nothing is allowed
 * @param categories all of whose items are so, whether they are its narrowest or not
 * @param exceptions reasons for which the rules hold all the same, {@code damaged}
 */
public record FinalSale(Set<String> items, Set<String> categories, Set<String> exceptions) {

    public FinalSale {
        items = Set.copyOf(items);
        categories = Set.copyOf(categories);
        exceptions = Rule.normal(exceptions);
    }

    /** Whether an item stays sold. */
    boolean holds(String itemId, List<String> itemCategories, @Nullable String reason) {
        return (items.contains(itemId) || itemCategories.stream().anyMatch(categories::contains))
                && (reason == null || !exceptions.contains(Rule.normal(reason)));
    }
}
