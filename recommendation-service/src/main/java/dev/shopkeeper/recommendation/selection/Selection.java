package dev.shopkeeper.recommendation.selection;

import dev.shopkeeper.recommendation.blend.BlendSearch;
import dev.shopkeeper.recommendation.blend.OwnItems;
import dev.shopkeeper.recommendation.deep.DeepOptions;
import dev.shopkeeper.recommendation.deep.DeepTrainer;
import dev.shopkeeper.recommendation.evaluation.ExplainedScorer;
import dev.shopkeeper.recommendation.evaluation.FullRanking;
import dev.shopkeeper.recommendation.evaluation.RankingCase;
import dev.shopkeeper.recommendation.evaluation.Scorer;
import dev.shopkeeper.recommendation.history.Histories;
import dev.shopkeeper.recommendation.ials.AlsOptions;
import dev.shopkeeper.recommendation.ials.AlsTrainer;
import dev.shopkeeper.recommendation.linear.CosineTrainer;
import dev.shopkeeper.recommendation.linear.Decay;
import dev.shopkeeper.recommendation.linear.EaseOptions;
import dev.shopkeeper.recommendation.linear.ItemWeights;
import dev.shopkeeper.recommendation.linear.KinshipTrainer;
import dev.shopkeeper.recommendation.linear.SequentialOptions;
import dev.shopkeeper.recommendation.linear.WalkOptions;
import dev.shopkeeper.recommendation.linear.WalkTrainer;
import dev.shopkeeper.recommendation.search.CoordinateSearch;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.DoubleConsumer;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Searches the options of every model and what each counts for.
 *
 * @param settings bounds
 * @param seed of whatever begins at random
 */
public record Selection(SelectionSettings settings, long seed) {

    private static final List<Double> HALF_LIVES = List.of(0.7, 1.5, 3.0, 6.0, 12.0, 25.0, Double.POSITIVE_INFINITY);

    /**
     * What was found.
     *
     * @param recipe to be trained anew on more data
     * @param without the recipe that is found without a model, for the network if it would have a share
     * @param candidates all that were tried, with their best options
     * @param found shares, and the metric of each alone and of all together
     */
    public record Selected(
            Recipe recipe, Map<String, Recipe> without, List<Candidate> candidates, BlendSearch.Found found) {

        public Selected {
            without = Map.copyOf(without);
            candidates = List.copyOf(candidates);
        }
    }

    /**
     * A model with the options found for it.
     *
     * @param trials how many options were tried
     */
    public record Candidate(Ingredient ingredient, int trials) {}

    /**
     * Finds the models and their shares.
     *
     * @param past what is learned from
     * @param validation what came after it
     */
    public Selected select(Histories past, List<RankingCase> validation, Traits traits, DoubleConsumer progress) {
        Search search = new Search(past, thinned(validation, settings.cases(past.items())), traits, progress);
        List<Candidate> candidates = search.candidates();
        Map<String, ExplainedScorer> models = new LinkedHashMap<>();
        for (Candidate candidate : candidates) {
            models.put(candidate.ingredient().name(), candidate.ingredient().train(past, settings, seed, done -> {}));
        }
        BlendSearch.Found found = new BlendSearch(traits.metric(), settings.threads())
                .search(past.items(), search.cases, models, Set.of(Ingredient.Deep.NAME));
        progress.accept(1);
        SortedMap<String, Double> figures = new TreeMap<>();
        found.alone().forEach((name, value) -> figures.put("validation_" + name + "_alone", value));
        found.blend().shares().forEach((name, share) -> figures.put("share_of_" + name, share));
        found.without().forEach((name, mixture) -> figures.put("validation_without_" + name, mixture.value()));
        found.worth().forEach((name, worth) -> {
            figures.put("validation_gain_of_" + name, worth.gain());
            figures.put("validation_standard_error_of_" + name, worth.standardError());
        });
        figures.put("validation_blend", found.blend().value());
        Map<String, Recipe> without = new LinkedHashMap<>();
        found.without().forEach((name, mixture) -> without.put(name, recipe(candidates, mixture, new TreeMap<>())));
        return new Selected(recipe(candidates, found.blend(), figures), without, candidates, found);
    }

    private static Recipe recipe(
            List<Candidate> candidates, BlendSearch.Mixture mixture, SortedMap<String, Double> figures) {
        List<Recipe.Share> shares = new ArrayList<>();
        for (Candidate candidate : candidates) {
            Float factor = mixture.factors().get(candidate.ingredient().name());
            if (factor != null && factor > 0) {
                shares.add(new Recipe.Share(candidate.ingredient(), factor));
            }
        }
        double level = mixture.shares().values().stream()
                .mapToDouble(Double::doubleValue)
                .sum();
        return new Recipe(shares, (float) level, figures);
    }

    private static List<RankingCase> thinned(List<RankingCase> cases, int most) {
        return cases.size() <= most
                ? cases
                : IntStream.range(0, most)
                        .mapToObj(i -> cases.get((int) ((long) i * cases.size() / most)))
                        .toList();
    }

    /** Every model's options, one model after the other. */
    private final class Search {
        private final Histories past;
        private final List<RankingCase> cases;
        private final Traits traits;
        private final DoubleConsumer progress;

        Search(Histories past, List<RankingCase> cases, Traits traits, DoubleConsumer progress) {
            this.past = past;
            this.cases = cases;
            this.traits = traits;
            this.progress = progress;
        }

        List<Candidate> candidates() {
            List<Candidate> candidates = new ArrayList<>();
            candidates.add(new Candidate(new Ingredient.Popular(), 0));
            if (traits.repeats()) {
                candidates.add(fading(OwnItems::new, Ingredient.Own::new));
            }
            if (traits.ordered()) {
                candidates.add(sequential());
            }
            candidates.add(ease());
            ItemWeights cosine =
                    new CosineTrainer(settings.threads(), settings.perSource()).fit(past, new Decay(1), part(0.7, 0.7));
            candidates.add(fading(cosine::faded, Ingredient.Cosine::new));
            candidates.add(walk());
            if (past.attributes().items().length > 0) {
                ItemWeights kinship = new KinshipTrainer(settings.threads(), settings.perSource())
                        .fit(past, new Decay(1), part(0.7, 0.7));
                candidates.add(fading(kinship::faded, Ingredient.Kinship::new));
            }
            candidates.add(als());
            if (traits.ordered() && settings.deepTrials() > 0 && DeepTrainer.canLearn(past)) {
                candidates.add(deep());
            }
            return candidates;
        }

        private Candidate sequential() {
            CoordinateSearch.Found<SequentialOptions> found = Ingredient.Sequential.trainer(settings, traits.repeats())
                    .search(past, cases, settings.trials(), traits.metric(), part(0, 0.4));
            return new Candidate(
                    new Ingredient.Sequential(found.options(), traits.repeats()),
                    found.trials().size());
        }

        private Candidate ease() {
            CoordinateSearch.Found<EaseOptions> found = Ingredient.Ease.trainer(settings)
                    .search(past, cases, traits.ordered(), settings.trials(), traits.metric(), part(0.4, 0.7));
            return new Candidate(
                    new Ingredient.Ease(found.options()), found.trials().size());
        }

        private Candidate walk() {
            CoordinateSearch.Found<WalkOptions> found = new WalkTrainer(settings.threads(), settings.perSource())
                    .search(past, cases, traits.ordered(), settings.trials(), traits.metric(), part(0.7, 0.75));
            return new Candidate(
                    new Ingredient.Walk(found.options()), found.trials().size());
        }

        private Candidate als() {
            CoordinateSearch.Found<AlsOptions> found = new AlsTrainer(settings.threads(), seed)
                    .search(
                            past,
                            cases,
                            settings.alsIterations(),
                            settings.alsTrials(),
                            traits.metric(),
                            part(0.75, 0.85));
            return new Candidate(
                    new Ingredient.Als(found.options()), found.trials().size());
        }

        private Candidate deep() {
            CoordinateSearch.Found<DeepOptions> found = new DeepTrainer(settings.threads(), seed)
                    .search(past, cases, settings.deepTrials(), traits.metric(), part(0.85, 0.95));
            return new Candidate(
                    new Ingredient.Deep(found.options()), found.trials().size());
        }

        /** The half-life that is best for what fades when it is asked and not when it learns. */
        private Candidate fading(Function<Decay, Scorer> model, Function<Decay, Ingredient> ingredient) {
            if (!traits.ordered()) {
                return new Candidate(ingredient.apply(new Decay(Double.POSITIVE_INFINITY)), 0);
            }
            FullRanking ranking = new FullRanking(past.items(), List.of(10, 20));
            Decay best = new Decay(HALF_LIVES.getFirst());
            double reached = -1;
            for (double halfLife : HALF_LIVES) {
                Decay fading = new Decay(halfLife);
                double value = ranking.evaluate(cases, model.apply(fading), settings.threads())
                        .of(traits.metric());
                if (value > reached) {
                    reached = value;
                    best = fading;
                }
            }
            return new Candidate(ingredient.apply(best), HALF_LIVES.size());
        }

        private DoubleConsumer part(double from, double to) {
            return done -> progress.accept(from + (to - from) * Math.clamp(done, 0, 1));
        }
    }
}
