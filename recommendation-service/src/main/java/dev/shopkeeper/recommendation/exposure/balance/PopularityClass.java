package dev.shopkeeper.recommendation.exposure.balance;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;

/**
 * How popular an item is. Items are laid in a row by their interactions, the most first; the head are the few that have the first
 * third of all interactions, the middle those that have the second, the tail are all others, also those without any.
 */
public enum PopularityClass {
    HEAD,
    MIDDLE,
    TAIL;

    /** {@code head}, {@code middle}, {@code tail}. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The classes of items.
     *
     * @param interactions {@code long[items]}; of items with equally many the first comes first
     * @return {@code PopularityClass[items]}
     */
    public static PopularityClass[] of(long... interactions) {
        Integer[] order = new Integer[interactions.length];
        Arrays.setAll(order, item -> item);
        Arrays.sort(order, Comparator.comparingLong(item -> -interactions[item]));
        double total = 0;
        for (long each : interactions) {
            total += Math.max(0, each);
        }
        PopularityClass[] classes = new PopularityClass[interactions.length];
        double before = 0;
        for (int item : order) {
            boolean any = interactions[item] > 0;
            classes[item] = any && before < total / 3 ? HEAD : any && before < total * 2 / 3 ? MIDDLE : TAIL;
            before += Math.max(0, interactions[item]);
        }
        return classes;
    }
}
