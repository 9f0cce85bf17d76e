package dev.shopkeeper.recommendation.history;

import java.util.Arrays;
import java.util.List;

/**
 * Histories over one catalogue.
 *
 * @param items how many items there are; they are numbered from 0
 * @param all one a person or session
 */
public record Histories(int items, List<History> all, Attributes attributes) {

    public Histories {
        all = List.copyOf(all);
        if (attributes.ofItem().length != items) {
            throw new IllegalArgumentException("There are " + items + " items and attributes of "
                    + attributes.ofItem().length + ". Maybe pass Attributes.none(items)?");
        }
    }

    public Histories with(List<History> others) {
        return new Histories(items, others, attributes);
    }

    /** How often each item occurs. */
    public int[] counts() {
        int[] counts = new int[items];
        for (History history : all) {
            for (int item : history.items()) {
                counts[item]++;
            }
        }
        return counts;
    }

    /** By how many histories each item was met. */
    public int[] people() {
        int[] people = new int[items];
        for (History history : all) {
            for (int item : Arrays.stream(history.items()).distinct().toArray()) {
                people[item]++;
            }
        }
        return people;
    }
}
