package dev.shopkeeper.recommendation.ials;

import dev.shopkeeper.recommendation.evaluation.Scorer;
import dev.shopkeeper.recommendation.history.History;
import java.util.Arrays;

/**
 * Items as vectors. A person is folded in when asked: nothing of people is kept. Immutable; safe to be read by many
 * threads.
 */
public final class FactorModel implements Scorer {

    /** Enough for the vector of a person to settle. */
    private static final int STEPS = 12;

    private final float[][] items;
    private final AlsOptions options;
    private final Sweep folding;

    /** @param items {@code float[items][dimension]} */
    FactorModel(float[][] items, AlsOptions options, int threads) {
        this.items = items;
        this.options = options;
        this.folding = new Sweep(items, options, threads);
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
        float[] vector = new float[options.dimension()];
        folding.improve(vector, distinct, 0, distinct.length, STEPS, new Sweep.Workspace(options.dimension()));
        return vector;
    }

    @Override
    public void score(History history, float[] scores) {
        if (history.size() == 0) {
            return;
        }
        float[] person = person(history.items());
        for (int item = 0; item < items.length; item++) {
            scores[item] += Vectors.dot(person, items[item]);
        }
    }
}
