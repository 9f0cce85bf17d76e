package dev.shopkeeper.recommendation.relevance.trees;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * The text in which LightGBM 4 writes a model: lines {@code name=value}, first of the model, then of each tree from
 * {@code Tree=n} on, up to {@code end of trees}; then, between {@code parameters:} and {@code end of parameters}, what it was
 * trained with.
 *
 * @param trees all of them
 * @param featureNames by number
 * @param parameters as LightGBM understood them
 */
public record LightGbmText(Trees trees, List<String> featureNames, Map<String, String> parameters) {

    private static final int CATEGORICAL = 1;
    private static final int DEFAULT_LEFT = 2;
    private static final int MISSING_SHIFT = 2;

    public LightGbmText {
        featureNames = List.copyOf(featureNames);
        parameters = Map.copyOf(parameters);
    }

    /**
     * Reads a model.
     *
     * @throws IllegalArgumentException naming what is wrong, if it is no such text or a model of another kind than a sum of
     *     trees with numeric questions
     */
    public static LightGbmText parse(String text) {
        int begin = text.indexOf("\nTree=0");
        int end = text.indexOf("end of trees");
        if (!text.startsWith("tree\n") || end < 0) {
            throw new IllegalArgumentException(
                    "The text begins with '" + text.lines().findFirst().orElse("")
                            + "' and is no whole model of LightGBM, which goes from 'tree' to 'end of trees'.");
        }
        Fields model = new Fields("model", text.substring(0, begin < 0 ? end : begin));
        model.require("version", "v4");
        model.require("num_class", "1");
        model.require("num_tree_per_iteration", "1");
        int features = model.whole("max_feature_idx") + 1;
        List<String> names = List.of(model.text("feature_names").split(" ", -1));
        if (names.size() != features) {
            throw new IllegalArgumentException(
                    "feature_names are " + names + ", and there are " + features + " features.");
        }
        TreesBuilder builder = new TreesBuilder(features);
        if (begin >= 0) {
            String[] blocks = text.substring(begin + 1, end).split("(?m)^Tree=", -1);
            for (int tree = 1; tree < blocks.length; tree++) {
                add(new Fields("tree " + (tree - 1), blocks[tree]), builder);
            }
        }
        return new LightGbmText(builder.build(), names, parameters(text.substring(end)));
    }

    private static void add(Fields tree, TreesBuilder builder) {
        tree.require("num_cat", "0");
        tree.require("is_linear", "0");
        int leaves = tree.whole("num_leaves");
        double[] values = tree.numbers("leaf_value", leaves);
        int firstLeaf = builder.leaves();
        int firstNode = builder.nodes();
        if (leaves == 1) {
            // A tree that asks nothing is written without counts.
            builder.root(builder.leaf(values[0], 1));
            return;
        }
        int inner = leaves - 1;
        double[] counts = tree.numbers("leaf_count", leaves);
        for (int leaf = 0; leaf < leaves; leaf++) {
            builder.leaf(values[leaf], (long) counts[leaf]);
        }
        double[] features = tree.numbers("split_feature", inner);
        double[] thresholds = tree.numbers("threshold", inner);
        double[] decisions = tree.numbers("decision_type", inner);
        double[] left = tree.numbers("left_child", inner);
        double[] right = tree.numbers("right_child", inner);
        double[] rows = tree.numbers("internal_count", inner);
        for (int node = 0; node < inner; node++) {
            builder.node(
                    (int) features[node], thresholds[node], missing(tree, (int) decisions[node]), (long) rows[node]);
        }
        for (int node = 0; node < inner; node++) {
            builder.children(
                    firstNode + node,
                    place((int) left[node], firstNode, firstLeaf),
                    place((int) right[node], firstNode, firstLeaf));
        }
        builder.root(firstNode);
    }

    private static int place(int child, int firstNode, int firstLeaf) {
        return child >= 0 ? firstNode + child : ~(firstLeaf + ~child);
    }

    private static byte missing(Fields tree, int decision) {
        int kind = decision >> MISSING_SHIFT;
        if ((decision & CATEGORICAL) != 0 || kind < 0 || kind > Trees.Nodes.NAN) {
            throw new IllegalArgumentException("decision_type of " + tree.what + " is " + decision
                    + ", which is no numeric question. Maybe a feature was told to be categorical?");
        }
        return (byte) (kind | ((decision & DEFAULT_LEFT) != 0 ? Trees.Nodes.LEFT : 0));
    }

    private static Map<String, String> parameters(String text) {
        Map<String, String> parameters = new HashMap<>();
        text.lines()
                .dropWhile(line -> !line.equals("parameters:"))
                .takeWhile(line -> !line.equals("end of parameters"))
                .filter(line -> line.startsWith("[") && line.endsWith("]") && line.contains(": "))
                .forEach(line -> {
                    int colon = line.indexOf(": ");
                    parameters.put(line.substring(1, colon), line.substring(colon + 2, line.length() - 1));
                });
        return parameters;
    }

    /** Lines {@code name=value}. */
    private static final class Fields {
        private final String what;
        private final Map<String, String> values = new HashMap<>();

        Fields(String what, String text) {
            this.what = what;
            text.lines().forEach(line -> {
                int equals = line.indexOf('=');
                if (equals > 0) {
                    values.put(line.substring(0, equals), line.substring(equals + 1));
                }
            });
        }

        String text(String name) {
            String value = values.get(name);
            if (value == null) {
                throw new IllegalArgumentException(
                        "The " + what + " has no '" + name + "'. Maybe the text is cut off, or of another version?");
            }
            return value;
        }

        void require(String name, String wanted) {
            if (!text(name).equals(wanted)) {
                throw new IllegalArgumentException(
                        name + " of the " + what + " is '" + text(name) + "', and only " + wanted + " can be read.");
            }
        }

        int whole(String name) {
            return (int) numbers(name, 1)[0];
        }

        double[] numbers(String name, int size) {
            ToDoubleFunction<String> number = word -> {
                try {
                    // A threshold is infinite where a question only parts what is missing from what is not.
                    return switch (word) {
                        case "inf" -> Double.POSITIVE_INFINITY;
                        case "-inf" -> Double.NEGATIVE_INFINITY;
                        default -> Double.parseDouble(word);
                    };
                } catch (NumberFormatException e) {
                    throw new IllegalArgumentException(
                            name + " of the " + what + " has '" + word + "', which is no number.", e);
                }
            };
            double[] numbers = Stream.of(text(name).strip().split(" ", -1))
                    .mapToDouble(number)
                    .toArray();
            if (numbers.length != size) {
                throw new IllegalArgumentException(name + " of the " + what + " has " + numbers.length + " values, and "
                        + size + " are needed: " + Arrays.toString(Arrays.copyOf(numbers, Math.min(5, numbers.length)))
                        + "…");
            }
            return numbers;
        }
    }
}
