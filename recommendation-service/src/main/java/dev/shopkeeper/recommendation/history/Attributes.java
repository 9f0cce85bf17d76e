package dev.shopkeeper.recommendation.history;

import java.util.List;

/**
 * What items are: category, brand, price band, words of the title, each a numbered attribute.
 *
 * @param ofItem {@code int[items][]}: distinct attribute numbers of each item
 * @param items {@code int[attributes][]}: the items that have each attribute
 * @param names of the attributes; empty where nobody will ask for them
 */
public record Attributes(int[][] ofItem, int[][] items, List<String> names) {

    public Attributes {
        names = List.copyOf(names);
    }

    /** The same with names, as many as there are attributes. */
    public Attributes named(List<String> given) {
        if (given.size() != items.length) {
            throw new IllegalArgumentException(
                    "There are " + items.length + " attributes and " + given.size() + " names");
        }
        return new Attributes(ofItem, items, given);
    }

    /** @param ofItem {@code int[items][]} distinct attribute numbers */
    public static Attributes of(int[][] ofItem, int attributes) {
        int[] counts = new int[attributes];
        for (int[] one : ofItem) {
            for (int attribute : one) {
                counts[attribute]++;
            }
        }
        int[][] items = new int[attributes][];
        for (int attribute = 0; attribute < attributes; attribute++) {
            items[attribute] = new int[counts[attribute]];
        }
        for (int item = ofItem.length - 1; item >= 0; item--) {
            for (int attribute : ofItem[item]) {
                items[attribute][--counts[attribute]] = item;
            }
        }
        return new Attributes(ofItem, items, List.of());
    }

    /** Items of which nothing is known. */
    public static Attributes none(int items) {
        return new Attributes(new int[items][0], new int[0][], List.of());
    }
}
