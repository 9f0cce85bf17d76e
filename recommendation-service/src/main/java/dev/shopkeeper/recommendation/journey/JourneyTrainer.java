package dev.shopkeeper.recommendation.journey;

import dev.shopkeeper.recommendation.evaluation.FullRanking;
import dev.shopkeeper.recommendation.evaluation.RankingCase;
import dev.shopkeeper.recommendation.history.Histories;
import dev.shopkeeper.recommendation.linear.Decay;
import dev.shopkeeper.recommendation.linear.EaseOptions;
import dev.shopkeeper.recommendation.linear.EaseTrainer;
import dev.shopkeeper.recommendation.linear.ItemWeights;
import dev.shopkeeper.recommendation.linear.SequentialOptions;
import dev.shopkeeper.recommendation.linear.SequentialTrainer;
import dev.shopkeeper.recommendation.search.Axis;
import dev.shopkeeper.recommendation.search.CoordinateSearch;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleConsumer;
import java.util.stream.IntStream;

/**
 * Trains both regressions and joins their weights: the sequential one, and EASE^R faded like it when served.
 *
 * @param threads to work on; the result does not depend on them
 * @param perSource weights that an item keeps
 * @param trials most options tried of the sequential regression
 */
public record JourneyTrainer(int threads, int perSource, int trials) {

    private static final int CASES = 4000;
    private static final List<Double> EASE_RIDGES = List.of(10.0, 30.0, 100.0, 300.0);
    private static final List<Double> EASE_SHARES = List.of(0.0, 0.05, 0.1, 0.2, 0.4, 0.8);
    private static final List<Double> POPULARITY_SHARES = List.of(0.001, 0.01, 0.03, 0.1);

    /** Searches the options on cases that come after the journeys. */
    public JourneyOptions search(Journeys past, List<RankingCase> validation, DoubleConsumer progress) {
        Histories histories = past.histories();
        List<RankingCase> cases = thinned(validation);
        SequentialTrainer sequential = sequential();
        SequentialOptions found = sequential
                .search(histories, cases, trials, "ndcg_at_10", done -> progress.accept(0.6 * done))
                .options();
        ItemWeights ordered = sequential.fit(histories, found, done -> progress.accept(0.6 + 0.1 * done));
        JourneyOptions start = new JourneyOptions(
                found.scales().getFirst().halfLifeSteps(),
                found.ridge(),
                found.neighbours(),
                found.attributeWeight(),
                100,
                0.1,
                0.01);
        Map<Double, ItemWeights> unordered = new HashMap<>();
        FullRanking ranking = new FullRanking(histories.items(), List.of(10));
        float[] popularity = popularity(histories);
        return new CoordinateSearch(24)
                .climb(
                        start,
                        List.of(
                                new Axis<>("ease_share", EASE_SHARES, JourneyOptions::withEaseShare),
                                new Axis<>("ease_ridge", EASE_RIDGES, JourneyOptions::withEaseRidge),
                                new Axis<>("popularity_share", POPULARITY_SHARES, JourneyOptions::withPopularityShare)),
                        options -> {
                            progress.accept(0.9);
                            ItemWeights second = unordered.computeIfAbsent(
                                    options.easeRidge(),
                                    ridge -> ease(histories, options, done -> progress.accept(0.9)));
                            JourneyModel model = joined(past.itemIds(), ordered, second, popularity, options);
                            return ranking.evaluate(cases, model, threads).of("ndcg_at_10");
                        })
                .options();
    }

    /** Trains with given options. */
    public JourneyModel fit(Journeys past, JourneyOptions options, DoubleConsumer progress) {
        Histories histories = past.histories();
        SequentialOptions ordered = new SequentialOptions(
                List.of(new Decay(options.halfLifeSteps())),
                options.ridge(),
                options.neighbours(),
                options.attributeWeight());
        return joined(
                past.itemIds(),
                sequential().fit(histories, ordered, done -> progress.accept(done / 2)),
                ease(histories, options, done -> progress.accept(0.5 + done / 2)),
                popularity(histories),
                options);
    }

    private SequentialTrainer sequential() {
        return new SequentialTrainer(threads, perSource, false, SequentialTrainer.ONE_SCALE);
    }

    private ItemWeights ease(Histories histories, JourneyOptions options, DoubleConsumer progress) {
        return new EaseTrainer(threads, perSource, 0)
                .fit(
                        histories,
                        new EaseOptions(
                                options.easeRidge(),
                                0,
                                options.neighbours(),
                                options.attributeWeight(),
                                new Decay(options.halfLifeSteps())),
                        progress);
    }

    private JourneyModel joined(
            List<String> ids, ItemWeights ordered, ItemWeights second, float[] popularity, JourneyOptions options) {
        ItemWeights sum = ordered.plus(second, (float) options.easeShare(), perSource);
        return new JourneyModel(ids, sum.scaledToOne(), popularity, options);
    }

    private static float[] popularity(Histories histories) {
        int[] counts = histories.counts();
        float most = Math.max(1, IntStream.of(counts).max().orElse(1));
        float[] shares = new float[counts.length];
        for (int item = 0; item < counts.length; item++) {
            shares[item] = counts[item] / most;
        }
        return shares;
    }

    private static List<RankingCase> thinned(List<RankingCase> cases) {
        return cases.size() <= CASES
                ? cases
                : IntStream.range(0, CASES)
                        .mapToObj(i -> cases.get((int) ((long) i * cases.size() / CASES)))
                        .toList();
    }
}
