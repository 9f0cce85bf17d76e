package dev.shopkeeper.recommendation.popularity;

import it.unimi.dsi.fastutil.ints.Int2DoubleOpenHashMap;
import java.util.stream.IntStream;

/** An immutable ranking of item numbers with their shares of the first one's weight. Safe to read from any thread. */
public final class Ranking {

    /** Nothing is wanted yet. */
    public static final Ranking EMPTY = new Ranking(new int[0], new Int2DoubleOpenHashMap());

    private final int[] items;
    private final Int2DoubleOpenHashMap shares;

    private Ranking(int[] items, Int2DoubleOpenHashMap shares) {
        this.items = items;
        this.shares = shares;
    }

    /**
     * Ranks by logarithm.
     *
     * @param items item numbers, each once
     * @param log2s the base-2 logarithm of each one's weight, finite
     */
    public static Ranking of(int[] items, double[] log2s) {
        int[] order = IntStream.range(0, items.length)
                .boxed()
                .sorted((a, b) -> {
                    int byWeight = Double.compare(log2s[b], log2s[a]);
                    return byWeight != 0 ? byWeight : Integer.compare(items[a], items[b]);
                })
                .mapToInt(Integer::intValue)
                .toArray();
        int[] ranked = new int[order.length];
        Int2DoubleOpenHashMap shares = new Int2DoubleOpenHashMap(order.length);
        for (int rank = 0; rank < order.length; rank++) {
            ranked[rank] = items[order[rank]];
            shares.put(ranked[rank], StrictMath.pow(2, log2s[order[rank]] - log2s[order[0]]));
        }
        return new Ranking(ranked, shares);
    }

    public int size() {
        return items.length;
    }

    /** The item at a rank, from zero. */
    public int itemAt(int rank) {
        return items[rank];
    }

    /** The item's weight as a share of the first one's, in (0, 1]; zero for an item that is not ranked. */
    public double share(int item) {
        return shares.get(item);
    }
}
