package dev.shopkeeper.recommendation.journey;

import dev.shopkeeper.recommendation.evaluation.FullRanking;
import dev.shopkeeper.recommendation.evaluation.RankingCase;
import dev.shopkeeper.recommendation.history.Histories;
import dev.shopkeeper.recommendation.linear.SequentialOptions;
import dev.shopkeeper.recommendation.linear.SequentialTrainer;
import dev.shopkeeper.recommendation.search.Axis;
import dev.shopkeeper.recommendation.search.CoordinateSearch;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.DoubleConsumer;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Trains and joins the parts: the sequential regression, EASE^R, the cosine of co-occurrence and the popularity among items
 * of the same kind, all faded alike when served.
 *
 * @param threads to work on; the result does not depend on them
 * @param perSource weights that an item keeps
 * @param trials most options tried of the sequential regression
 */
public record JourneyTrainer(int threads, int perSource, int trials) {

    private static final int CASES = 4000;
    private static final int BLENDS = 60;
    private static final String METRIC = "ndcg_at_10";
    private static final double LONGEST = 50;
    private static final List<Double> HALF_LIVES = List.of(0.7, 1.5, 3.0, 6.0, 12.0, 25.0, LONGEST);
    private static final List<Double> EASE_RIDGES = List.of(10.0, 30.0, 100.0, 300.0, 1000.0, 3000.0, 10000.0);
    private static final List<Double> SHARES = List.of(0.0, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0);
    private static final List<Double> POPULARITY_SHARES = List.of(0.001, 0.01, 0.03, 0.1, 0.2, 0.4);

    /** Searches the options on cases that come after the journeys. */
    public JourneyOptions search(Journeys past, List<RankingCase> validation, DoubleConsumer progress) {
        Parts parts = new Parts(past, threads, perSource);
        Histories histories = parts.histories();
        List<RankingCase> cases = thinned(validation);
        SequentialOptions found = new SequentialTrainer(threads, perSource, false, SequentialTrainer.ONE_SCALE)
                .search(histories, cases, trials, METRIC, done -> progress.accept(0.6 * done))
                .options();
        FullRanking ranking = new FullRanking(histories.items(), List.of(10));
        int[] tried = {0};
        ToDoubleFunction<JourneyOptions> objective = options -> {
            double from = 0.6 + 0.4 * Math.min(1, tried[0]++ / (double) BLENDS);
            progress.accept(from);
            JourneyModel model = parts.joined(options, done -> progress.accept(from));
            return ranking.evaluate(cases, model, threads).of(METRIC);
        };
        boolean attributes = histories.attributes().items().length > 0;
        JourneyOptions start = best(starts(found, attributes), objective);
        return new CoordinateSearch(BLENDS - tried[0])
                .climb(start, axes(attributes), objective)
                .options();
    }

    /** Trains with given options. */
    public JourneyModel fit(Journeys past, JourneyOptions options, DoubleConsumer progress) {
        return new Parts(past, threads, perSource).joined(options, progress);
    }

    /** Every part alone, and all of them alike; fading as the sequential regression does, and hardly fading. */
    private static List<JourneyOptions> starts(SequentialOptions found, boolean attributes) {
        List<Shares> shares = new ArrayList<>(List.of(
                new Shares(1, 0, 0, 0), new Shares(0, 1, 0, 0), new Shares(0, 0, 1, 0), new Shares(1, 1, 1, 0)));
        if (attributes) {
            shares.add(new Shares(0, 0, 0, 1));
            shares.add(new Shares(1, 1, 1, 1));
        }
        double learnt = found.scales().getFirst().halfLifeSteps();
        List<JourneyOptions> starts = new ArrayList<>();
        for (double halfLife : new double[] {learnt, LONGEST}) {
            for (Shares one : shares) {
                starts.add(new JourneyOptions(
                        halfLife, learnt, found.ridge(), found.neighbours(), found.attributeWeight(), 300, one, 0.01));
            }
        }
        return starts;
    }

    private static List<Axis<JourneyOptions, ?>> axes(boolean attributes) {
        List<Axis<JourneyOptions, ?>> axes = new ArrayList<>();
        if (attributes) {
            axes.add(share("kinship_share", Shares::withKinship));
        }
        axes.add(share("ease_share", Shares::withEase));
        axes.add(new Axis<>("ease_ridge", EASE_RIDGES, JourneyOptions::withEaseRidge));
        axes.add(share("cosine_share", Shares::withCosine));
        axes.add(share("sequential_share", Shares::withSequential));
        axes.add(new Axis<>("half_life", HALF_LIVES, JourneyOptions::withHalfLife));
        axes.add(new Axis<>("popularity_share", POPULARITY_SHARES, JourneyOptions::withPopularityShare));
        return axes;
    }

    private static Axis<JourneyOptions, Double> share(String name, BiFunction<Shares, Double, Shares> with) {
        return new Axis<>(name, SHARES, (options, value) -> options.withShares(with.apply(options.shares(), value)));
    }

    private static JourneyOptions best(List<JourneyOptions> starts, ToDoubleFunction<JourneyOptions> objective) {
        JourneyOptions best = starts.getFirst();
        double reached = -1;
        for (JourneyOptions start : starts) {
            double value = objective.applyAsDouble(start);
            if (value > reached) {
                best = start;
                reached = value;
            }
        }
        return best;
    }

    private static List<RankingCase> thinned(List<RankingCase> cases) {
        return cases.size() <= CASES
                ? cases
                : IntStream.range(0, CASES)
                        .mapToObj(i -> cases.get((int) ((long) i * cases.size() / CASES)))
                        .toList();
    }
}
