package dev.shopkeeper.recommendation.ials;

import dev.shopkeeper.recommendation.algebra.Parallel;
import dev.shopkeeper.recommendation.algebra.Products;
import dev.shopkeeper.recommendation.algebra.SparseRows;
import java.util.function.DoubleConsumer;

/**
 * One half of an iteration: every vector of one side is improved by a few steps of conjugate gradients, the other side
 * standing still. The system of one vector is {@code (Σ v vᵀ + alpha·VᵀV + lambda·s·I) x = Σ v}, the sums over what it has
 * met and s its {@code (met + alpha·others)}.
 */
final class Sweep {

    private static final int STEPS = 3;

    private final float[][] others;
    private final float[] gramian;
    private final AlsOptions options;
    private final int dimension;

    Sweep(float[][] others, AlsOptions options, int threads) {
        this.others = others;
        this.options = options;
        this.dimension = options.dimension();
        this.gramian = gramian(others, dimension, threads);
    }

    /** Improves all vectors in place. */
    void improve(float[][] vectors, SparseRows met, int threads, DoubleConsumer progress) {
        Parallel.run(
                vectors.length,
                threads,
                () -> {
                    Workspace space = new Workspace(dimension);
                    return row -> improve(
                            vectors[row], met.columns(), met.starts()[row], met.starts()[row + 1], STEPS, space);
                },
                progress);
    }

    /** Improves one vector in place; more steps come nearer to the solution. */
    void improve(float[] vector, int[] columns, int from, int to, int steps, Workspace space) {
        if (from == to) {
            java.util.Arrays.fill(vector, 0);
            return;
        }
        float ridge = (float) (options.regularisation() * (to - from + options.unobserved() * others.length));
        float[] residual = space.residual;
        boolean together = to - from <= Workspace.ROWS;
        if (together) {
            space.gather(others, columns, from, to);
        }
        multiply(vector, columns, from, to, together, ridge, space, residual);
        for (int i = 0; i < dimension; i++) {
            residual[i] = -residual[i];
        }
        for (int at = from; at < to; at++) {
            Vectors.add(residual, 1, others[columns[at]]);
        }
        float[] direction = space.direction;
        System.arraycopy(residual, 0, direction, 0, dimension);
        float square = Vectors.dot(residual, residual);
        for (int step = 0; step < steps && square > 1e-20f; step++) {
            float[] image = space.image;
            multiply(direction, columns, from, to, together, ridge, space, image);
            float length = square / Vectors.dot(direction, image);
            Vectors.add(vector, length, direction);
            Vectors.add(residual, -length, image);
            float next = Vectors.dot(residual, residual);
            float keep = next / square;
            for (int i = 0; i < dimension; i++) {
                direction[i] = residual[i] + keep * direction[i];
            }
            square = next;
        }
    }

    /** @param together whether all rows are gathered already */
    private void multiply(
            float[] vector,
            int[] columns,
            int from,
            int to,
            boolean together,
            float ridge,
            Workspace space,
            float[] image) {
        for (int i = 0; i < dimension; i++) {
            image[i] = ridge * vector[i];
        }
        Products.addWeighted(gramian, dimension, dimension, vector, image);
        for (int first = from; first < to; first += Workspace.ROWS) {
            int last = Math.min(to, first + Workspace.ROWS);
            if (!together) {
                space.gather(others, columns, first, last);
            }
            Products.withVector(space.rows, last - first, dimension, vector, space.products);
            Products.addWeighted(space.rows, last - first, dimension, space.products, image);
        }
    }

    /** alpha·VᵀV. Blocks are summed apart and then in order, so that threads do not change the sum. */
    private float[] gramian(float[][] vectors, int width, int threads) {
        int blocks = 32;
        float[][] parts = new float[blocks][];
        Parallel.run(
                blocks,
                threads,
                () -> {
                    float[] rows = new float[Workspace.ROWS * width];
                    return block -> {
                        float[] sum = new float[width * width];
                        int end = (int) ((long) vectors.length * (block + 1) / blocks);
                        int row = (int) ((long) vectors.length * block / blocks);
                        while (row < end) {
                            int count = Math.min(Workspace.ROWS, end - row);
                            for (int i = 0; i < count; i++) {
                                System.arraycopy(vectors[row + i], 0, rows, i * width, width);
                            }
                            Products.addGram(rows, count, width, 1, sum);
                            row += count;
                        }
                        parts[block] = sum;
                    };
                },
                done -> {});
        float[] sum = new float[width * width];
        for (float[] part : parts) {
            Vectors.add(sum, (float) options.unobserved(), part);
        }
        return sum;
    }

    /** What one thread needs. */
    static final class Workspace {
        /** Rows that are multiplied at once. */
        static final int ROWS = 512;

        final float[] residual;
        final float[] direction;
        final float[] image;
        final float[] products = new float[ROWS];
        private final int dimension;
        /** {@code float[rows * dimension]}, as large as anything asked for yet. */
        private float[] rows = {};

        Workspace(int dimension) {
            this.dimension = dimension;
            this.residual = new float[dimension];
            this.direction = new float[dimension];
            this.image = new float[dimension];
        }

        private void gather(float[][] others, int[] columns, int from, int to) {
            int size = (to - from) * dimension;
            if (rows.length < size) {
                rows = new float[Math.max(size, Math.min(2 * rows.length, ROWS * dimension))];
            }
            for (int at = from; at < to; at++) {
                System.arraycopy(others[columns[at]], 0, rows, (at - from) * dimension, dimension);
            }
        }
    }
}
