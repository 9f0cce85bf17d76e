package dev.shopkeeper.recommendation.linear;

import dev.shopkeeper.recommendation.algebra.SparseRows;
import dev.shopkeeper.recommendation.evaluation.FullRanking;
import dev.shopkeeper.recommendation.evaluation.RankingCase;
import dev.shopkeeper.recommendation.history.Histories;
import dev.shopkeeper.recommendation.search.Axis;
import dev.shopkeeper.recommendation.search.CoordinateSearch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleConsumer;

/**
 * Random walks of three steps, from an item to somebody who met it and on to something else they met, less likely to end at what
 * everybody meets: RP3beta (Paudel, Christoffel, Newell, Bernstein, Updatable, accurate, diverse and scalable recommendations for
 * interactive applications, ACM Transactions on Interactive Intelligent Systems 7, 2017), each step of the walk with an exponent of
 * its own. Counted, not regressed: one pass over what was met together.
 *
 * @param threads to work on; the result does not depend on them
 * @param perSource weights that an item keeps
 */
public record WalkTrainer(int threads, int perSource) {

    private static final List<Double> DAMPINGS = List.of(0.0, 0.5, 1.0);
    private static final List<Double> SOURCES = List.of(0.0, 0.25, 0.5, 0.75, 1.0);
    private static final List<Double> POPULARITIES = List.of(0.0, 0.15, 0.3, 0.45, 0.6, 0.75);
    private static final List<Double> HALF_LIVES = List.of(0.7, 1.5, 3.0, 6.0, 12.0, 25.0, Double.POSITIVE_INFINITY);

    /**
     * Searches the options that rank best.
     *
     * @param ordered whether the events of a history have an order that means anything
     */
    public CoordinateSearch.Found<WalkOptions> search(
            Histories past,
            List<RankingCase> validation,
            boolean ordered,
            int budget,
            String metric,
            DoubleConsumer progress) {
        FullRanking ranking = new FullRanking(past.items(), List.of(10, 20));
        List<Axis<WalkOptions, ?>> axes = new ArrayList<>();
        axes.add(new Axis<>("popularity", POPULARITIES, WalkOptions::withPopularity));
        axes.add(new Axis<>("source", SOURCES, WalkOptions::withSource));
        if (ordered) {
            axes.add(new Axis<>("half_life", HALF_LIVES, WalkOptions::withHalfLife));
        }
        axes.add(new Axis<>("damping", DAMPINGS, WalkOptions::withDamping));
        WalkOptions start = new WalkOptions(1, 0.5, 0.3, new Decay(ordered ? 3 : Double.POSITIVE_INFINITY));
        Map<Double, SparseRows> counts = new HashMap<>();
        int[] tried = {0};
        return new CoordinateSearch(budget).climb(start, axes, options -> {
            progress.accept((double) tried[0]++ / budget);
            SparseRows counted = counts.get(options.damping());
            if (counted == null) {
                // Those of one damping alone: of a large catalogue they are hundreds of megabytes.
                counts.clear();
                counted = counts(past, options.damping(), done -> {});
                counts.put(options.damping(), counted);
            }
            ItemWeights weights = weights(past, counted, options);
            return ranking.evaluate(validation, (history, scores) -> weights.score(history, 1, scores), threads)
                    .of(metric);
        });
    }

    /** Trains with given options. */
    public ItemWeights fit(Histories past, WalkOptions options, DoubleConsumer progress) {
        return weights(past, counts(past, options.damping(), progress), options);
    }

    private SparseRows counts(Histories past, double damping, DoubleConsumer progress) {
        return new Cooccurrences(past, damping).statistics(threads, progress).gram();
    }

    private ItemWeights weights(Histories past, SparseRows counts, WalkOptions options) {
        double[] speaks = new double[past.items()];
        double[] spoken = new double[past.items()];
        int[] times = past.people();
        for (int item = 0; item < speaks.length; item++) {
            speaks[item] = Math.pow(Math.max(1, times[item]), -options.source());
            spoken[item] = Math.pow(Math.max(1, times[item]), -options.popularity());
        }
        int[][] columns = new int[past.items()][];
        float[][] values = new float[past.items()][];
        for (int item = 0; item < columns.length; item++) {
            int from = counts.starts()[item];
            int size = counts.starts()[item + 1] - from;
            float[] weights = new float[size];
            for (int i = 0; i < size; i++) {
                int other = counts.columns()[from + i];
                weights[i] = other == item ? 0 : (float) (counts.values()[from + i] * speaks[item] * spoken[other]);
            }
            int[] kept = Arrays.stream(ItemWeights.strongest(weights, 0, size, perSource))
                    .filter(place -> weights[place] > 0)
                    .toArray();
            columns[item] = Arrays.stream(kept)
                    .map(place -> counts.columns()[from + place])
                    .toArray();
            values[item] = new float[kept.length];
            for (int i = 0; i < kept.length; i++) {
                values[item][i] = weights[kept[i]];
            }
        }
        return new ItemWeights(past.items(), List.of(options.fading()), SparseRows.of(columns, values));
    }
}
