package dev.shopkeeper.recommendation.ials;

import dev.shopkeeper.neural.WeightedRows;
import dev.shopkeeper.recommendation.algebra.Products;
import dev.shopkeeper.recommendation.algebra.Symmetric;
import dev.shopkeeper.recommendation.algebra.SymmetricEigen;
import dev.shopkeeper.recommendation.evaluation.Chosen;
import dev.shopkeeper.recommendation.evaluation.ExplainedScorer;
import dev.shopkeeper.recommendation.history.History;
import it.unimi.dsi.fastutil.ints.Int2IntLinkedOpenHashMap;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Items as vectors. A person is folded in when asked: nothing of people is kept. Immutable; safe to be read by many threads.
 *
 * <p>With Q the vectors of what was met, one a column, and B = alpha·VᵀV + ridge·I, a person is {@code (B + QQᵀ)⁻¹Q1}, which is
 * {@code B⁻¹Qc} with {@code (I + QᵀB⁻¹Q)c = 1}: a system as large as what was met, and one term for each item of it. The vectors
 * stand in the basis of VᵀV's eigenvectors, where B is diagonal whatever the ridge is.
 */
public final class FactorModel implements ExplainedScorer {

    /** {@code float[dimension][items]}: so all items are scored coordinate by coordinate, without sums that wait for each other. */
    private final float[][] columns;

    private final double[] eigenvalues;
    private final AlsOptions options;

    private FactorModel(float[][] columns, double[] eigenvalues, AlsOptions options) {
        this.columns = columns;
        this.eigenvalues = eigenvalues;
        this.options = options;
    }

    /** @param vectors {@code float[items][dimension]}, in any basis */
    static FactorModel of(float[][] vectors, AlsOptions options) {
        int dimension = options.dimension();
        double[][] gramian = new double[dimension][dimension];
        for (float[] vector : vectors) {
            for (int i = 0; i < dimension; i++) {
                for (int j = 0; j <= i; j++) {
                    gramian[i][j] += (double) vector[i] * vector[j];
                }
            }
        }
        SymmetricEigen eigen = SymmetricEigen.of(gramian);
        float[][] columns = new float[dimension][vectors.length];
        for (int item = 0; item < vectors.length; item++) {
            put(columns, item, eigen.rotated(vectors[item]));
        }
        return new FactorModel(columns, eigen.values(), options);
    }

    /** Writes what was learned, without the options. */
    public void write(DataOutputStream out) throws IOException {
        out.writeInt(items());
        for (double eigenvalue : eigenvalues) {
            out.writeDouble(eigenvalue);
        }
        for (int item = 0; item < items(); item++) {
            for (float[] column : columns) {
                out.writeFloat(column[item]);
            }
        }
    }

    public static FactorModel read(AlsOptions options, DataInputStream in) throws IOException {
        float[][] columns = new float[options.dimension()][in.readInt()];
        double[] eigenvalues = new double[options.dimension()];
        for (int i = 0; i < eigenvalues.length; i++) {
            eigenvalues[i] = in.readDouble();
        }
        for (int item = 0; item < columns[0].length; item++) {
            for (float[] column : columns) {
                column[item] = in.readFloat();
            }
        }
        return new FactorModel(columns, eigenvalues, options);
    }

    public AlsOptions options() {
        return options;
    }

    /** How many there are. */
    public int items() {
        return columns[0].length;
    }

    /** The vector of an item. */
    public float[] item(int item) {
        float[] vector = new float[columns.length];
        for (int i = 0; i < vector.length; i++) {
            vector[i] = columns[i][item];
        }
        return vector;
    }

    /** The vectors of all, {@code float[items][dimension]}, made anew. */
    public float[][] vectors() {
        return vectors(IntStream.range(0, items()).toArray());
    }

    private float[][] vectors(int[] some) {
        return Arrays.stream(some).mapToObj(this::item).toArray(float[][]::new);
    }

    /** The vectors of some, one after the other. */
    private float[] flat(int[] some) {
        int width = columns.length;
        float[] flat = new float[some.length * width];
        for (int i = 0; i < width; i++) {
            float[] column = columns[i];
            for (int one = 0; one < some.length; one++) {
                flat[one * width + i] = column[some[one]];
            }
        }
        return flat;
    }

    private static void put(float[][] columns, int item, float[] vector) {
        for (int i = 0; i < vector.length; i++) {
            columns[i][item] = vector[i];
        }
    }

    /** The vector of somebody who met these items. */
    public float[] person(int[] met) {
        int[] distinct = Arrays.stream(met).distinct().toArray();
        return distinct.length <= options.dimension() ? person(parts(distinct)) : solved(distinct);
    }

    /**
     * What each of the distinct items adds to the vector of somebody who met them.
     *
     * @return {@code float[met][dimension]}, adding up to {@link #person}
     */
    public float[][] parts(int[] distinct) {
        int size = distinct.length;
        int width = options.dimension();
        float[] inverse = inverse(size);
        float[] met = flat(distinct);
        float[] scaled = new float[size * width];
        for (int one = 0; one < size; one++) {
            for (int i = 0; i < width; i++) {
                scaled[one * width + i] = inverse[i] * met[one * width + i];
            }
        }
        float[] matrix = new float[size * size];
        Products.ofRows(scaled, size, met, size, width, matrix);
        for (int one = 0; one < size; one++) {
            matrix[one * size + one] += 1;
        }
        float[] weights = new float[size];
        Arrays.fill(weights, 1);
        require(Symmetric.solve(matrix, size, weights), size);
        float[][] parts = new float[size][width];
        for (int one = 0; one < size; one++) {
            for (int i = 0; i < width; i++) {
                parts[one][i] = weights[one] * scaled[one * width + i];
            }
        }
        return parts;
    }

    @Override
    public void score(History history, float factor, float[] scores) {
        if (history.size() > 0) {
            score(person(history.items()), factor, scores);
        }
    }

    private void score(float[] person, float factor, float[] scores) {
        float[] weights = new float[person.length];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = factor * person[i];
        }
        WeightedRows.addWeighted(scores, columns, 0, weights);
    }

    /** Of an item that was met several times the first event has the whole term. */
    @Override
    public void explain(History history, Chosen chosen, Terms terms) {
        ask(history).explain(chosen, terms);
    }

    @Override
    public Asked ask(History history) {
        Int2IntLinkedOpenHashMap first = new Int2IntLinkedOpenHashMap();
        for (int event = 0; event < history.size(); event++) {
            first.putIfAbsent(history.items()[event], event);
        }
        int[] distinct = first.keySet().toIntArray();
        return new Asked() {
            private float @Nullable [][] parts;

            @Override
            public void score(float factor, float[] scores) {
                if (distinct.length > options.dimension()) {
                    FactorModel.this.score(solved(distinct), factor, scores);
                } else if (distinct.length > 0) {
                    FactorModel.this.score(person(parts()), factor, scores);
                }
            }

            @Override
            public void explain(Chosen chosen, Terms terms) {
                int width = options.dimension();
                int size = chosen.size();
                float[] explained =
                        flat(IntStream.range(0, size).map(chosen::item).toArray());
                float[][] told = parts();
                float[] rows = new float[told.length * width];
                for (int part = 0; part < told.length; part++) {
                    System.arraycopy(told[part], 0, rows, part * width, width);
                }
                float[] products = new float[told.length * size];
                Products.ofRows(rows, told.length, explained, size, width, products);
                for (int part = 0; part < told.length; part++) {
                    int event = first.get(distinct[part]);
                    for (int place = 0; place < size; place++) {
                        terms.add(event, place, products[part * size + place]);
                    }
                }
            }

            private float[][] parts() {
                float[][] known = parts;
                if (known == null) {
                    known = FactorModel.this.parts(distinct);
                    parts = known;
                }
                return known;
            }
        };
    }

    private float[] person(float[][] parts) {
        float[] person = new float[options.dimension()];
        for (float[] part : parts) {
            Vectors.add(person, 1, part);
        }
        return person;
    }

    /** Of somebody who met more items than there are dimensions. */
    private float[] solved(int[] distinct) {
        int size = options.dimension();
        float[] inverse = inverse(distinct.length);
        float[] matrix = new float[size * size];
        float[] person = new float[size];
        for (float[] vector : vectors(distinct)) {
            Vectors.add(person, 1, vector);
            for (int i = 0; i < size; i++) {
                Vectors.add(matrix, i * size, vector[i], vector);
            }
        }
        for (int i = 0; i < size; i++) {
            matrix[i * size + i] += 1 / inverse[i];
        }
        require(Symmetric.solve(matrix, size, person), distinct.length);
        return person;
    }

    /** The diagonal of B⁻¹ for somebody who met so many items. */
    private float[] inverse(int met) {
        double ridge = options.regularisation() * (met + options.unobserved() * items());
        float[] inverse = new float[eigenvalues.length];
        for (int i = 0; i < inverse.length; i++) {
            inverse[i] = (float) (1 / (options.unobserved() * Math.max(0, eigenvalues[i]) + ridge));
        }
        return inverse;
    }

    private static void require(boolean solved, int met) {
        if (!solved) {
            throw new IllegalStateException("Somebody who met " + met
                    + " items cannot be folded in. Maybe a model with more regularisation would do?");
        }
    }
}
