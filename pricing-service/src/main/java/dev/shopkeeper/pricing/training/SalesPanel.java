package dev.shopkeeper.pricing.training;

import dev.shopkeeper.pricing.elasticity.ItemWeeks;
import java.util.List;

/**
 * Weekly sales of all items.
 *
 * @param items all of as many weeks
 * @param until the first day that is not known any more, in days since 1970-01-01
 */
record SalesPanel(List<ItemWeeks> items, long until) {

    int weeks() {
        return items.isEmpty() ? 0 : items.getFirst().weeks();
    }

    /** As it was known some weeks before; without items that were not on sale then. */
    SalesPanel before(int weeks) {
        int left = weeks() - weeks;
        return new SalesPanel(
                items.stream()
                        .filter(item -> item.first() < left)
                        .map(item -> item.until(left))
                        .toList(),
                until - 7L * weeks);
    }
}
