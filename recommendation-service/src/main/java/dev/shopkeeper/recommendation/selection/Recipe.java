package dev.shopkeeper.recommendation.selection;

import dev.shopkeeper.recommendation.blend.Blend;
import dev.shopkeeper.recommendation.history.Histories;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.DoubleConsumer;

/**
 * Which models are added up, with what options and what they count for.
 *
 * @param shares of those that take part
 * @param level about what the best item of a history scores: the shares of all on their common scale
 * @param figures what was found on the validation split: of each model alone and its share, of the blend, and of the blend without
 *     a model
 */
public record Recipe(List<Share> shares, float level, SortedMap<String, Double> figures) {

    public Recipe {
        shares = List.copyOf(shares);
        figures = Collections.unmodifiableSortedMap(new TreeMap<>(figures));
    }

    /**
     * One model's.
     *
     * @param factor what its scores are multiplied by
     */
    public record Share(Ingredient ingredient, float factor) {}

    /** Trains all of them on the same data. */
    public Blend train(Histories data, SelectionSettings settings, long seed, DoubleConsumer progress) {
        List<Blend.Part> parts = new ArrayList<>();
        for (Share share : shares) {
            double from = (double) parts.size() / shares.size();
            parts.add(new Blend.Part(
                    share.ingredient().name(),
                    share.ingredient()
                            .train(data, settings, seed, done -> progress.accept(from + done / shares.size())),
                    share.factor()));
        }
        return new Blend(parts);
    }
}
