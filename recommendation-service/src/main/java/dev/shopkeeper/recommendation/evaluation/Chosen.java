package dev.shopkeeper.recommendation.evaluation;

import it.unimi.dsi.fastutil.ints.Int2IntOpenHashMap;

/** Some distinct items, few of many, in an order that means something to whoever chose them. Not to be changed. */
public final class Chosen {

    private final int[] items;
    private final Int2IntOpenHashMap places;

    /** @param items distinct item numbers */
    public Chosen(int... items) {
        this.items = items.clone();
        this.places = new Int2IntOpenHashMap(items.length);
        places.defaultReturnValue(-1);
        for (int place = 0; place < items.length; place++) {
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
        return places.get(item);
    }
}
