package dev.shopkeeper.recommendation.training;

import dev.shopkeeper.learning.DataSet;
import dev.shopkeeper.learning.Gate;
import dev.shopkeeper.learning.InsufficientDataException;
import dev.shopkeeper.learning.ModelDefinition;
import dev.shopkeeper.learning.Options;
import dev.shopkeeper.learning.Split;
import dev.shopkeeper.learning.TrainingProgress;
import dev.shopkeeper.recommendation.neighbours.Baskets;
import dev.shopkeeper.recommendation.neighbours.HoldOut;
import dev.shopkeeper.recommendation.neighbours.NeighbourModel;
import dev.shopkeeper.recommendation.neighbours.NeighbourTrainer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** {@code co-occurrence-neighbours}: see its card in docs/models. */
@Component
class CooccurrenceNeighbours implements ModelDefinition<Baskets, NeighbourModel> {

    static final String NAME = "co-occurrence-neighbours";

    private static final double VALIDATION_SHARE = 0.15;
    private static final double[] SHRINKAGES = {0, 2, 10};
    private static final double[] HALF_LIVES_DAYS = {0, 90};

    private final BasketStore store;

    CooccurrenceNeighbours(BasketStore store) {
        this.store = store;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String description() {
        return "Each item's strongest neighbours by damped, recency-weighted cosine over orders and sessions.";
    }

    @Override
    public Options options() {
        return Options.defaults(Map.of("neighbours", "50", "items_per_context", "100", "hold_out_share", "0.15"));
    }

    @Override
    public Gate gate() {
        return new Gate("ndcg_at_10", true, 0.05);
    }

    @Override
    public void check(Options options) {
        heldOut(options);
        trainer(options, 0);
    }

    @Override
    public DataSet<Baskets> load(Options options) {
        return store.load();
    }

    @Override
    public Split<Baskets> split(Baskets data, Options options) {
        int at = data.at(1 - heldOut(options));
        int size = data.all().size();
        if (at == 0 || at == size || HoldOut.of(data.slice(at, size)).contexts().isEmpty()) {
            throw new InsufficientDataException("The last " + (size - at) + " of " + size
                    + " orders and sessions cannot be held out. Maybe the history covers too short a time?");
        }
        return new Split<>(
                data.slice(0, at),
                data.slice(at, size),
                Instant.ofEpochSecond(data.all().get(at).epochSecond()));
    }

    @Override
    public NeighbourModel train(Baskets data, Options options, long seed, TrainingProgress progress) {
        return trainer(options, seed).train(data, VALIDATION_SHARE, candidates(), progress::report);
    }

    @Override
    public Map<String, Double> evaluate(NeighbourModel candidate, Split<Baskets> split, TrainingProgress progress) {
        return metrics(HoldOut.of(split.holdOut()).evaluate(new HoldOut.ByNeighbours(candidate), progress::report));
    }

    /** The champion numbers the items of its own time. */
    @Override
    public Map<String, Double> evaluateChampion(
            NeighbourModel champion, Split<Baskets> split, TrainingProgress progress) {
        return evaluate(champion.renumbered(split.holdOut().itemIds()), split, progress);
    }

    @Override
    public Map<String, Double> evaluateBaseline(Split<Baskets> split, TrainingProgress progress) {
        return metrics(
                HoldOut.of(split.holdOut()).evaluate(new HoldOut.ByPopularity(split.training()), progress::report));
    }

    @Override
    public NeighbourModel refit(
            NeighbourModel candidate, Baskets data, Options options, long seed, TrainingProgress progress) {
        return trainer(options, seed).fit(data, candidate.chosen(), progress::report);
    }

    @Override
    public byte[] save(NeighbourModel model) {
        return model.bytes();
    }

    @Override
    public NeighbourModel load(byte[] bytes) {
        return NeighbourModel.of(bytes);
    }

    private static double heldOut(Options options) {
        return options.decimal("hold_out_share", 0.01, 0.5);
    }

    private static NeighbourTrainer trainer(Options options, long seed) {
        return new NeighbourTrainer(
                options.integer("neighbours", 1, 1000), options.integer("items_per_context", 2, 1000), seed);
    }

    private static List<NeighbourModel.Parameters> candidates() {
        List<NeighbourModel.Parameters> candidates = new ArrayList<>();
        for (double shrinkage : SHRINKAGES) {
            for (double halfLife : HALF_LIVES_DAYS) {
                candidates.add(new NeighbourModel.Parameters(shrinkage, halfLife));
            }
        }
        return candidates;
    }

    private static Map<String, Double> metrics(HoldOut.Metrics metrics) {
        return Map.of("ndcg_at_10", metrics.ndcg(), "recall_at_10", metrics.recall(), "contexts", (double)
                metrics.contexts());
    }
}
