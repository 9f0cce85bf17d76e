package dev.shopkeeper.recommendation.linear;

import dev.shopkeeper.recommendation.algebra.SparseRows;
import dev.shopkeeper.recommendation.evaluation.FullRanking;
import dev.shopkeeper.recommendation.evaluation.RankingCase;
import dev.shopkeeper.recommendation.history.Histories;
import dev.shopkeeper.recommendation.search.Axis;
import dev.shopkeeper.recommendation.search.CoordinateSearch;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleConsumer;

/**
 * Trains EASE^R: by its closed form over all items where the catalogue allows it, on neighbourhoods otherwise.
 *
 * @param threads to work on; the result does not depend on them
 * @param perSource weights kept per item for serving
 * @param denseItems the largest catalogue that is solved as a whole; it takes {@code 4 * items^2} bytes outside the heap
 */
public record EaseTrainer(int threads, int perSource, int denseItems) {

    private static final List<Double> RIDGES = List.of(1.0, 3.0, 10.0, 30.0, 60.0, 100.0, 200.0, 400.0, 800.0, 1600.0);
    private static final List<Double> DAMPINGS = List.of(0.0, 0.25, 0.5, 0.75, 1.0);
    private static final List<Integer> NEIGHBOURS = List.of(50, 100, 200, 400, 800);
    private static final List<Double> ATTRIBUTE_WEIGHTS = List.of(0.0, 3.0, 10.0, 30.0, 100.0);
    private static final List<Double> HALF_LIVES = List.of(1.5, 3.0, 6.0, 12.0, Double.POSITIVE_INFINITY);

    /**
     * Searches the options that rank best.
     *
     * @param ordered whether the events of a history have an order that means anything
     */
    public CoordinateSearch.Found<EaseOptions> search(
            Histories past,
            List<RankingCase> validation,
            boolean ordered,
            int budget,
            String metric,
            DoubleConsumer progress) {
        FullRanking ranking = new FullRanking(past.items(), List.of(10, 20));
        boolean attributes = past.attributes().items().length > 0 && !dense(past);
        List<Axis<EaseOptions, ?>> axes = new ArrayList<>();
        if (ordered) {
            axes.add(new Axis<>("half_life", HALF_LIVES, EaseOptions::withHalfLife));
        }
        axes.add(new Axis<>("ridge", RIDGES, EaseOptions::withRidge));
        if (attributes) {
            axes.add(new Axis<>("attribute_weight", ATTRIBUTE_WEIGHTS, EaseOptions::withAttributeWeight));
        }
        axes.add(new Axis<>("damping", DAMPINGS, EaseOptions::withDamping));
        if (!dense(past)) {
            axes.add(new Axis<>("neighbours", NEIGHBOURS, EaseOptions::withNeighbours));
        }
        EaseOptions start = new EaseOptions(
                dense(past) ? 200 : 30, 0, 200, attributes ? 10 : 0, new Decay(ordered ? 6 : Double.POSITIVE_INFINITY));
        Map<Double, Statistics> statistics = new HashMap<>();
        Map<EaseOptions, ItemWeights> last = new HashMap<>();
        int[] tried = {0};
        return new CoordinateSearch(budget).climb(start, axes, options -> {
            progress.accept((double) tried[0]++ / budget);
            Statistics counts = statistics.get(options.damping());
            if (counts == null) {
                // Those of one damping alone: of a large catalogue they are hundreds of megabytes.
                statistics.clear();
                counts = new Cooccurrences(past, options.damping()).statistics(threads, done -> {});
                statistics.put(options.damping(), counts);
            }
            EaseOptions learned = options.withHalfLife(Double.POSITIVE_INFINITY);
            ItemWeights same = last.get(learned);
            if (same == null) {
                same = fit(counts, past, options, done -> progress.accept((double) tried[0] / budget));
                last.clear();
                last.put(learned, same);
            }
            ItemWeights weights = new ItemWeights(past.items(), List.of(options.fading()), same.weights());
            return ranking.evaluate(validation, (history, scores) -> weights.score(history, 1, scores), threads)
                    .of(metric);
        });
    }

    /** Trains with given options. */
    public ItemWeights fit(Histories past, EaseOptions options, DoubleConsumer progress) {
        return fit(new Cooccurrences(past, options.damping()).statistics(threads, progress), past, options, progress);
    }

    private boolean dense(Histories past) {
        return past.items() <= denseItems;
    }

    private ItemWeights fit(Statistics counts, Histories past, EaseOptions options, DoubleConsumer progress) {
        SparseRows byTarget = dense(past)
                ? DenseEase.fit(counts, options.ridge(), perSource)
                : new NeighbourhoodRidge(options.ridge(), options.neighbours(), options.attributeWeight(), false)
                        .fit(counts, past.attributes(), threads, progress);
        return ItemWeights.of(past.items(), List.of(options.fading()), byTarget, perSource);
    }
}
