package dev.shopkeeper.recommendation.blend;

import dev.shopkeeper.recommendation.algebra.Parallel;
import dev.shopkeeper.recommendation.evaluation.FullRanking;
import dev.shopkeeper.recommendation.evaluation.RankingCase;
import dev.shopkeeper.recommendation.evaluation.Scorer;
import dev.shopkeeper.recommendation.history.History;
import dev.shopkeeper.recommendation.search.Axis;
import dev.shopkeeper.recommendation.search.CoordinateSearch;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Searches the shares of models. Scores of a model are first brought to a common scale: its mean best score over the
 * validation cases becomes 1.
 *
 * @param metric that is to be as great as possible
 * @param threads to work on
 * @param floats most scores that are held in memory while searching; more cases than fit are left out, evenly
 */
public record BlendSearch(String metric, int threads, long floats) {

    private static final List<Double> SHARES =
            List.of(0.0, 0.02, 0.05, 0.1, 0.2, 0.35, 0.5, 0.75, 1.0, 1.5, 2.0, 3.0, 5.0);
    private static final int BUDGET = 120;

    /** Begins with the model that is best alone and adds the others as far as they help. */
    public Found search(int items, List<RankingCase> validation, Map<String, Scorer> named) {
        List<String> names = List.copyOf(named.keySet());
        List<Scorer> models = List.copyOf(named.values());
        List<RankingCase> cases = thinned(validation, (int) Math.max(200, floats / items / names.size()));
        float[][][] scores = new float[names.size()][][];
        float[] scale = new float[names.size()];
        for (int model = 0; model < names.size(); model++) {
            scores[model] = scores(items, cases, models.get(model));
            scale[model] = scale(scores[model]);
        }
        IdentityHashMap<History, Integer> place = new IdentityHashMap<>();
        for (int number = 0; number < cases.size(); number++) {
            place.put(cases.get(number).history(), number);
        }
        FullRanking ranking = new FullRanking(items, List.of(10, 20));
        java.util.function.ToDoubleFunction<List<Double>> objective = shares -> ranking.evaluate(
                        cases,
                        (history, into) -> {
                            int number = place.getOrDefault(history, -1);
                            for (int model = 0; model < shares.size(); model++) {
                                float factor = (float) (shares.get(model) / scale[model]);
                                if (factor != 0) {
                                    float[] own = scores[model][number];
                                    for (int item = 0; item < into.length; item++) {
                                        into[item] += factor * own[item];
                                    }
                                }
                            }
                        },
                        threads)
                .of(metric);
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
        List<Blend.Part> parts = new ArrayList<>();
        Map<String, Double> shares = new LinkedHashMap<>();
        for (int model = 0; model < names.size(); model++) {
            double share = found.options().get(model);
            shares.put(names.get(model), share);
            if (share > 0) {
                parts.add(new Blend.Part(names.get(model), models.get(model), (float) (share / scale[model])));
            }
        }
        return new Found(new Blend(parts), shares, alone, found.value());
    }

    /**
     * What came of it.
     *
     * @param shares of all models, on the common scale
     * @param alone the metric of each model by itself
     * @param value the metric of the blend
     */
    public record Found(Blend blend, Map<String, Double> shares, Map<String, Double> alone, double value) {}

    private float[][] scores(int items, List<RankingCase> cases, Scorer model) {
        float[][] all = new float[cases.size()][];
        Parallel.run(
                cases.size(),
                threads,
                () -> number -> {
                    all[number] = new float[items];
                    model.score(cases.get(number).history(), all[number]);
                },
                done -> {});
        return all;
    }

    private static float scale(float[][] scores) {
        double sum = 0;
        for (float[] one : scores) {
            float best = 0;
            for (float score : one) {
                best = Math.max(best, score);
            }
            sum += best;
        }
        return sum > 0 ? (float) (sum / scores.length) : 1;
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

    private static List<RankingCase> thinned(List<RankingCase> cases, int most) {
        return cases.size() <= most
                ? cases
                : IntStream.range(0, most)
                        .mapToObj(i -> cases.get((int) ((long) i * cases.size() / most)))
                        .toList();
    }
}
