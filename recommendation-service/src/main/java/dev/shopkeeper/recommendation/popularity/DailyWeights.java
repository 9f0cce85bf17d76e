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
        return ranked(sums(fromEpochDay, toEpochDay, Double.POSITIVE_INFINITY));
    }

    /**
     * Ranks items by their weight up to a day, that of a day before counting half for every so many days that it lies back.
     *
     * @param halfLifeDays above zero
     */
    public Ranking decayed(long toEpochDay, double halfLifeDays) {
        return ranked(sums(toEpochDay - maxDays, toEpochDay, halfLifeDays));
    }

    /**
     * Ranks items by how far their weight in the last days lies above that in as many days before, in standard deviations
     * of a Poisson count: {@code (now - before) / sqrt(now + before + 1)}. Items that did not gain are left out.
     *
     * @param days at least 1
     */
    public Ranking rising(long toEpochDay, int days) {
        Int2DoubleOpenHashMap now = sums(toEpochDay - days + 1, toEpochDay, Double.POSITIVE_INFINITY);
        Int2DoubleOpenHashMap before = sums(toEpochDay - 2L * days + 1, toEpochDay - days, Double.POSITIVE_INFINITY);
        Int2DoubleOpenHashMap gains = new Int2DoubleOpenHashMap(now.size());
        now.int2DoubleEntrySet().fastForEach(entry -> {
            double weight = Math.max(0, entry.getDoubleValue());
            double earlier = Math.max(0, before.get(entry.getIntKey()));
            gains.put(entry.getIntKey(), (weight - earlier) / Math.sqrt(weight + earlier + 1));
        });
        return ranked(gains);
    }

    private Int2DoubleOpenHashMap sums(long fromEpochDay, long toEpochDay, double halfLifeDays) {
        Int2DoubleOpenHashMap sums = new Int2DoubleOpenHashMap();
        byDay.subMap(fromEpochDay, true, toEpochDay, true).forEach((day, weights) -> {
            double factor = StrictMath.pow(0.5, (toEpochDay - day) / halfLifeDays);
            weights.int2DoubleEntrySet()
                    .fastForEach(entry -> sums.addTo(entry.getIntKey(), factor * entry.getDoubleValue()));
        });
        return sums;
    }

    private static Ranking ranked(Int2DoubleOpenHashMap sums) {
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
