package dev.shopkeeper.recommendation.blend;

import dev.shopkeeper.recommendation.evaluation.RankingCase;
import dev.shopkeeper.recommendation.evaluation.Scorer;
import dev.shopkeeper.recommendation.evaluation.Shortlists;
import dev.shopkeeper.recommendation.search.Axis;
import dev.shopkeeper.recommendation.search.CoordinateSearch;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Searches the shares of models. Scores of a model are first brought to a common scale: its mean best score over the
 * validation cases becomes 1.
 *
 * @param metric that is to be as great as possible
 * @param threads to work on
 */
public record BlendSearch(String metric, int threads) {

    private static final List<Double> SHARES =
            List.of(0.0, 0.02, 0.05, 0.1, 0.2, 0.35, 0.5, 0.75, 1.0, 1.5, 2.0, 3.0, 5.0);
    /** Some four times over all models: a share that is worth something may stand behind a smaller one that is not. */
    private static final int BUDGET = 360;

    private static final List<Integer> DEPTHS = List.of(10, 20);

    /** Begins with the model that is best alone and adds the others as far as they help. */
    public Found search(int items, List<RankingCase> validation, Map<String, ? extends Scorer> named) {
        return search(items, validation, named, Set.of());
    }

    /**
     * The same, and what each of some models is worth to the blend: what is found without it. One that is worth no more than the
     * standard error of that gets no share.
     */
    public Found search(
            int items, List<RankingCase> validation, Map<String, ? extends Scorer> named, Set<String> weighed) {
        List<String> names = List.copyOf(named.keySet());
        Shortlists shortlists = Shortlists.of(items, validation, List.copyOf(named.values()), threads);
        ToDoubleFunction<List<Double>> objective = shares ->
                shortlists.evaluate(factors(shares, shortlists), DEPTHS).of(metric);
        Map<String, Double> alone = new LinkedHashMap<>();
        for (int model = 0; model < names.size(); model++) {
            alone.put(names.get(model), objective.applyAsDouble(only(model, names.size())));
        }
        CoordinateSearch.Found<List<Double>> best = climbed(names, alone, objective, Set.of());
        Map<String, Mixture> without = new LinkedHashMap<>();
        Map<String, Worth> worth = new LinkedHashMap<>();
        Set<String> leftOut = new LinkedHashSet<>();
        for (int model = 0; model < names.size(); model++) {
            String name = names.get(model);
            if (weighed.contains(name) && best.options().get(model) > 0 && names.size() > 1) {
                leftOut.add(name);
                CoordinateSearch.Found<List<Double>> others = climbed(names, alone, objective, leftOut);
                without.put(name, mixture(names, others, shortlists));
                Worth gained = worth(shortlists, best.options(), others.options());
                worth.put(name, gained);
                if (gained.gain() <= gained.standardError()) {
                    best = others;
                } else {
                    leftOut.remove(name);
                }
            }
        }
        return new Found(mixture(names, best, shortlists), alone, without, worth);
    }

    private Worth worth(Shortlists shortlists, List<Double> with, List<Double> without) {
        double[] gains = shortlists.evaluate(factors(with, shortlists), DEPTHS, metric);
        double[] others = shortlists.evaluate(factors(without, shortlists), DEPTHS, metric);
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < gains.length; i++) {
            double gain = gains[i] - others[i];
            sum += gain;
            squares += gain * gain;
        }
        double n = Math.max(1, gains.length);
        return new Worth(sum / n, Math.sqrt(Math.max(0, squares / n - sum / n * (sum / n)) / n));
    }

    private static Mixture mixture(
            List<String> names, CoordinateSearch.Found<List<Double>> found, Shortlists shortlists) {
        Map<String, Double> shares = new LinkedHashMap<>();
        Map<String, Float> factors = new LinkedHashMap<>();
        for (int model = 0; model < names.size(); model++) {
            double share = found.options().get(model);
            shares.put(names.get(model), share);
            factors.put(names.get(model), factor(share, shortlists, model));
        }
        return new Mixture(shares, factors, found.value());
    }

    private static CoordinateSearch.Found<List<Double>> climbed(
            List<String> names,
            Map<String, Double> alone,
            ToDoubleFunction<List<Double>> objective,
            Set<String> leftOut) {
        int best = -1;
        for (int model = 0; model < names.size(); model++) {
            if (!leftOut.contains(names.get(model))
                    && (best < 0 || value(alone, names, model) > value(alone, names, best))) {
                best = model;
            }
        }
        List<Axis<List<Double>, ?>> axes = new ArrayList<>();
        for (int model = 0; model < names.size(); model++) {
            if (model != best && !leftOut.contains(names.get(model))) {
                int which = model;
                axes.add(new Axis<List<Double>, Double>(
                        names.get(model), SHARES, (shares, share) -> replaced(shares, which, share)));
            }
        }
        return new CoordinateSearch(BUDGET).sweep(only(best, names.size()), axes, objective);
    }

    private static double value(Map<String, Double> alone, List<String> names, int model) {
        return alone.getOrDefault(names.get(model), 0.0);
    }

    /**
     * What came of it.
     *
     * @param blend the best found
     * @param alone the metric of each model by itself
     * @param without the best found without a model, for those that were to be weighed and would have a share
     * @param worth of these
     */
    public record Found(
            Mixture blend, Map<String, Double> alone, Map<String, Mixture> without, Map<String, Worth> worth) {}

    /**
     * What a model adds.
     *
     * @param gain in the metric, the mean over the cases
     * @param standardError of that mean
     */
    public record Worth(double gain, double standardError) {}

    /**
     * Models by name.
     *
     * @param shares of all models, on the common scale
     * @param factors what each model's scores are multiplied by
     * @param value the metric
     */
    public record Mixture(Map<String, Double> shares, Map<String, Float> factors, double value) {}

    private static float[] factors(List<Double> shares, Shortlists shortlists) {
        float[] factors = new float[shares.size()];
        for (int model = 0; model < factors.length; model++) {
            factors[model] = factor(shares.get(model), shortlists, model);
        }
        return factors;
    }

    private static float factor(double share, Shortlists shortlists, int model) {
        return (float) (share / shortlists.scale(model));
    }

    private static List<Double> only(int model, int models) {
        return IntStream.range(0, models)
                .mapToObj(one -> one == model ? 1.0 : 0.0)
                .toList();
    }

    private static List<Double> replaced(List<Double> shares, int model, double share) {
        List<Double> replaced = new ArrayList<>(shares);
        replaced.set(model, share);
        return List.copyOf(replaced);
    }
}
