package dev.shopkeeper.recommendation.training;

import dev.shopkeeper.learning.DataSet;
import dev.shopkeeper.learning.Gate;
import dev.shopkeeper.learning.InsufficientDataException;
import dev.shopkeeper.learning.ModelDefinition;
import dev.shopkeeper.learning.Options;
import dev.shopkeeper.learning.Split;
import dev.shopkeeper.learning.TrainingProgress;
import dev.shopkeeper.recommendation.blend.OwnItems;
import dev.shopkeeper.recommendation.evaluation.FullRanking;
import dev.shopkeeper.recommendation.evaluation.RankingCase;
import dev.shopkeeper.recommendation.evaluation.RankingMetrics;
import dev.shopkeeper.recommendation.evaluation.Scorer;
import dev.shopkeeper.recommendation.history.History;
import dev.shopkeeper.recommendation.journey.Journeys;
import dev.shopkeeper.recommendation.linear.Decay;
import dev.shopkeeper.recommendation.neighbours.Baskets;
import dev.shopkeeper.recommendation.neighbours.NeighbourModel;
import dev.shopkeeper.recommendation.neighbours.NeighbourTrainer;
import dev.shopkeeper.recommendation.selection.BlendModel;
import dev.shopkeeper.recommendation.selection.Recipe;
import dev.shopkeeper.recommendation.selection.Selection;
import dev.shopkeeper.recommendation.selection.SelectionSettings;
import dev.shopkeeper.recommendation.selection.Traits;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.springframework.stereotype.Component;

/** {@code next-item-blend}: see its card in docs/models. */
@Component
class NextItemBlend implements ModelDefinition<Journeys, BlendModel> {

    static final String NAME = "next-item-blend";

    private static final double VALIDATION_SHARE = 0.15;
    /** Where so large a share of what is met was met before, it is worth being shown again. */
    private static final double REPEATED = 0.1;

    /** How the past fades for the baseline that shows what was met last. */
    private static final OwnItems MET_LAST = new OwnItems(new Decay(3));

    private final JourneyStore store;

    NextItemBlend(JourneyStore store) {
        this.store = store;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String description() {
        return "What comes next after the items met: regressions at two time scales, factors, co-occurrence and kinds of items,"
                + " each with the share that validation gives it.";
    }

    @Override
    public Options options() {
        return Options.defaults(Map.of(
                "per_item",
                "200",
                "trials",
                "16",
                "deep_trials",
                "3",
                "events_per_visitor",
                "500",
                "hold_out_share",
                "0.15",
                "threads",
                "1"));
    }

    /** The baseline is the best of popularity, co-occurrence and, where people come back to things, what they met last. */
    @Override
    public Gate gate() {
        return new Gate("ndcg_at_10", true, 0.02);
    }

    @Override
    public void check(Options options) {
        most(options);
        heldOut(options);
        settings(options);
    }

    @Override
    public DataSet<Journeys> load(Options options) {
        return store.load(most(options));
    }

    @Override
    public Split<Journeys> split(Journeys data, Options options) {
        long at = data.at(1 - heldOut(options));
        Journeys training = data.until(at);
        if (training.all().isEmpty() || data.casesFrom(at, repeats(training)).isEmpty()) {
            throw new InsufficientDataException("Nothing that could be found lies after " + Instant.ofEpochSecond(at)
                    + ". Maybe the history covers too short a time?");
        }
        return new Split<>(training, data, Instant.ofEpochSecond(at));
    }

    @Override
    public BlendModel train(Journeys data, Options options, long seed, TrainingProgress progress) {
        long at = data.at(1 - VALIDATION_SHARE);
        Journeys past = data.until(at);
        boolean repeats = repeats(data);
        List<RankingCase> validation = data.casesFrom(at, repeats);
        if (past.all().isEmpty() || validation.isEmpty()) {
            throw new InsufficientDataException("Nothing is left to choose options on after "
                    + Instant.ofEpochSecond(at) + ". Maybe the history covers too short a time?");
        }
        Recipe recipe = new Selection(settings(options), seed)
                .select(
                        past.histories(),
                        validation,
                        new Traits(true, repeats, "ndcg_at_10"),
                        progress.part(0, 0.85)::report)
                .recipe();
        return trained(recipe, data, options, seed, progress.part(0.85, 1));
    }

    @Override
    public Map<String, Double> evaluate(BlendModel candidate, Split<Journeys> split, TrainingProgress progress) {
        Map<String, Double> figures = new TreeMap<>(candidate.recipe().figures());
        figures.putAll(metrics(split, candidate));
        return figures;
    }

    /** The champion numbers the items of its own time. */
    @Override
    public Map<String, Double> evaluateChampion(BlendModel champion, Split<Journeys> split, TrainingProgress progress) {
        List<String> ids = split.holdOut().itemIds();
        Map<String, Integer> numbers = new HashMap<>();
        for (int item = 0; item < champion.itemIds().size(); item++) {
            numbers.put(champion.itemIds().get(item), item);
        }
        int[] own = ids.stream().mapToInt(id -> numbers.getOrDefault(id, -1)).toArray();
        return metrics(split, (history, scores) -> {
            float[] known = new float[champion.itemIds().size()];
            champion.score(renumbered(history, own), known);
            for (int item = 0; item < own.length; item++) {
                scores[item] += own[item] < 0 ? 0 : known[own[item]];
            }
        });
    }

    @Override
    public Map<String, Double> evaluateBaseline(Split<Journeys> split, TrainingProgress progress) {
        Map<String, Double> popular = metrics(split, popularity(split.training()));
        progress.report(0.3);
        Map<String, Double> neighbours = metrics(split, neighbours(split.training(), progress));
        List<Map<String, Double>> all = new ArrayList<>(List.of(popular, neighbours));
        if (repeats(split.training())) {
            all.add(metrics(split, MET_LAST));
        }
        return all.stream()
                .max(Comparator.comparingDouble(one -> one.getOrDefault("ndcg_at_10", 0.0)))
                .orElse(popular);
    }

    @Override
    public BlendModel refit(
            BlendModel candidate, Journeys data, Options options, long seed, TrainingProgress progress) {
        return trained(candidate.recipe(), data, options, seed, progress);
    }

    @Override
    public byte[] save(BlendModel model) {
        return model.bytes();
    }

    @Override
    public BlendModel load(byte[] bytes) {
        return BlendModel.of(bytes);
    }

    /** Whether people come back to what they met, by the last part of the data that is learned from. */
    private static boolean repeats(Journeys training) {
        return training.repeated(training.at(1 - VALIDATION_SHARE)) >= REPEATED;
    }

    private static int most(Options options) {
        return options.integer("events_per_visitor", 2, 10_000);
    }

    private static double heldOut(Options options) {
        return options.decimal("hold_out_share", 0.01, 0.5);
    }

    private static BlendModel trained(
            Recipe recipe, Journeys data, Options options, long seed, TrainingProgress progress) {
        return new BlendModel(
                data.itemIds(),
                data.attributes().names(),
                recipe,
                recipe.train(data.histories(), settings(options), seed, progress::report));
    }

    private static SelectionSettings settings(Options options) {
        SelectionSettings defaults = SelectionSettings.defaults(options.integer("threads", 1, 64));
        int trials = options.integer("trials", 1, 200);
        return new SelectionSettings(
                defaults.threads(),
                options.integer("per_item", 10, 1000),
                defaults.denseItems(),
                trials,
                trials,
                defaults.alsIterations(),
                options.integer("deep_trials", 0, 20),
                defaults.cases());
    }

    private static Map<String, Double> metrics(Split<Journeys> split, Scorer scorer) {
        RankingMetrics metrics = new FullRanking(split.holdOut().itemIds().size(), List.of(10))
                .evaluate(split.holdOut().casesFrom(split.at().getEpochSecond(), repeats(split.training())), scorer, 1);
        return Map.of(
                "ndcg_at_10",
                metrics.of("ndcg_at_10"),
                "recall_at_10",
                metrics.of("recall_at_10"),
                "hit_at_10",
                metrics.of("hit_at_10"),
                "cases",
                (double) metrics.cases());
    }

    /** Of items met equally often, which are many in a small shop, those met last come first: a tie would count as lost. */
    private static Scorer popularity(Journeys past) {
        int[] counts = past.histories().counts();
        long[] last = new long[counts.length];
        for (Journeys.Journey journey : past.all()) {
            for (int event = 0; event < journey.items().length; event++) {
                int item = journey.items()[event];
                last[item] = Math.max(last[item], journey.epochSeconds()[event]);
            }
        }
        int[] order = IntStream.range(0, counts.length)
                .boxed()
                .sorted(Comparator.<Integer>comparingInt(item -> counts[item]).thenComparingLong(item -> last[item]))
                .mapToInt(Integer::intValue)
                .toArray();
        return (history, scores) -> {
            for (int rank = 0; rank < order.length; rank++) {
                scores[order[rank]] += rank;
            }
        };
    }

    private static Scorer neighbours(Journeys past, TrainingProgress progress) {
        List<Baskets.Basket> baskets = new ArrayList<>();
        for (int number = 0; number < past.all().size(); number++) {
            Journeys.Journey journey = past.all().get(number);
            baskets.add(new Baskets.Basket(
                    number,
                    journey.epochSeconds()[0],
                    Arrays.stream(journey.items()).distinct().toArray()));
        }
        baskets.sort(Comparator.comparingLong(Baskets.Basket::epochSecond));
        NeighbourModel model = new NeighbourTrainer(50, 100, 0)
                .fit(
                        new Baskets(past.itemIds(), baskets),
                        new NeighbourModel.Parameters(2, 0),
                        done -> progress.report(0.3 + 0.5 * done));
        return (history, scores) -> {
            for (int item : history.items()) {
                int[] others = model.neighbours()[item];
                for (int i = 0; i < others.length; i++) {
                    scores[others[i]] += model.similarities()[item][i];
                }
            }
        };
    }

    private static History renumbered(History history, int[] own) {
        int[] known = IntStream.range(0, history.size())
                .filter(event -> own[history.items()[event]] >= 0)
                .toArray();
        float[] strengths = new float[known.length];
        for (int i = 0; i < known.length; i++) {
            strengths[i] = history.strengths()[known[i]];
        }
        return new History(
                Arrays.stream(known).map(event -> own[history.items()[event]]).toArray(),
                Arrays.stream(known).map(event -> history.steps()[event]).toArray(),
                strengths);
    }
}
