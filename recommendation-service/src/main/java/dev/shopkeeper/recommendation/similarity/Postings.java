package dev.shopkeeper.recommendation.similarity;

import java.util.Arrays;

/** The items that have a term, ascending, and how often each has it. */
final class Postings {

    private int[] items = new int[2];
    private byte[] times = new byte[2];
    private int size;

    int size() {
        return size;
    }

    int item(int position) {
        return items[position];
    }

    int times(int position) {
        return times[position];
    }

    /** Adds an item, or changes how often it has the term. */
    void put(int item, int often) {
        int found = Arrays.binarySearch(items, 0, size, item);
        if (found >= 0) {
            times[found] = (byte) often;
            return;
        }
        int at = -found - 1;
        if (size == items.length) {
            int larger = size + (size >> 1) + 1;
            items = Arrays.copyOf(items, larger);
            times = Arrays.copyOf(times, larger);
        }
        System.arraycopy(items, at, items, at + 1, size - at);
        System.arraycopy(times, at, times, at + 1, size - at);
        items[at] = item;
        times[at] = (byte) often;
        size++;
    }

    void remove(int item) {
        int at = Arrays.binarySearch(items, 0, size, item);
        if (at >= 0) {
            size--;
            System.arraycopy(items, at + 1, items, at, size - at);
            System.arraycopy(times, at + 1, times, at, size - at);
        }
    }
}
