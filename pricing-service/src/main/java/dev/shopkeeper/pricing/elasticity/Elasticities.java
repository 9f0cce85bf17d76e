package dev.shopkeeper.pricing.elasticity;

import org.jspecify.annotations.Nullable;

/** What is known of how demand answers to prices, item by item. Asked by many threads at once. */
public interface Elasticities {

    /** What is known of an item; an answer without an elasticity where that is nothing. */
    Answer of(String itemId);

    /**
     * What is known, and who says so.
     *
     * @param elasticity or null where nothing is known of the item, its category or the shop
     * @param model what answered, or the fallback where there is no champion
     * @param version of that
     * @param degraded whether a fallback stood in for a model that should have answered
     */
    record Answer(@Nullable Elasticity elasticity, String model, String version, boolean degraded) {}
}
