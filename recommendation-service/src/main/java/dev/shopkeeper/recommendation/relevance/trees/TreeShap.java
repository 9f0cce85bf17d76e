package dev.shopkeeper.recommendation.relevance.trees;

/**
 * Path-dependent TreeSHAP for one row. The way from the root to where a row is looked at is kept as one entry for each feature
 * asked on it: the share of the training rows that go the way where the feature is not told, and whether the row goes it.
 * The weight of an entry is that of all sets of features of its number. For one thread.
 */
final class TreeShap {

    private final Trees trees;
    /** One way for each depth, one behind the other; a way of depth d has d + 1 entries. */
    private final int[] feature;

    private final double[] untold;
    private final double[] told;
    private final double[] weight;

    TreeShap(Trees trees, int deepest) {
        this.trees = trees;
        int entries = (deepest + 2) * (deepest + 3) / 2;
        this.feature = new int[entries];
        this.untold = new double[entries];
        this.told = new double[entries];
        this.weight = new double[entries];
    }

    /** Adds what each feature contributes to all trees. */
    void add(double[] row, double[] contributions) {
        for (int root : trees.roots) {
            if (root >= 0) {
                walk(row, contributions, root, 0, 0, 1, 1, -1);
            }
        }
    }

    /**
     * Everything below a place.
     *
     * @param from where the way to it begins in the arrays; the one above it ends there
     * @param depth the index of the last entry of the way
     */
    private void walk(
            double[] row,
            double[] contributions,
            int place,
            int from,
            int depth,
            double untoldShare,
            double toldShare,
            int asked) {
        extend(from, depth, untoldShare, toldShare, asked);
        if (place < 0) {
            double value = trees.leafValues[~place];
            for (int entry = 1; entry <= depth; entry++) {
                contributions[feature[from + entry]] +=
                        unwound(from, depth, entry) * (told[from + entry] - untold[from + entry]) * value;
            }
            return;
        }
        int hot = trees.next(place, row);
        int left = trees.nodes.left()[place];
        int cold = hot == left ? trees.nodes.right()[place] : left;
        int split = trees.nodes.feature()[place];
        double rows = trees.count(place);
        double before = 1;
        double beforeTold = 1;
        int last = depth;
        for (int entry = 1; entry <= depth; entry++) {
            if (feature[from + entry] == split) {
                before = untold[from + entry];
                beforeTold = told[from + entry];
                unwind(from, depth, entry);
                last = depth - 1;
                break;
            }
        }
        below(row, contributions, hot, from, last, trees.count(hot) / rows * before, beforeTold, split);
        below(row, contributions, cold, from, last, trees.count(cold) / rows * before, 0, split);
    }

    /** Goes one deeper on a copy of the way. */
    private void below(
            double[] row,
            double[] contributions,
            int place,
            int from,
            int last,
            double untoldShare,
            double toldShare,
            int split) {
        int copy = from + last + 2;
        System.arraycopy(feature, from, feature, copy, last + 1);
        System.arraycopy(untold, from, untold, copy, last + 1);
        System.arraycopy(told, from, told, copy, last + 1);
        System.arraycopy(weight, from, weight, copy, last + 1);
        walk(row, contributions, place, copy, last + 1, untoldShare, toldShare, split);
    }

    private void extend(int from, int depth, double untoldShare, double toldShare, int asked) {
        feature[from + depth] = asked;
        untold[from + depth] = untoldShare;
        told[from + depth] = toldShare;
        weight[from + depth] = depth == 0 ? 1 : 0;
        for (int entry = depth - 1; entry >= 0; entry--) {
            double here = weight[from + entry];
            weight[from + entry + 1] += toldShare * here * (entry + 1) / (depth + 1);
            weight[from + entry] = untoldShare * here * (depth - entry) / (depth + 1);
        }
    }

    /** Takes an entry out, as if it had never been put in. */
    private void unwind(int from, int depth, int entry) {
        double one = told[from + entry];
        double zero = untold[from + entry];
        double portion = weight[from + depth];
        for (int each = depth - 1; each >= 0; each--) {
            if (one != 0) {
                double here = weight[from + each];
                weight[from + each] = portion * (depth + 1) / ((each + 1) * one);
                portion = here - weight[from + each] * zero * (depth - each) / (depth + 1);
            } else {
                weight[from + each] = weight[from + each] * (depth + 1) / (zero * (depth - each));
            }
        }
        for (int each = entry; each < depth; each++) {
            feature[from + each] = feature[from + each + 1];
            untold[from + each] = untold[from + each + 1];
            told[from + each] = told[from + each + 1];
        }
    }

    /** What the weights would add up to without an entry. */
    private double unwound(int from, int depth, int entry) {
        double one = told[from + entry];
        double zero = untold[from + entry];
        double portion = weight[from + depth];
        double total = 0;
        for (int each = depth - 1; each >= 0; each--) {
            if (one != 0) {
                double part = portion * (depth + 1) / ((each + 1) * one);
                total += part;
                portion = weight[from + each] - part * zero * (depth - each) / (depth + 1);
            } else {
                total += weight[from + each] / (zero * (depth - each) / (depth + 1));
            }
        }
        return total;
    }
}
