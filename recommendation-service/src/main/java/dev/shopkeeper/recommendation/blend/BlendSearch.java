package dev.shopkeeper.recommendation.blend;

import dev.shopkeeper.recommendation.evaluation.RankingCase;
import dev.shopkeeper.recommendation.evaluation.Scorer;
import dev.shopkeeper.recommendation.evaluation.Shortlists;
import dev.shopkeeper.recommendation.search.Axis;
import dev.shopkeeper.recommendation.search.CoordinateSearch;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
    private static final int BUDGET = 120;
    private static final List<Integer> DEPTHS = List.of(10, 20);

    /** Begins with the model that is best alone and adds the others as far as they help. */
    public Found search(int items, List<RankingCase> validation, Map<String, ? extends Scorer> named) {
        List<String> names = List.copyOf(named.keySet());
        List<Scorer> models = List.copyOf(named.values());
        Shortlists shortlists = Shortlists.of(items, validation, models, threads);
        ToDoubleFunction<List<Double>> objective = shares ->
                shortlists.evaluate(factors(shares, shortlists), DEPTHS).of(metric);
        Map<String, Double> alone = new LinkedHashMap<>();
        int best = 0;
        double reached = -1;
        for (int model = 0; model < names.size(); model++) {
            double value = objective.applyAsDouble(only(model, names.size()));
            alone.put(names.get(model), value);
            if (value > reached) {
                reached = value;
                best = model;
            }
        }
        List<Axis<List<Double>, ?>> axes = new ArrayList<>();
        for (int model = 0; model < names.size(); model++) {
            if (model != best) {
                int which = model;
                axes.add(new Axis<List<Double>, Double>(
                        names.get(model), SHARES, (shares, share) -> replaced(shares, which, share)));
            }
        }
        CoordinateSearch.Found<List<Double>> found =
                new CoordinateSearch(BUDGET).climb(only(best, names.size()), axes, objective);
        Map<String, Double> shares = new LinkedHashMap<>();
        Map<String, Float> factors = new LinkedHashMap<>();
        for (int model = 0; model < names.size(); model++) {
            double share = found.options().get(model);
            shares.put(names.get(model), share);
            factors.put(names.get(model), factor(share, shortlists, model));
        }
        return new Found(shares, factors, alone, found.value());
    }

    /**
     * What came of it.
     *
     * @param shares of all models, on the common scale
     * @param factors what each model's scores are multiplied by
     * @param alone the metric of each model by itself
     * @param value the metric of the blend
     */
    public record Found(
            Map<String, Double> shares, Map<String, Float> factors, Map<String, Double> alone, double value) {}

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
