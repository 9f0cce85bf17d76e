package dev.shopkeeper.recommendation.relevance.trees;

import it.unimi.dsi.fastutil.doubles.DoubleArrayList;
import it.unimi.dsi.fastutil.ints.IntArrayList;
import it.unimi.dsi.fastutil.longs.LongArrayList;

/** Puts trees together, node by node. For one thread. */
final class TreesBuilder {

    private final int features;
    private final IntArrayList roots = new IntArrayList();
    private final IntArrayList feature = new IntArrayList();
    private final DoubleArrayList threshold = new DoubleArrayList();
    private final IntArrayList missing = new IntArrayList();
    private final IntArrayList left = new IntArrayList();
    private final IntArrayList right = new IntArrayList();
    private final LongArrayList count = new LongArrayList();
    private final DoubleArrayList leafValues = new DoubleArrayList();
    private final LongArrayList leafCounts = new LongArrayList();

    TreesBuilder(int features) {
        this.features = features;
    }

    int nodes() {
        return feature.size();
    }

    int leaves() {
        return leafValues.size();
    }

    void root(int place) {
        roots.add(place);
    }

    int node(int asked, double bound, byte ofMissing, long rows) {
        feature.add(asked);
        threshold.add(bound);
        missing.add(ofMissing);
        left.add(0);
        right.add(0);
        count.add(rows);
        return feature.size() - 1;
    }

    void children(int node, int one, int other) {
        left.set(node, one);
        right.set(node, other);
    }

    int leaf(double value, long rows) {
        leafValues.add(value);
        leafCounts.add(rows);
        return ~(leafValues.size() - 1);
    }

    Trees build() {
        byte[] ofMissing = new byte[missing.size()];
        for (int node = 0; node < ofMissing.length; node++) {
            ofMissing[node] = (byte) missing.getInt(node);
        }
        return new Trees(
                features,
                roots.toIntArray(),
                new Trees.Nodes(
                        feature.toIntArray(),
                        threshold.toDoubleArray(),
                        ofMissing,
                        left.toIntArray(),
                        right.toIntArray(),
                        count.toLongArray()),
                leafValues.toDoubleArray(),
                leafCounts.toLongArray());
    }
}
