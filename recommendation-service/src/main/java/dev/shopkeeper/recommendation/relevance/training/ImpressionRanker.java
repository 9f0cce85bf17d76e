package dev.shopkeeper.recommendation.relevance.training;

import dev.shopkeeper.learning.DataSet;
import dev.shopkeeper.learning.Gate;
import dev.shopkeeper.learning.InsufficientDataException;
import dev.shopkeeper.learning.ModelDefinition;
import dev.shopkeeper.learning.Options;
import dev.shopkeeper.learning.Split;
import dev.shopkeeper.learning.TrainingProgress;
import dev.shopkeeper.recommendation.relevance.CandidateFeatures;
import dev.shopkeeper.recommendation.relevance.Examination;
import dev.shopkeeper.recommendation.relevance.ListQuality;
import dev.shopkeeper.recommendation.relevance.RelevanceModel;
import dev.shopkeeper.recommendation.relevance.RelevanceTrainer;
import dev.shopkeeper.recommendation.relevance.ShownList;
import dev.shopkeeper.recommendation.relevance.ShownLists;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** {@code impression-ranker}: see its card in docs/models. */
@Component
public class ImpressionRanker implements ModelDefinition<ShownLists, RelevanceModel> {

    public static final String NAME = "impression-ranker";

    private static final String METRIC = "ndcg_at_10";
    private static final String SURELY = "surely_above_the_blend";
    /** One draw in forty of nothing but chance is above. */
    private static final double ERRORS = 1.96;

    private static final int LEAST_HELD_OUT = 30;
    private static final int MOST_RANKINGS = 50_000;

    private final ShownListStore store;

    ImpressionRanker(ShownListStore store) {
        this.store = store;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String description() {
        return "What people click and buy of what they are shown: a correction of the blend's order by boosted trees, as if every"
                + " position were looked at alike.";
    }

    @Override
    public Options options() {
        return Options.defaults(Map.of(
                "days", "60",
                "settling_hours", "24",
                "hold_out_share", "0.2",
                "trials", "8",
                "least_rows", "2000",
                "least_rankings", "200"));
    }

    /** The baseline is the order of the blend; the difference must also be more than chance. */
    @Override
    public Gate gate() {
        return new Gate(METRIC, true, 0.01).andAtLeast(SURELY, 0);
    }

    @Override
    public void check(Options options) {
        days(options);
        settlingHours(options);
        heldOut(options);
        trainer(options, 0);
    }

    @Override
    public DataSet<ShownLists> load(Options options) {
        DataSet<ShownLists> data =
                store.load(Duration.ofDays(days(options)), Duration.ofHours(settlingHours(options)), MOST_RANKINGS);
        trainer(options, 0).requireEnough(data.data());
        return data;
    }

    @Override
    public Split<ShownLists> split(ShownLists data, Options options) {
        int at = data.at(1 - heldOut(options));
        int size = data.all().size();
        if (at == 0 || size - at < LEAST_HELD_OUT) {
            throw new InsufficientDataException("Of " + size + " rankings with a click the last " + (size - at)
                    + " would be held out, and at least " + LEAST_HELD_OUT
                    + " are needed. Maybe wait until more was shown?");
        }
        return new Split<>(
                data.slice(0, at),
                data.slice(at, size),
                Instant.ofEpochSecond(data.all().get(at).epochSecond()));
    }

    @Override
    public RelevanceModel train(ShownLists data, Options options, long seed, TrainingProgress progress) {
        return trainer(options, seed).train(data, progress::report);
    }

    @Override
    public Map<String, Double> evaluate(RelevanceModel candidate, Split<ShownLists> split, TrainingProgress progress) {
        return metrics(split, candidate::score);
    }

    @Override
    public Map<String, Double> evaluateBaseline(Split<ShownLists> split, TrainingProgress progress) {
        return metrics(split, CandidateFeatures::blendScore);
    }

    @Override
    public RelevanceModel refit(
            RelevanceModel candidate, ShownLists data, Options options, long seed, TrainingProgress progress) {
        return trainer(options, seed).fit(data, candidate.options(), candidate.size(), progress::report);
    }

    @Override
    public byte[] save(RelevanceModel model) {
        return model.bytes();
    }

    @Override
    public RelevanceModel load(byte[] bytes) {
        return RelevanceModel.of(bytes);
    }

    /** How often positions are looked at is estimated before the hold-out, and is the same for all that are compared. */
    private static Map<String, Double> metrics(Split<ShownLists> split, ListQuality.Order order) {
        List<ShownList> held = split.holdOut().all();
        Examination examination = Examination.of(split.training().all());
        ListQuality quality = ListQuality.of(held, order, examination);
        ListQuality blend = ListQuality.of(held, CandidateFeatures::blendScore, examination);
        return Map.of(
                METRIC,
                quality.mean(),
                METRIC + "_as_clicked",
                quality.asClicked(),
                SURELY,
                quality.surelyAbove(blend, ERRORS),
                "rankings",
                (double) held.size());
    }

    private static int days(Options options) {
        return options.integer("days", 1, 90);
    }

    private static int settlingHours(Options options) {
        return options.integer("settling_hours", 0, 240);
    }

    private static double heldOut(Options options) {
        return options.decimal("hold_out_share", 0.05, 0.5);
    }

    private static RelevanceTrainer trainer(Options options, long seed) {
        return new RelevanceTrainer(
                options.integer("least_rows", 100, 10_000_000),
                options.integer("least_rankings", 20, 1_000_000),
                options.integer("trials", 1, 100),
                seed);
    }
}
