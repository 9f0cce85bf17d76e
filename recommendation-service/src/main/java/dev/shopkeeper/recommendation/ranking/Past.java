package dev.shopkeeper.recommendation.ranking;

import dev.shopkeeper.recommendation.interaction.Kind;
import java.util.List;
import java.util.Set;

/**
 * What a visitor did.
 *
 * @param items the latest first; what was done with the same item several times in a row is told once
 * @param bought item ids bought within the window
 */
record Past(List<Item> items, Set<String> bought) {

    static final Past NOTHING = new Past(List.of(), Set.of());

    /**
     * An item of the past.
     *
     * @param kind the strongest thing done with it
     */
    record Item(String itemId, Kind kind) {}
}
