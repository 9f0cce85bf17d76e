package dev.shopkeeper.recommendation.selection;

import dev.shopkeeper.recommendation.blend.Blend;
import dev.shopkeeper.recommendation.blend.BlendSearch;
import dev.shopkeeper.recommendation.evaluation.FullRanking;
import dev.shopkeeper.recommendation.evaluation.RankingCase;
import dev.shopkeeper.recommendation.evaluation.Scorer;
import dev.shopkeeper.recommendation.history.Histories;
import dev.shopkeeper.recommendation.ials.AlsTrainer;
import dev.shopkeeper.recommendation.linear.Decay;
import dev.shopkeeper.recommendation.linear.EaseTrainer;
import dev.shopkeeper.recommendation.linear.SequentialTrainer;
import dev.shopkeeper.recommendation.search.CoordinateSearch;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleConsumer;
import java.util.stream.IntStream;

/**
 * Searches, blends and trains.
 *
 * @param settings bounds
 * @param seed of whatever begins at random
 */
public record Selection(SelectionSettings settings, long seed) {

    private static final List<Double> OWN_HALF_LIVES = List.of(1.0, 2.0, 4.0, 8.0, 16.0, Double.POSITIVE_INFINITY);

    /**
     * Finds the models and their shares.
     *
     * @param past what is learned from
     * @param validation what came after it
     */
    public Selected select(Histories past, List<RankingCase> validation, Traits traits, DoubleConsumer progress) {
        List<RankingCase> cases = thinned(validation);
        List<Candidate<?>> candidates = candidates(past, cases, traits, progress);
        Map<String, Scorer> models = new LinkedHashMap<>();
        candidates.forEach(candidate -> models.put(candidate.name(), candidate.train(past)));
        BlendSearch.Found found = new BlendSearch(traits.metric(), settings.threads(), settings.floats())
                .search(past.items(), cases, models);
        progress.accept(1);
        return new Selected(candidates, found);
    }

    private List<Candidate<?>> candidates(
            Histories past, List<RankingCase> cases, Traits traits, DoubleConsumer progress) {
        List<Candidate<?>> candidates = new ArrayList<>();
        candidates.add(
                new Candidate<>("popularity", "shares of the greatest", 0, (all, options) -> new Popularity(all)));
        if (traits.repeats()) {
            candidates.add(ownItems(past, cases, traits));
        }
        if (traits.ordered()) {
            SequentialTrainer trainer = new SequentialTrainer(
                    settings.threads(), settings.perSource(), traits.repeats(), SequentialTrainer.TWO_SCALES);
            candidates.add(candidate(
                    "sequential",
                    trainer.search(past, cases, settings.trials(), traits.metric(), part(progress, 0, 0.4)),
                    (all, options) -> {
                        var weights = trainer.fit(all, options, done -> {});
                        return (history, scores) -> weights.score(history, 1, scores);
                    }));
        }
        EaseTrainer ease = new EaseTrainer(settings.threads(), settings.perSource(), settings.denseItems());
        candidates.add(candidate(
                "ease",
                ease.search(
                        past, cases, traits.ordered(), settings.trials(), traits.metric(), part(progress, 0.4, 0.7)),
                (all, options) -> {
                    var weights = ease.fit(all, options, done -> {});
                    return (history, scores) -> weights.score(history, 1, scores);
                }));
        AlsTrainer als = new AlsTrainer(settings.threads(), seed);
        candidates.add(candidate(
                "ials",
                als.search(
                        past,
                        cases,
                        settings.alsIterations(),
                        settings.alsTrials(),
                        traits.metric(),
                        part(progress, 0.7, 0.95)),
                (all, options) -> als.fit(all, options, done -> {})));
        return candidates;
    }

    private Candidate<Decay> ownItems(Histories past, List<RankingCase> cases, Traits traits) {
        FullRanking ranking = new FullRanking(past.items(), List.of(10, 20));
        Decay best = new Decay(OWN_HALF_LIVES.getFirst());
        double reached = -1;
        for (double halfLife : OWN_HALF_LIVES) {
            double value = ranking.evaluate(cases, new OwnItems(new Decay(halfLife)), settings.threads())
                    .of(traits.metric());
            if (value > reached) {
                reached = value;
                best = new Decay(halfLife);
            }
        }
        return new Candidate<>("own-items", best, OWN_HALF_LIVES.size(), (all, options) -> new OwnItems(options));
    }

    private static <O> Candidate<O> candidate(
            String name, CoordinateSearch.Found<O> found, java.util.function.BiFunction<Histories, O, Scorer> trainer) {
        return new Candidate<>(name, found.options(), found.trials().size(), trainer);
    }

    private static DoubleConsumer part(DoubleConsumer progress, double from, double to) {
        return done -> progress.accept(from + (to - from) * Math.clamp(done, 0, 1));
    }

    private List<RankingCase> thinned(List<RankingCase> cases) {
        int most = settings.cases();
        return cases.size() <= most
                ? cases
                : IntStream.range(0, most)
                        .mapToObj(i -> cases.get((int) ((long) i * cases.size() / most)))
                        .toList();
    }

    /**
     * A model with the options found for it.
     *
     * @param trials how many options were tried
     */
    public record Candidate<O>(
            String name, O options, int trials, java.util.function.BiFunction<Histories, O, Scorer> trainer) {

        Scorer train(Histories data) {
            return trainer.apply(data, options);
        }
    }

    /** What was found. */
    public record Selected(List<Candidate<?>> candidates, BlendSearch.Found found) {

        public Selected {
            candidates = List.copyOf(candidates);
        }

        /** The blend, its models trained on other data with the same options and shares. */
        public Blend train(Histories data) {
            Map<String, Scorer> models = models(data);
            List<Blend.Part> parts = new ArrayList<>();
            for (Blend.Part part : found.blend().parts()) {
                Scorer model = models.get(part.name());
                if (model != null) {
                    parts.add(new Blend.Part(part.name(), model, part.factor()));
                }
            }
            return new Blend(parts);
        }

        /** The models that have a share, trained on other data. */
        private Map<String, Scorer> models(Histories data) {
            Map<String, Scorer> models = new LinkedHashMap<>();
            for (Candidate<?> candidate : candidates) {
                if (found.shares().getOrDefault(candidate.name(), 0.0) > 0) {
                    models.put(candidate.name(), candidate.train(data));
                }
            }
            return models;
        }
    }
}
