package dev.shopkeeper.recommendation.evaluation;

import it.unimi.dsi.fastutil.ints.Int2IntOpenHashMap;
import java.util.Arrays;

/** Some distinct items, few of many, in an order that means something to whoever chose them. Not to be changed. */
public final class Chosen {

    private final int[] items;

    /** A bit for each item up to the last chosen, since nearly all that are asked for are not and need no look into the map. */
    private final long[] bits;

    private final Int2IntOpenHashMap places;

    /** @param items distinct item numbers */
    public Chosen(int... items) {
        this.items = items.clone();
        this.places = new Int2IntOpenHashMap(items.length);
        places.defaultReturnValue(-1);
        this.bits = new long[Arrays.stream(items).max().orElse(-1) / Long.SIZE + 1];
        for (int place = 0; place < items.length; place++) {
            bits[items[place] / Long.SIZE] |= 1L << items[place];
            if (places.put(items[place], place) >= 0) {
                throw new IllegalArgumentException("Item " + items[place] + " is chosen twice");
            }
        }
    }

    public int size() {
        return items.length;
    }

    public int item(int place) {
        return items[place];
    }

    /** Where an item stands, or -1 where it was not chosen. */
    public int place(int item) {
        int word = item / Long.SIZE;
        return word >= bits.length || (bits[word] & 1L << item) == 0 ? -1 : places.get(item);
    }
}
