package dev.shopkeeper.inventory.stock;

import java.util.Comparator;

/** An item at a location; sorted in the one order in which rows are locked. */
public record StockPlace(String itemId, String locationId) implements Comparable<StockPlace> {

    private static final Comparator<StockPlace> ORDER =
            Comparator.comparing(StockPlace::itemId).thenComparing(StockPlace::locationId);

    @Override
    public int compareTo(StockPlace other) {
        return ORDER.compare(this, other);
    }
}
