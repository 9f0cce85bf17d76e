package dev.shopkeeper.recommendation.linear;

import dev.shopkeeper.recommendation.algebra.SparseRows;
import dev.shopkeeper.recommendation.cooccurrence.Similarity;
import dev.shopkeeper.recommendation.history.Histories;
import java.util.List;
import java.util.function.DoubleConsumer;

/**
 * What co-occurrence says without a regression: the damped cosine of the people that two items were met by. It knows no
 * order and allows for no third item, and is hard to beat where most pairs were met by few.
 *
 * @param threads to work on; the result does not depend on them
 * @param perSource weights that an item keeps
 */
public record CosineTrainer(int threads, int perSource) {

    /** As the gate's baseline has it. */
    private static final Similarity SIMILARITY = new Similarity(2);

    /** @param fading how the past fades when the model is asked; it does not when it learns */
    public ItemWeights fit(Histories past, Decay fading, DoubleConsumer progress) {
        SparseRows counts =
                new Cooccurrences(past, 0).statistics(threads, progress).gram();
        int[][] columns = new int[past.items()][];
        float[][] values = new float[past.items()][];
        float[] occurrences = new float[past.items()];
        for (int item = 0; item < past.items(); item++) {
            for (int at = counts.starts()[item]; at < counts.starts()[item + 1]; at++) {
                occurrences[item] += counts.columns()[at] == item ? counts.values()[at] : 0;
            }
        }
        Accumulator row = new Accumulator(past.items());
        for (int item = 0; item < past.items(); item++) {
            for (int at = counts.starts()[item]; at < counts.starts()[item + 1]; at++) {
                int other = counts.columns()[at];
                if (other != item) {
                    row.add(other, (float) SIMILARITY.of(counts.values()[at], occurrences[item], occurrences[other]));
                }
            }
            int[] places = row.places();
            float[] similarities = row.values(places);
            row.clear();
            int[] kept = ItemWeights.strongest(similarities, 0, similarities.length, perSource);
            columns[item] = new int[kept.length];
            values[item] = new float[kept.length];
            for (int i = 0; i < kept.length; i++) {
                columns[item][i] = places[kept[i]];
                values[item][i] = similarities[kept[i]];
            }
        }
        return new ItemWeights(past.items(), List.of(fading), SparseRows.of(columns, values));
    }
}
