package dev.shopkeeper.recommendation.relevance.trees;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A sum of binary regression trees over numeric features, of which a value may be missing (NaN). Immutable, safe to be read by
 * many threads.
 *
 * <p>All trees lie in the same arrays. A child that is not negative is a node, another is the leaf {@code ~child}; so is a
 * root.
 */
public final class Trees {

    private static final int MAGIC = 0x54524531;
    /** LightGBM's own bound for what counts as zero where zero stands for missing. */
    private static final double ZERO = 1e-35f;

    private final int features;
    final int[] roots;
    final Nodes nodes;
    final double[] leafValues;
    final long[] leafCounts;
    private final int deepest;
    private final double[] expected;

    /**
     * Trees.
     *
     * @param features how many values a row has
     * @param roots {@code int[trees]}
     * @param leafValues {@code double[leaves]}
     * @param leafCounts {@code long[leaves]}, training rows
     * @throws IllegalArgumentException if they are no trees: a node or leaf that is in none of them or twice, a feature that no
     *     row has
     */
    Trees(int features, int[] roots, Nodes nodes, double[] leafValues, long[] leafCounts) {
        this.features = features;
        this.roots = roots;
        this.nodes = nodes;
        this.leafValues = leafValues;
        this.leafCounts = leafCounts;
        this.deepest = new Check().deepest();
        this.expected = new double[roots.length];
        for (int tree = 0; tree < roots.length; tree++) {
            expected[tree] = sum(roots[tree]) / count(roots[tree]);
        }
    }

    /**
     * The inner nodes, beside each other.
     *
     * @param feature that is asked for
     * @param threshold a value up to it goes left
     * @param missing what goes where a value is missing
     * @param left child
     * @param right child
     * @param count training rows
     */
    record Nodes(int[] feature, double[] threshold, byte[] missing, int[] left, int[] right, long[] count) {

        /** No value counts as missing, NaN counts as 0. */
        static final byte NOTHING = 0;
        /** Zero and NaN count as missing. */
        static final byte ZERO = 1;
        /** NaN counts as missing. */
        static final byte NAN = 2;
        /** Added where what is missing goes left. */
        static final byte LEFT = 4;

        Nodes {
            int size = feature.length;
            if (threshold.length != size
                    || missing.length != size
                    || left.length != size
                    || right.length != size
                    || count.length != size) {
                throw new IllegalArgumentException("Of " + size + " nodes not all have all that a node has.");
            }
        }
    }

    /** How many values a row has. */
    public int features() {
        return features;
    }

    /** How many trees there are. */
    public int size() {
        return roots.length;
    }

    /**
     * The sum of all trees.
     *
     * @param row {@code double[features]}, NaN where a value is missing
     */
    public double predict(double[] row) {
        return predict(row, 0, roots.length);
    }

    /** The sum of some of the trees: {@code from} included, {@code to} excluded. */
    public double predict(double[] row, int from, int to) {
        double sum = 0;
        for (int tree = from; tree < to; tree++) {
            int at = roots[tree];
            while (at >= 0) {
                at = next(at, row);
            }
            sum += leafValues[~at];
        }
        return sum;
    }

    /** What the sum of all trees is on the average of the training rows. */
    public double expected() {
        double sum = 0;
        for (double one : expected) {
            sum += one;
        }
        return sum;
    }

    /**
     * What each feature adds to {@link #expected} in {@link #predict}: Shapley values where a feature that is not told is
     * averaged over the training rows of the node that asks for it (Lundberg, Erion, Lee: Consistent Individualized Feature
     * Attribution for Tree Ensembles, 2018, arXiv 1802.03888, algorithm 2).
     *
     * @param row {@code double[features]}
     * @return {@code double[features]}, which add up to the prediction less what is expected
     */
    public double[] contributions(double[] row) {
        double[] contributions = new double[features];
        new TreeShap(this, deepest).add(row, contributions);
        return contributions;
    }

    int next(int node, double[] row) {
        double value = row[nodes.feature[node]];
        int missing = nodes.missing[node];
        if (Double.isNaN(value) && (missing & Nodes.NAN) == 0) {
            value = 0;
        }
        if (Double.isNaN(value) || (missing & Nodes.ZERO) != 0 && Math.abs(value) <= ZERO) {
            return (missing & Nodes.LEFT) != 0 ? nodes.left[node] : nodes.right[node];
        }
        return value <= nodes.threshold[node] ? nodes.left[node] : nodes.right[node];
    }

    long count(int place) {
        return place >= 0 ? nodes.count[place] : leafCounts[~place];
    }

    private double sum(int place) {
        return place < 0 ? leafValues[~place] * leafCounts[~place] : sum(nodes.left[place]) + sum(nodes.right[place]);
    }

    public void write(DataOutputStream out) throws IOException {
        out.writeInt(MAGIC);
        out.writeInt(features);
        out.writeInt(roots.length);
        out.writeInt(nodes.feature.length);
        out.writeInt(leafValues.length);
        for (int root : roots) {
            out.writeInt(root);
        }
        for (int node = 0; node < nodes.feature.length; node++) {
            out.writeInt(nodes.feature[node]);
            out.writeDouble(nodes.threshold[node]);
            out.writeByte(nodes.missing[node]);
            out.writeInt(nodes.left[node]);
            out.writeInt(nodes.right[node]);
            out.writeLong(nodes.count[node]);
        }
        for (int leaf = 0; leaf < leafValues.length; leaf++) {
            out.writeDouble(leafValues[leaf]);
            out.writeLong(leafCounts[leaf]);
        }
    }

    /**
     * Reads trees out of bytes in memory.
     *
     * @throws IllegalArgumentException if what is read are no trees
     */
    public static Trees read(DataInputStream in) throws IOException {
        int magic = in.readInt();
        if (magic != MAGIC) {
            throw new IllegalArgumentException("The bytes begin with " + Integer.toHexString(magic)
                    + ", not like trees. Maybe they are of another kind of model?");
        }
        int features = in.readInt();
        int[] roots = new int[length(in, "trees")];
        int inner = length(in, "nodes");
        int leaves = length(in, "leaves");
        for (int tree = 0; tree < roots.length; tree++) {
            roots[tree] = in.readInt();
        }
        Nodes nodes = new Nodes(
                new int[inner], new double[inner], new byte[inner], new int[inner], new int[inner], new long[inner]);
        for (int node = 0; node < inner; node++) {
            nodes.feature[node] = in.readInt();
            nodes.threshold[node] = in.readDouble();
            nodes.missing[node] = in.readByte();
            nodes.left[node] = in.readInt();
            nodes.right[node] = in.readInt();
            nodes.count[node] = in.readLong();
        }
        double[] values = new double[leaves];
        long[] counts = new long[leaves];
        for (int leaf = 0; leaf < leaves; leaf++) {
            values[leaf] = in.readDouble();
            counts[leaf] = in.readLong();
        }
        return new Trees(features, roots, nodes, values, counts);
    }

    /** Nothing takes less than four bytes, so a damaged length asks for no memory. */
    private static int length(DataInputStream in, String what) throws IOException {
        int length = in.readInt();
        if (length < 0 || length > in.available() / Integer.BYTES) {
            throw new IllegalArgumentException("The bytes tell of " + length + " " + what + ", and " + in.available()
                    + " bytes are left. Maybe they are cut off?");
        }
        return length;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Trees trees
                && features == trees.features
                && Arrays.equals(roots, trees.roots)
                && Arrays.equals(nodes.feature, trees.nodes.feature)
                && Arrays.equals(nodes.threshold, trees.nodes.threshold)
                && Arrays.equals(nodes.missing, trees.nodes.missing)
                && Arrays.equals(nodes.left, trees.nodes.left)
                && Arrays.equals(nodes.right, trees.nodes.right)
                && Arrays.equals(nodes.count, trees.nodes.count)
                && Arrays.equals(leafValues, trees.leafValues)
                && Arrays.equals(leafCounts, trees.leafCounts);
    }

    @Override
    public int hashCode() {
        return Objects.hash(features, Arrays.hashCode(roots), Arrays.hashCode(leafValues));
    }

    /** Makes sure that everything hangs together, so that no row can lose its way. */
    private final class Check {
        private final boolean[] nodeSeen = new boolean[nodes.feature.length];
        private final boolean[] leafSeen = new boolean[leafValues.length];

        /** The most questions that one row is asked. */
        int deepest() {
            if (leafCounts.length != leafValues.length) {
                throw new IllegalArgumentException(
                        "There are " + leafValues.length + " leaves and " + leafCounts.length + " counts of them.");
            }
            int most = 0;
            for (int root : roots) {
                most = Math.max(most, depth(root, 0));
            }
            all(nodeSeen, "node");
            all(leafSeen, "leaf");
            return most;
        }

        private int depth(int place, int above) {
            boolean leaf = place < 0;
            int number = leaf ? ~place : place;
            boolean[] seen = leaf ? leafSeen : nodeSeen;
            String what = (leaf ? "leaf " : "node ") + number;
            if (number >= seen.length || seen[number]) {
                throw new IllegalArgumentException(
                        "The " + what + (number >= seen.length ? " is missing." : " is in the trees twice."));
            }
            seen[number] = true;
            if (count(place) < 1) {
                throw new IllegalArgumentException("The " + what + " has " + count(place) + " training rows.");
            }
            if (leaf) {
                if (!Double.isFinite(leafValues[number])) {
                    throw new IllegalArgumentException("The " + what + " has the value " + leafValues[number] + ".");
                }
                return above;
            }
            if (nodes.feature[number] < 0 || nodes.feature[number] >= features) {
                throw new IllegalArgumentException("The " + what + " asks for feature " + nodes.feature[number]
                        + ", and a row has " + features + ".");
            }
            return Math.max(depth(nodes.left[number], above + 1), depth(nodes.right[number], above + 1));
        }

        private static void all(boolean[] seen, String what) {
            for (int number = 0; number < seen.length; number++) {
                if (!seen[number]) {
                    throw new IllegalArgumentException("The " + what + " " + number + " is in no tree.");
                }
            }
        }
    }
}
