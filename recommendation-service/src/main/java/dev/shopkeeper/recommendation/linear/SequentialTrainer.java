package dev.shopkeeper.recommendation.linear;

import dev.shopkeeper.recommendation.evaluation.FullRanking;
import dev.shopkeeper.recommendation.evaluation.RankingCase;
import dev.shopkeeper.recommendation.history.Histories;
import dev.shopkeeper.recommendation.search.Axis;
import dev.shopkeeper.recommendation.search.CoordinateSearch;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Trains the sequential linear model: faded past, then next item, at one or two time scales.
 *
 * @param threads to work on; the result does not depend on them
 * @param perSource weights kept per item and scale for serving
 * @param self whether an item may speak for itself, for shops where things are bought again
 */
public record SequentialTrainer(int threads, int perSource, boolean self) {

    private static final List<Double> HALF_LIVES = List.of(0.7, 1.5, 3.0, 6.0);
    /** Of a second scale, beside which the first is that of the visit; 0 for none. */
    private static final List<Double> SLOW_HALF_LIVES = List.of(0.0, 12.0, 30.0);

    private static final List<Double> RIDGES = List.of(3.0, 10.0, 30.0, 100.0, 300.0, 1000.0, 3000.0);
    private static final List<Integer> NEIGHBOURS = List.of(50, 100, 200, 400);
    private static final List<Double> ATTRIBUTE_WEIGHTS = List.of(0.0, 3.0, 10.0, 30.0, 100.0);
    /** A column and a value, once by rows and once together, and as much for what else is held meanwhile. */
    private static final long BYTES_AN_ENTRY = 32;

    private static final SequentialOptions START = new SequentialOptions(List.of(new Decay(3)), 100, 100, 0);

    /** Searches the options that rank best for cases that come after the histories. */
    public CoordinateSearch.Found<SequentialOptions> search(
            Histories past, List<RankingCase> validation, int budget, String metric, DoubleConsumer progress) {
        FullRanking ranking = new FullRanking(past.items(), List.of(10, 20));
        List<Axis<SequentialOptions, ?>> axes = new ArrayList<>();
        boolean attributes = past.attributes().items().length > 0;
        if (attributes) {
            axes.add(new Axis<>("attribute_weight", ATTRIBUTE_WEIGHTS, SequentialOptions::withAttributeWeight));
        }
        axes.add(new Axis<>("ridge", RIDGES, SequentialOptions::withRidge));
        axes.add(new Axis<>("half_life", HALF_LIVES, SequentialOptions::withHalfLife));
        axes.add(new Axis<>("slow_half_life", SLOW_HALF_LIVES, SequentialOptions::withSlowHalfLife));
        axes.add(new Axis<>("neighbours", NEIGHBOURS, SequentialOptions::withNeighbours));
        Kept kept = new Kept();
        int[] tried = {0};
        return new CoordinateSearch(budget).climb(attributes ? START.withAttributeWeight(10) : START, axes, options -> {
            double from = (double) tried[0]++ / budget;
            if (options.scales().size() > 1 && !kept.fitTwice()) {
                return -1;
            }
            ItemWeights weights = fit(
                    kept.statistics(past, options, done -> progress.accept(from)),
                    past,
                    options,
                    done -> progress.accept(from + done / budget));
            return ranking.evaluate(validation, (history, scores) -> weights.score(history, 1, scores), threads)
                    .of(metric);
        });
    }

    /** Trains with given options. */
    public ItemWeights fit(Histories past, SequentialOptions options, DoubleConsumer progress) {
        return fit(
                new Transitions(past, options.scales()).statistics(threads, done -> progress.accept(done / 2)),
                past,
                options,
                done -> progress.accept(0.5 + done / 2));
    }

    private ItemWeights fit(Statistics statistics, Histories past, SequentialOptions options, DoubleConsumer progress) {
        return ItemWeights.of(
                past.items(),
                options.scales(),
                new NeighbourhoodRidge(options.ridge(), options.neighbours(), options.attributeWeight(), self)
                        .fit(statistics, past.attributes(), threads, progress),
                perSource);
    }

    /** The statistics of the last scales asked for: most steps of a search do not change them. */
    private final class Kept {
        private List<Decay> scales = List.of();
        private @Nullable Statistics last;
        /** Most entries that the statistics of one scale had. */
        private long entries;

        /** Whether the statistics of two scales, up to four times as many, fit into memory while they are made. */
        boolean fitTwice() {
            return 4 * entries * BYTES_AN_ENTRY <= Runtime.getRuntime().maxMemory();
        }

        Statistics statistics(Histories past, SequentialOptions options, DoubleConsumer progress) {
            Statistics statistics = last;
            if (statistics == null || !options.scales().equals(scales)) {
                statistics = new Transitions(past, options.scales()).statistics(threads, progress);
                scales = options.scales();
                last = statistics;
                entries =
                        scales.size() == 1 ? Math.max(entries, statistics.gram().entries()) : entries;
            }
            return statistics;
        }
    }
}
