package dev.shopkeeper.inventory.forecast.history;

import java.util.List;

/**
 * The demand of the whole shop.
 *
 * @param items in the order of their ids
 * @param until first day that is not wholly known any more, in days since 1970-01-01 (UTC)
 */
public record DemandData(List<ItemHistory> items, long until) {

    public DemandData {
        items = List.copyOf(items);
    }

    /** As it was known some days before. */
    public DemandData before(long days) {
        return new DemandData(items, until - days);
    }

    /** All series, item by item. */
    public List<DemandSeries> series(int bucketDays, int most) {
        Buckets buckets = new Buckets(until, bucketDays, most);
        return items.stream().flatMap(item -> buckets.cut(item).stream()).toList();
    }
}
