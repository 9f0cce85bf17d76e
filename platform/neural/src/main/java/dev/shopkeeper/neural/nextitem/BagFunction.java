package dev.shopkeeper.neural.nextitem;

import org.jspecify.annotations.Nullable;

/**
 * An item is the sum of rows: its own and those of its attributes. Inputs: rows x width; pairs x 2 of an item's place and a row,
 * where the last pair has the last place. Output: places x width.
 */
final class BagFunction implements VertexFunction {

    @Override
    public Values forward(Values[] inputs, boolean training) {
        Values rows = inputs[0];
        Values pairs = inputs[1];
        int width = rows.size(1);
        Values sums = Values.matrix(pairs.integer(pairs.data().length - 2) + 1, width);
        for (int pair = 0; pair < pairs.size(0); pair++) {
            add(sums, pairs.integer(2 * pair), rows, pairs.integer(2 * pair + 1), width);
        }
        return sums;
    }

    @Override
    public @Nullable Values[] backward(Values[] inputs, Values errors) {
        Values pairs = inputs[1];
        int width = inputs[0].size(1);
        Values below = Values.matrix(inputs[0].size(0), width);
        for (int pair = 0; pair < pairs.size(0); pair++) {
            add(below, pairs.integer(2 * pair + 1), errors, pairs.integer(2 * pair), width);
        }
        return new Values[] {below, null};
    }

    private static void add(Values sums, int row, Values more, int other, int width) {
        float[] to = sums.data();
        float[] from = more.data();
        int at = row * width;
        int there = other * width;
        for (int k = 0; k < width; k++) {
            to[at + k] += from[there + k];
        }
    }
}
