package dev.shopkeeper.recommendation.relevance;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Map;

/**
 * What the search chooses.
 *
 * @param leaves of a tree, at most
 * @param rowsPerLeaf at least
 * @param learningRate what a tree counts
 */
public record RelevanceOptions(int leaves, int rowsPerLeaf, double learningRate) {

    /** Where the search begins. */
    static final RelevanceOptions START = new RelevanceOptions(8, 50, 0.1);

    public RelevanceOptions {
        if (leaves < 2 || rowsPerLeaf < 1 || !(learningRate > 0 && learningRate <= 1)) {
            throw new IllegalArgumentException("leaves are " + leaves + ", rows per leaf " + rowsPerLeaf
                    + " and the learning rate " + learningRate + ". Maybe give 8, 50 and 0.1?");
        }
    }

    RelevanceOptions withLeaves(int value) {
        return new RelevanceOptions(value, rowsPerLeaf, learningRate);
    }

    RelevanceOptions withRowsPerLeaf(int value) {
        return new RelevanceOptions(leaves, value, learningRate);
    }

    RelevanceOptions withLearningRate(double value) {
        return new RelevanceOptions(leaves, rowsPerLeaf, value);
    }

    /** As LightGBM calls them. */
    Map<String, String> parameters() {
        return Map.of(
                "num_leaves", Integer.toString(leaves),
                "min_data_in_leaf", Integer.toString(rowsPerLeaf),
                "learning_rate", Double.toString(learningRate),
                "min_sum_hessian_in_leaf", "0.001",
                "lambda_l2", "1",
                "max_depth", "8",
                "lambdarank_truncation_level", "20");
    }

    void write(DataOutputStream out) throws IOException {
        out.writeInt(leaves);
        out.writeInt(rowsPerLeaf);
        out.writeDouble(learningRate);
    }

    static RelevanceOptions read(DataInputStream in) throws IOException {
        return new RelevanceOptions(in.readInt(), in.readInt(), in.readDouble());
    }
}
