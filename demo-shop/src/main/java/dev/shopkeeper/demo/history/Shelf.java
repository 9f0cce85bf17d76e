package dev.shopkeeper.demo.history;

import dev.shopkeeper.demo.world.Dice;
import dev.shopkeeper.demo.world.Item;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where the lists come from that a visitor is shown: the shop's own, or somebody's recommendations. */
@FunctionalInterface
public interface Shelf {

    /**
     * A list as shown.
     *
     * @param rankingId of the answer it came from, if it came from a recommender
     */
    record Shown(String listId, @Nullable String rankingId, List<Item> items) {}

    /** What this visitor is shown who looks for something of that category. */
    Shown show(Visitor visitor, int category, @Nullable Item lookedAt, Dice dice);
}
