package dev.shopkeeper.recommendation.relevance;

import java.util.Comparator;
import java.util.List;

/**
 * What was shown, in the order of time: the lists of two items or more of which something was clicked or bought. Of the others
 * no order can be learned.
 */
public record ShownLists(List<ShownList> all) {

    public ShownLists {
        all = all.stream()
                .filter(list -> list.items().size() > 1 && list.wanted())
                .sorted(Comparator.comparingLong(ShownList::epochSecond).thenComparing(ShownList::rankingId))
                .toList();
    }

    /** How many items were shown in all. */
    public int rows() {
        return all.stream().mapToInt(list -> list.items().size()).sum();
    }

    /** Where the last part begins; lists of the same second stay together, in it. */
    public int at(double share) {
        int at = (int) (all.size() * share);
        while (at > 0
                && at < all.size()
                && all.get(at - 1).epochSecond() == all.get(at).epochSecond()) {
            at--;
        }
        return at;
    }

    /** Some of the lists: {@code from} included, {@code to} excluded. */
    public ShownLists slice(int from, int to) {
        return new ShownLists(all.subList(from, to));
    }
}
