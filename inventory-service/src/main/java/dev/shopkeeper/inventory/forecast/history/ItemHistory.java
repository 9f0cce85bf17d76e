package dev.shopkeeper.inventory.forecast.history;

import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is known of the demand for one item. Days are counted from 1970-01-01 (UTC). Built up by adding; not thread-safe
 * until it is handed on.
 */
public final class ItemHistory {

    private final String itemId;
    private final SortedMap<Long, Long> ordered = new TreeMap<>();
    private final SortedMap<Long, Long> returned = new TreeMap<>();
    private final SortedMap<String, SortedMap<Long, Long>> sold = new TreeMap<>();
    private final Map<String, SortedMap<Long, Double>> emptyShare = new HashMap<>();
    private long firstDay = Long.MAX_VALUE;

    public ItemHistory(String itemId) {
        this.itemId = itemId;
    }

    public String itemId() {
        return itemId;
    }

    /**
     * Adds what was ordered on a day and was not cancelled; a day that is told twice adds up.
     *
     * @param units may be negative where more was cancelled than ordered
     */
    public void addOrdered(long day, long units) {
        ordered.merge(day, units, Long::sum);
        since(day);
    }

    /** Adds what came back of the orders of a day. It was demanded all the same. */
    public void addReturned(long day, long units) {
        returned.merge(day, units, Long::sum);
    }

    /** Adds what the ledger took out for sales at a location on a day. */
    public void addSold(String locationId, long day, long units) {
        sold.computeIfAbsent(locationId, location -> new TreeMap<>()).merge(day, units, Long::sum);
        since(day);
    }

    /**
     * The item was on the books of a location from this day on at the latest, sold or not.
     */
    public void addKnown(String locationId, long day) {
        sold.computeIfAbsent(locationId, location -> new TreeMap<>());
        since(day);
    }

    /**
     * Nothing was available at a location for a part of a day.
     *
     * @param share of the day, 0 to 1
     */
    public void addStockOut(String locationId, long day, double share) {
        emptyShare
                .computeIfAbsent(locationId, location -> new TreeMap<>())
                .merge(day, share, (one, other) -> Math.min(1, one + other));
    }

    private void since(long day) {
        firstDay = Math.min(firstDay, day);
    }

    /** {@link Long#MAX_VALUE} where nothing is known. */
    long firstDay() {
        return firstDay;
    }

    /** The latest day on which anything was ordered or sold, or {@link Long#MIN_VALUE}. */
    public long lastDay() {
        long last = ordered.isEmpty() ? Long.MIN_VALUE : ordered.lastKey();
        for (SortedMap<Long, Long> days : sold.values()) {
            last = days.isEmpty() ? last : Math.max(last, days.lastKey());
        }
        return last;
    }

    /** Places that the item was sold from or lies at, in the order of their ids. */
    public java.util.List<String> locations() {
        return java.util.List.copyOf(sold.keySet());
    }

    SortedMap<Long, Long> ordered() {
        return ordered;
    }

    SortedMap<Long, Long> returned() {
        return returned;
    }

    SortedMap<Long, Long> sold(String locationId) {
        return sold.getOrDefault(locationId, new TreeMap<>());
    }

    SortedMap<Long, Double> emptyShare(String locationId) {
        return emptyShare.getOrDefault(locationId, new TreeMap<>());
    }
}
