package dev.shopkeeper.gateway.collector;

import java.util.Arrays;
import java.util.function.LongConsumer;

/** A set of 64-bit hashes that takes 8 to 16 bytes each and as little as it holds. Not thread-safe. */
final class LongHashes {

    private static final int SMALLEST = 16;

    private long[] slots = new long[SMALLEST];
    private int size;

    /** Zero marks a free slot and so is no hash; one stands for it. */
    private static long stored(long hash) {
        return hash == 0 ? 1 : hash;
    }

    boolean contains(long hash) {
        return slots[place(slots, stored(hash))] != 0;
    }

    void add(long hash) {
        long value = stored(hash);
        int place = place(slots, value);
        if (slots[place] != 0) {
            return;
        }
        slots[place] = value;
        size++;
        if (size * 4L > slots.length * 3L) {
            grow();
        }
    }

    void forEach(LongConsumer action) {
        Arrays.stream(slots).filter(value -> value != 0).forEach(action);
    }

    int size() {
        return size;
    }

    private void grow() {
        long[] larger = new long[slots.length * 2];
        Arrays.stream(slots).filter(value -> value != 0).forEach(value -> larger[place(larger, value)] = value);
        slots = larger;
    }

    /** Where the value lies, or where it would. */
    private static int place(long[] slots, long value) {
        int mask = slots.length - 1;
        int place = (int) value & mask;
        while (slots[place] != 0 && slots[place] != value) {
            place = (place + 1) & mask;
        }
        return place;
    }
}
