package dev.shopkeeper.recommendation.relevance.trees;

import java.util.Random;

/** Trees of any shape, and rows for them. */
final class RandomTrees {

    private final Random random;
    private final int features;

    RandomTrees(long seed, int features) {
        this.random = new Random(seed);
        this.features = features;
    }

    Trees trees(int size, int deepest) {
        TreesBuilder builder = new TreesBuilder(features);
        for (int tree = 0; tree < size; tree++) {
            builder.root(grown(builder, 200 + random.nextInt(100), deepest));
        }
        return builder.build();
    }

    private int grown(TreesBuilder builder, long rows, int depth) {
        if (depth == 0 || rows < 2 || random.nextInt(6) == 0) {
            return builder.leaf(random.nextGaussian(), rows);
        }
        int missing = random.nextInt(3) | (random.nextBoolean() ? Trees.Nodes.LEFT : 0);
        int node = builder.node(random.nextInt(features), random.nextInt(5) - 2, (byte) missing, rows);
        long left = 1 + (long) (random.nextDouble() * (rows - 1));
        int one = grown(builder, left, depth - 1);
        builder.children(node, one, grown(builder, rows - left, depth - 1));
        return node;
    }

    double[] row() {
        double[] row = new double[features];
        for (int feature = 0; feature < features; feature++) {
            row[feature] = random.nextInt(5) == 0 ? Double.NaN : random.nextInt(7) - 3;
        }
        return row;
    }
}
