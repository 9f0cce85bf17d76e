package dev.shopkeeper.neural.nextitem;

import java.util.List;

/**
 * What a network learns from.
 *
 * @param items how many there are, numbered from 0
 * @param sequences of those items
 * @param attributes {@code int[items][]}: distinct attribute numbers of each
 * @param attributeCount how many attributes there are, numbered from 0
 */
public record NextItemData(int items, List<ItemSequence> sequences, int[][] attributes, int attributeCount) {

    /** @throws IllegalArgumentException naming the first item or attribute that is none */
    public NextItemData {
        sequences = List.copyOf(sequences);
        if (attributes.length != items) {
            throw new IllegalArgumentException("There are " + items + " items and attributes of " + attributes.length);
        }
        for (int item = 0; item < items; item++) {
            for (int attribute : attributes[item]) {
                if (attribute < 0 || attribute >= attributeCount) {
                    throw new IllegalArgumentException(
                            "Item " + item + " has the attribute " + attribute + ", and there are " + attributeCount);
                }
            }
        }
        for (ItemSequence sequence : sequences) {
            for (int item : sequence.items()) {
                if (item >= items) {
                    throw new IllegalArgumentException("A sequence has the item " + item + ", and there are " + items
                            + ". Maybe it is of another catalogue?");
                }
            }
        }
    }

    /** How often each item occurs. */
    int[] counts() {
        int[] counts = new int[items];
        for (ItemSequence sequence : sequences) {
            for (int item : sequence.items()) {
                counts[item]++;
            }
        }
        return counts;
    }
}
