package dev.shopkeeper.recommendation.ials;

import dev.shopkeeper.recommendation.algebra.Parallel;
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
        multiply(vector, columns, from, to, ridge, residual);
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
            multiply(direction, columns, from, to, ridge, image);
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

    private void multiply(float[] vector, int[] columns, int from, int to, float ridge, float[] image) {
        for (int i = 0; i < dimension; i++) {
            image[i] = ridge * vector[i];
        }
        for (int i = 0; i < dimension; i++) {
            Vectors.add(image, vector[i], gramian, i * dimension, dimension);
        }
        for (int at = from; at < to; at++) {
            float[] other = others[columns[at]];
            Vectors.add(image, Vectors.dot(other, vector), other);
        }
    }

    /** alpha·VᵀV. Blocks are summed apart and then in order, so that threads do not change the sum. */
    private float[] gramian(float[][] vectors, int width, int threads) {
        int blocks = 32;
        float[][] parts = new float[blocks][];
        Parallel.run(
                blocks,
                threads,
                () -> block -> {
                    float[] sum = new float[width * width];
                    int end = (int) ((long) vectors.length * (block + 1) / blocks);
                    for (int row = (int) ((long) vectors.length * block / blocks); row < end; row++) {
                        float[] vector = vectors[row];
                        for (int i = 0; i < width; i++) {
                            Vectors.add(sum, i * width, vector[i], vector);
                        }
                    }
                    parts[block] = sum;
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
        final float[] residual;
        final float[] direction;
        final float[] image;

        Workspace(int dimension) {
            this.residual = new float[dimension];
            this.direction = new float[dimension];
            this.image = new float[dimension];
        }
    }
}
