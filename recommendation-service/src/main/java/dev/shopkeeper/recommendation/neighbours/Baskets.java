package dev.shopkeeper.recommendation.neighbours;

import java.util.ArrayList;
import java.util.List;

/**
 * Contexts (orders, sessions) with the items met in each, by time.
 *
 * @param itemIds the items behind the numbers
 * @param all sorted by time, then by context
 */
public record Baskets(List<String> itemIds, List<Basket> all) {

    public Baskets {
        itemIds = List.copyOf(itemIds);
        all = List.copyOf(all);
    }

    /**
     * A context.
     *
     * @param context its hash
     * @param epochSecond when it began
     * @param items item numbers, distinct, in the order in which they were met
     */
    public record Basket(long context, long epochSecond, int[] items) {}

    /** Those from one place to another of the sequence. */
    public Baskets slice(int from, int to) {
        return new Baskets(itemIds, new ArrayList<>(all.subList(from, to)));
    }

    /** The place that so large a share of the contexts lies before, moved so that no instant is on both sides. */
    public int at(double share) {
        int place = (int) (all.size() * share);
        while (place > 0
                && place < all.size()
                && all.get(place).epochSecond() == all.get(place - 1).epochSecond()) {
            place++;
        }
        return place;
    }
}
