package dev.shopkeeper.neural.nextitem;

import static org.bytedeco.openblas.global.openblas_nolapack.CblasNoTrans;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasRowMajor;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasTrans;
import static org.bytedeco.openblas.global.openblas_nolapack.cblas_sgemm;

import dev.shopkeeper.neural.NativeFloats;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Scores candidates at positions, and the cross entropy of their softmax over what was not met by then.
 *
 * <p>Inputs: positions x dimension, the query of each; candidates x (dimension + 1), vectors and biases; candidates x 1, the
 * logarithm of the chance with which each is a candidate; sequences x events of candidates, below zero where there is none;
 * positions x 2 of a sequence and an event, rising; targets x 3 of a position, a candidate that was not met by then and a weight.
 * Output in training: positions x 1, losses; else positions x candidates, scores, also of what was met.
 *
 * <p>In the loss a candidate that was drawn stands for all those that were not: its score is lowered by the logarithm of its chance,
 * so that the sum over candidates is that over all items in the mean (Bengio and Senécal 2003). The items of a position's own
 * sequence are always there and stand for themselves, from the end of what was met on, and so are its targets, each of which occurs
 * once.
 */
final class CandidateSoftmax implements VertexFunction {

    private @Nullable NativeFloats queries;
    private @Nullable NativeFloats vectors;
    private @Nullable NativeFloats scores;
    private double loss;

    /** The sum of the losses of the last forward pass in training. */
    double loss() {
        return loss;
    }

    @Override
    public Values forward(Values[] inputs, boolean training) {
        Values positions = inputs[4];
        Values targets = inputs[5];
        Products products = multiply(inputs, training);
        Rows rows = new Rows(inputs);
        int count = positions.size(0);
        Values result = Values.matrix(count, training ? 1 : products.candidates);
        float[] row = new float[products.candidates];
        int target = 0;
        loss = 0;
        for (int p = 0; p < count; p++) {
            products.scores.get(p * row.length, row);
            if (!training) {
                System.arraycopy(row, 0, result.data(), p * row.length, row.length);
                continue;
            }
            rows.finish(p, row);
            int last = target;
            float weights = 0;
            double wanted = 0;
            while (last < targets.size(0) && targets.integer(3 * last) == p) {
                float weight = targets.data()[3 * last + 2];
                rows.include(targets.integer(3 * last + 1), row);
                weights += weight;
                wanted += weight * row[targets.integer(3 * last + 1)];
                last++;
            }
            double logarithm = Exponentials.softmax(row);
            result.data()[p] = (float) (weights * logarithm - wanted);
            loss += weights * logarithm - wanted;
            if (Math.abs(weights - 1) > 1e-6f) {
                for (int c = 0; c < row.length; c++) {
                    row[c] *= weights;
                }
            }
            for (; target < last; target++) {
                row[targets.integer(3 * target + 1)] -= targets.data()[3 * target + 2];
            }
            rows.clear(p, row);
            products.scores.put(p * row.length, row, 0, row.length);
        }
        return result;
    }

    @Override
    public @Nullable Values[] backward(Values[] inputs, Values errors) {
        int count = inputs[0].size(0);
        int candidates = inputs[1].size(0);
        int width = inputs[1].size(1);
        NativeFloats gradients = sized(scores, 0);
        NativeFloats left = sized(queries, 0);
        NativeFloats right = sized(vectors, 0);
        Values ofQueries = Values.matrix(count, width - 1);
        Values ofVectors = Values.matrix(candidates, width);
        float[] rows = augmented(inputs[0], width - 1);
        for (int p = 0; p < count; p++) {
            for (int k = 0; k < width; k++) {
                rows[p * width + k] *= errors.data()[p];
            }
        }
        left.put(0, rows, 0, rows.length);
        try (NativeFloats back = new NativeFloats(Math.max(count, candidates) * width)) {
            cblas_sgemm(
                    CblasRowMajor,
                    CblasTrans,
                    CblasNoTrans,
                    candidates,
                    width,
                    count,
                    1f,
                    gradients.pointer(),
                    candidates,
                    left.pointer(),
                    width,
                    0f,
                    back.pointer(),
                    width);
            back.get(0, ofVectors.data());
            cblas_sgemm(
                    CblasRowMajor,
                    CblasNoTrans,
                    CblasNoTrans,
                    count,
                    width,
                    candidates,
                    1f,
                    gradients.pointer(),
                    candidates,
                    right.pointer(),
                    width,
                    0f,
                    back.pointer(),
                    width);
            back.get(0, rows, 0, rows.length);
        }
        for (int p = 0; p < count; p++) {
            int to = p * ofQueries.size(1);
            for (int k = 0; k < width - 1; k++) {
                ofQueries.data()[to + k] = rows[p * width + k] * errors.data()[p];
            }
        }
        return new Values[] {ofQueries, ofVectors, null, null, null, null};
    }

    /** Gives its memory back. */
    void close() {
        for (NativeFloats memory : new NativeFloats[] {sized(queries, 0), sized(vectors, 0), sized(scores, 0)}) {
            memory.close();
        }
        queries = null;
        vectors = null;
        scores = null;
    }

    private record Products(int candidates, NativeFloats scores) {}

    /** Queries with a one, times vectors with their biases. */
    private Products multiply(Values[] inputs, boolean training) {
        int count = inputs[0].size(0);
        int candidates = inputs[1].size(0);
        int width = inputs[1].size(1);
        float[] left = augmented(inputs[0], width - 1);
        float[] right = inputs[1].data().clone();
        if (training) {
            for (int c = 0; c < candidates; c++) {
                right[(c + 1) * width - 1] -= inputs[2].data()[c];
            }
        }
        NativeFloats rows = sized(queries, left.length);
        NativeFloats columns = sized(vectors, right.length);
        NativeFloats products = sized(scores, Math.multiplyExact(count, candidates));
        this.queries = rows;
        this.vectors = columns;
        this.scores = products;
        rows.put(0, left, 0, left.length);
        columns.put(0, right, 0, right.length);
        cblas_sgemm(
                CblasRowMajor,
                CblasNoTrans,
                CblasTrans,
                count,
                candidates,
                width,
                1f,
                rows.pointer(),
                width,
                columns.pointer(),
                width,
                0f,
                products.pointer(),
                candidates);
        return new Products(candidates, products);
    }

    private static float[] augmented(Values queries, int dimension) {
        int count = queries.size(0);
        float[] rows = new float[count * (dimension + 1)];
        for (int p = 0; p < count; p++) {
            System.arraycopy(queries.data(), p * dimension, rows, p * (dimension + 1), dimension);
            rows[p * (dimension + 1) + dimension] = 1;
        }
        return rows;
    }

    /** The same memory if it is large enough. */
    private static NativeFloats sized(@Nullable NativeFloats memory, int size) {
        if (memory != null && memory.pointer().capacity() >= size) {
            return memory;
        }
        if (memory != null) {
            memory.close();
        }
        return new NativeFloats(size + size / 4);
    }

    /** What is particular to the row of one position: the items of its own sequence. */
    private static final class Rows {
        private static final float NEVER = -1e30f;

        private final Values chances;
        private final Values places;
        private final Values positions;
        private int[] own = {};
        private int ownOf = -1;

        Rows(Values[] inputs) {
            this.chances = inputs[2];
            this.places = inputs[3];
            this.positions = inputs[4];
        }

        void finish(int p, float[] row) {
            for (int place : own(positions.integer(2 * p))) {
                row[place] += chances.data()[place];
            }
            fillMet(p, row, NEVER);
        }

        /** A target that is there for this position stands for itself too. */
        void include(int place, float[] row) {
            for (int one : own) {
                if (one == place) {
                    return;
                }
            }
            row[place] += chances.data()[place];
        }

        /** What was met has no part in the errors. */
        void clear(int p, float[] row) {
            fillMet(p, row, 0);
        }

        private void fillMet(int p, float[] row, float value) {
            int from = positions.integer(2 * p) * places.size(1);
            for (int t = 0; t <= positions.integer(2 * p + 1); t++) {
                row[places.integer(from + t)] = value;
            }
        }

        private int[] own(int sequence) {
            if (ownOf != sequence) {
                int from = sequence * places.size(1);
                own = new int[places.size(1)];
                for (int t = 0; t < own.length; t++) {
                    own[t] = places.integer(from + t);
                }
                own = Arrays.stream(own).filter(place -> place >= 0).distinct().toArray();
                ownOf = sequence;
            }
            return own;
        }
    }
}
