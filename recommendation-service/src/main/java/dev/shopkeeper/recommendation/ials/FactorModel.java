package dev.shopkeeper.recommendation.ials;

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

/**
 * Items as vectors. A person is folded in when asked: nothing of people is kept. Immutable; safe to be read by many threads.
 *
 * <p>With Q the vectors of what was met, one a column, and B = alpha·VᵀV + ridge·I, a person is {@code (B + QQᵀ)⁻¹Q1}, which is
 * {@code B⁻¹Qc} with {@code (I + QᵀB⁻¹Q)c = 1}: a system as large as what was met, and one term for each item of it. The vectors
 * stand in the basis of VᵀV's eigenvectors, where B is diagonal whatever the ridge is.
 */
public final class FactorModel implements ExplainedScorer {

    private final float[][] items;
    private final double[] eigenvalues;
    private final AlsOptions options;

    private FactorModel(float[][] items, double[] eigenvalues, AlsOptions options) {
        this.items = items;
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
        float[][] rotated = new float[vectors.length][];
        for (int item = 0; item < vectors.length; item++) {
            rotated[item] = eigen.rotated(vectors[item]);
        }
        return new FactorModel(rotated, eigen.values(), options);
    }

    /** Writes what was learned, without the options. */
    public void write(DataOutputStream out) throws IOException {
        out.writeInt(items.length);
        for (double eigenvalue : eigenvalues) {
            out.writeDouble(eigenvalue);
        }
        for (float[] item : items) {
            for (float coordinate : item) {
                out.writeFloat(coordinate);
            }
        }
    }

    public static FactorModel read(AlsOptions options, DataInputStream in) throws IOException {
        float[][] items = new float[in.readInt()][options.dimension()];
        double[] eigenvalues = new double[options.dimension()];
        for (int i = 0; i < eigenvalues.length; i++) {
            eigenvalues[i] = in.readDouble();
        }
        for (float[] item : items) {
            for (int i = 0; i < item.length; i++) {
                item[i] = in.readFloat();
            }
        }
        return new FactorModel(items, eigenvalues, options);
    }

    public AlsOptions options() {
        return options;
    }

    /** The vectors, {@code float[items][dimension]}; not to be written to. */
    public float[][] items() {
        return items;
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
        float[] inverse = inverse(size);
        float[][] images = new float[size][options.dimension()];
        for (int one = 0; one < size; one++) {
            for (int i = 0; i < inverse.length; i++) {
                images[one][i] = inverse[i] * items[distinct[one]][i];
            }
        }
        float[] matrix = new float[size * size];
        for (int one = 0; one < size; one++) {
            for (int other = 0; other <= one; other++) {
                float product = Vectors.dot(images[one], items[distinct[other]]);
                matrix[one * size + other] = product;
                matrix[other * size + one] = product;
            }
            matrix[one * size + one] += 1;
        }
        float[] weights = new float[size];
        Arrays.fill(weights, 1);
        require(Symmetric.solve(matrix, size, weights), size);
        for (int one = 0; one < size; one++) {
            for (int i = 0; i < inverse.length; i++) {
                images[one][i] *= weights[one];
            }
        }
        return images;
    }

    @Override
    public void score(History history, float factor, float[] scores) {
        if (history.size() == 0) {
            return;
        }
        float[] person = person(history.items());
        for (int i = 0; i < person.length; i++) {
            person[i] *= factor;
        }
        for (int item = 0; item < items.length; item++) {
            scores[item] += Vectors.dot(person, items[item]);
        }
    }

    /** Of an item that was met several times the first event has the whole term. */
    @Override
    public void explain(History history, Chosen chosen, Terms terms) {
        Int2IntLinkedOpenHashMap first = new Int2IntLinkedOpenHashMap();
        for (int event = 0; event < history.size(); event++) {
            first.putIfAbsent(history.items()[event], event);
        }
        int[] distinct = first.keySet().toIntArray();
        float[][] parts = parts(distinct);
        for (int part = 0; part < parts.length; part++) {
            int event = first.get(distinct[part]);
            for (int place = 0; place < chosen.size(); place++) {
                terms.add(event, place, Vectors.dot(parts[part], items[chosen.item(place)]));
            }
        }
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
        for (int item : distinct) {
            Vectors.add(person, 1, items[item]);
            for (int i = 0; i < size; i++) {
                Vectors.add(matrix, i * size, items[item][i], items[item]);
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
        double ridge = options.regularisation() * (met + options.unobserved() * items.length);
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
