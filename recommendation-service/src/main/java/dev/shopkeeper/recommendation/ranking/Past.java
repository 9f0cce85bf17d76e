package dev.shopkeeper.recommendation.ranking;

import dev.shopkeeper.recommendation.interaction.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What a visitor did.
 *
 * @param items the latest first; what was done with the same item several times in a row is told once
 * @param bought what was bought within the window, by item id
 */
record Past(List<Item> items, Map<String, Bought> bought) {

    static final Past NOTHING = new Past(List.of(), Map.of());

    /**
     * Purchases of an item.
     *
     * @param times at least 1
     */
    record Bought(long times, Instant first, Instant last) {

        /** When more of it is wanted, if it is used up. */
        Instant wantedAgain(Duration restockAfter) {
            return last.plus(
                    times < 2 ? restockAfter : Duration.between(first, last).dividedBy(2 * (times - 1)));
        }
    }

    /**
     * An item of the past.
     *
     * @param kind the strongest thing done with it
     */
    record Item(String itemId, Kind kind) {}
}
