package dev.shopkeeper.recommendation.popularity;

import it.unimi.dsi.fastutil.ints.Int2DoubleOpenHashMap;
import java.util.TreeMap;

/**
 * Weighted interactions of items by day, for popularity inside a plain window. Days before the newest
 * {@code maxDays} are forgotten. Not thread-safe.
 */
public final class DailyWeights {

    private final int maxDays;
    private final TreeMap<Long, Int2DoubleOpenHashMap> byDay = new TreeMap<>();

    /** @param maxDays how many days, counted from the newest, are kept */
    public DailyWeights(int maxDays) {
        this.maxDays = maxDays;
    }

    /** Adds a weight, or takes a negative one away. */
    public void add(int item, long epochDay, double weight) {
        if (!byDay.isEmpty() && epochDay <= byDay.lastKey() - maxDays) {
            return;
        }
        byDay.computeIfAbsent(epochDay, ignored -> new Int2DoubleOpenHashMap()).addTo(item, weight);
        byDay.headMap(byDay.lastKey() - maxDays, true).clear();
    }

    /** Ranks items by their weight from one day to another, both included. */
    public Ranking ranking(long fromEpochDay, long toEpochDay) {
        Int2DoubleOpenHashMap sums = new Int2DoubleOpenHashMap();
        for (Int2DoubleOpenHashMap day :
                byDay.subMap(fromEpochDay, true, toEpochDay, true).values()) {
            day.int2DoubleEntrySet().fastForEach(entry -> sums.addTo(entry.getIntKey(), entry.getDoubleValue()));
        }
        int[] items = sums.int2DoubleEntrySet().stream()
                .filter(entry -> entry.getDoubleValue() > 0)
                .mapToInt(Int2DoubleOpenHashMap.Entry::getIntKey)
                .toArray();
        double[] logs = new double[items.length];
        for (int i = 0; i < items.length; i++) {
            logs[i] = StrictMath.log(sums.get(items[i])) / StrictMath.log(2);
        }
        return Ranking.of(items, logs);
    }
}
