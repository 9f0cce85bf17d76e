package dev.shopkeeper.neural.nextitem;

import org.jspecify.annotations.Nullable;

/**
 * An item is the sum of rows, its own and those of its attributes, brought to one length: so that a score is an angle, and an item
 * that is rare is found as well as one that is not (Gupta et al., NISER, 2019). The last column, the bias, keeps its sum. Inputs: rows x width; pairs x 2 of an item's place and a row,
 * where the last pair has the last place. Output: places x width.
 */
final class BagFunction implements VertexFunction {

    private float[] factors = {};
    private Values vectors = Values.matrix(0, 1);

    @Override
    public Values forward(Values[] inputs, boolean training) {
        Values rows = inputs[0];
        Values pairs = inputs[1];
        int width = rows.size(1);
        Values sums = Values.matrix(pairs.integer(pairs.data().length - 2) + 1, width);
        for (int pair = 0; pair < pairs.size(0); pair++) {
            add(sums, pairs.integer(2 * pair), rows, pairs.integer(2 * pair + 1), width);
        }
        factors = new float[sums.size(0)];
        for (int place = 0; place < factors.length; place++) {
            factors[place] = ItemVectors.factor(sums.data(), place * width, width - 1);
            for (int k = 0; k < width - 1; k++) {
                sums.data()[place * width + k] *= factors[place];
            }
        }
        vectors = sums;
        return sums;
    }

    @Override
    public @Nullable Values[] backward(Values[] inputs, Values errors) {
        Values pairs = inputs[1];
        int width = inputs[0].size(1);
        Values below = Values.matrix(inputs[0].size(0), width);
        Values ofSums = Values.matrix(factors.length, width);
        for (int place = 0; place < factors.length; place++) {
            // What would only make it longer is taken out.
            int at = place * width;
            float along = 0;
            for (int k = 0; k < width - 1; k++) {
                along += errors.data()[at + k] * vectors.data()[at + k];
            }
            along /= ItemVectors.LENGTH * ItemVectors.LENGTH;
            for (int k = 0; k < width - 1; k++) {
                ofSums.data()[at + k] = factors[place] * (errors.data()[at + k] - along * vectors.data()[at + k]);
            }
            ofSums.data()[at + width - 1] = errors.data()[at + width - 1];
        }
        for (int pair = 0; pair < pairs.size(0); pair++) {
            add(below, pairs.integer(2 * pair + 1), ofSums, pairs.integer(2 * pair), width);
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
