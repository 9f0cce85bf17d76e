package dev.shopkeeper.inventory.training;

import dev.shopkeeper.inventory.demand.DemandStore;
import dev.shopkeeper.inventory.forecast.ensemble.DemandClass;
import dev.shopkeeper.inventory.forecast.ensemble.Forecast;
import dev.shopkeeper.inventory.forecast.ensemble.Frequency;
import dev.shopkeeper.inventory.forecast.ensemble.GlobalLearner;
import dev.shopkeeper.inventory.forecast.ensemble.HybridModel;
import dev.shopkeeper.inventory.forecast.ensemble.HybridSettings;
import dev.shopkeeper.inventory.forecast.ensemble.HybridTrainer;
import dev.shopkeeper.inventory.forecast.ensemble.Panel;
import dev.shopkeeper.inventory.forecast.ensemble.RecentDemand;
import dev.shopkeeper.inventory.forecast.ensemble.Series;
import dev.shopkeeper.inventory.forecast.history.DemandData;
import dev.shopkeeper.inventory.forecast.history.DemandModel;
import dev.shopkeeper.inventory.forecast.history.DemandSeries;
import dev.shopkeeper.inventory.forecast.history.ForecastAccuracy;
import dev.shopkeeper.inventory.network.LstmLearner;
import dev.shopkeeper.learning.DataSet;
import dev.shopkeeper.learning.Gate;
import dev.shopkeeper.learning.Hashes;
import dev.shopkeeper.learning.InsufficientDataException;
import dev.shopkeeper.learning.ModelDefinition;
import dev.shopkeeper.learning.Options;
import dev.shopkeeper.learning.Split;
import dev.shopkeeper.learning.TrainingProgress;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** {@code demand-forecast}: see its card in docs/models. */
@Component
public class DemandForecast implements ModelDefinition<TrainingDemand, DemandModel> {

    public static final String NAME = "demand-forecast";
    /** Levels of the quantiles that are forecast. */
    public static final List<Double> LEVELS = List.of(0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95);

    private static final Set<String> BUCKETS = Set.of("day", "week");
    private static final int LEAST_SERIES = 10;
    private static final int LEAST_BUCKETS = 12;
    private static final double DAYS_A_YEAR = 365.25;
    private static final int WEEKS_A_YEAR = 52;

    private final DemandStore store;

    DemandForecast(DemandStore store) {
        this.store = store;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String description() {
        return "Demand by item and location: statistical experts weighted by item, and one LSTM over all, with quantiles.";
    }

    @Override
    public Options options() {
        return Options.defaults(Map.of(
                "bucket",
                "week",
                "horizon",
                "8",
                "origins",
                "6",
                "history",
                "260",
                "lstm_epochs",
                "30",
                "lstm_units",
                "24"));
    }

    @Override
    public Gate gate() {
        return new Gate(ForecastAccuracy.WEIGHTED_QUANTILE_LOSS, false, 0.002);
    }

    private record Plan(int bucketDays, int horizon, int origins, int most) {

        static Plan of(Options options) {
            return new Plan(
                    options.oneOf("bucket", BUCKETS).equals("day") ? 1 : 7,
                    options.integer("horizon", 1, 90),
                    options.integer("origins", 2, 12),
                    options.integer("history", 20, 2000));
        }

        TrainingDemand of(DemandData data) {
            return new TrainingDemand(data, bucketDays, most, horizon);
        }
    }

    @Override
    public void check(Options options) {
        Plan.of(options);
        learner(options);
    }

    @Override
    public DataSet<TrainingDemand> load(Options options) {
        Plan plan = Plan.of(options);
        DemandData data = store.all();
        List<DemandSeries> series = plan.of(data).series();
        int least = LEAST_BUCKETS + plan.horizon;
        List<DemandSeries> usable = series.stream()
                .filter(one -> one.series().values().length >= least
                        && Arrays.stream(one.series().values()).anyMatch(units -> units > 0))
                .toList();
        if (usable.size() < LEAST_SERIES) {
            throw new InsufficientDataException("Of " + series.size() + " items at their locations only "
                    + usable.size()
                    + " were sold at all and are known for " + least + " buckets of " + plan.bucketDays
                    + " days; at least " + LEAST_SERIES + " are needed. Maybe import the orders of some months first?");
        }
        Hashes hash = new Hashes();
        hash.add(data.until());
        long rows = 0;
        int longest = 0;
        for (DemandSeries one : series) {
            hash.add(one.series().key());
            for (double value : one.series().values()) {
                hash.add(Double.doubleToLongBits(value));
            }
            rows += one.series().values().length;
            longest = Math.max(longest, one.series().values().length);
        }
        return new DataSet<>(
                plan.of(data),
                DemandStore.startOf(data.until() - (long) longest * plan.bucketDays),
                DemandStore.startOf(data.until()),
                rows,
                hash.hex());
    }

    @Override
    public Split<TrainingDemand> split(TrainingDemand data, Options options) {
        TrainingDemand training = data.withoutHorizon();
        return new Split<>(training, data, DemandStore.startOf(training.data().until()));
    }

    @Override
    public DemandModel train(TrainingDemand data, Options options, long seed, TrainingProgress progress) {
        Plan plan = Plan.of(options);
        List<Series> series = data.series().stream().map(DemandSeries::series).toList();
        HybridTrainer trainer = new HybridTrainer(
                Panel.all(),
                frequency(plan, series),
                new HybridSettings(
                        plan.horizon,
                        plan.origins,
                        Math.max(1, plan.horizon / 2),
                        plan.bucketDays == 7 ? 26 : 56,
                        LEVELS),
                learner(options));
        return new DemandModel(trainer.train(series, seed, progress::report), plan.bucketDays, plan.most);
    }

    private static GlobalLearner learner(Options options) {
        int epochs = options.integer("lstm_epochs", 0, 1000);
        return epochs == 0 ? GlobalLearner.NONE : new LstmLearner(options.integer("lstm_units", 1, 256), epochs);
    }

    /** A year's season needs three years; a week's is there by day. */
    private static Frequency frequency(Plan plan, List<Series> series) {
        if (plan.bucketDays == 1) {
            return new Frequency(7, List.of(7.0, DAYS_A_YEAR));
        }
        int longest = series.stream().mapToInt(one -> one.values().length).max().orElse(0);
        return new Frequency(longest >= 3 * WEEKS_A_YEAR ? WEEKS_A_YEAR : 1, List.of(DAYS_A_YEAR / 7));
    }

    @Override
    public Map<String, Double> evaluate(DemandModel candidate, Split<TrainingDemand> split, TrainingProgress progress) {
        TrainingDemand holdOut = split.holdOut();
        HybridModel hybrid = candidate.hybrid();
        if (candidate.bucketDays() != holdOut.bucketDays() || hybrid.settings().horizon() != holdOut.horizon()) {
            throw new IllegalArgumentException(
                    "The model forecasts " + hybrid.settings().horizon() + " buckets of "
                            + candidate.bucketDays() + " days, and " + holdOut.horizon() + " of " + holdOut.bucketDays()
                            + " days are held out. Maybe it was trained with other options?");
        }
        Map<String, Double> metrics =
                new TreeMap<>(accuracy(split, series -> hybrid.forecast(series, Panel.all()), progress));
        for (DemandClass kind : DemandClass.values()) {
            metrics.put("lstm_share_" + kind.name().toLowerCase(Locale.ROOT), hybrid.networkShare(kind));
        }
        return metrics;
    }

    /**
     * The better of two plain means, of the last quarter and of all. Where demand never changes, the latter is all but the best there
     * is: on the demo shop's thin demand the model is below it by less than one part in a hundred, and the gate asks no more.
     */
    @Override
    public Map<String, Double> evaluateBaseline(Split<TrainingDemand> split, TrainingProgress progress) {
        int bucketDays = split.holdOut().bucketDays();
        int horizon = split.holdOut().horizon();
        Map<String, Double> recent = accuracy(
                split, series -> RecentDemand.forecast(series, bucketDays, horizon, LEVELS), progress.part(0, 0.5));
        Map<String, Double> all =
                accuracy(split, series -> RecentDemand.ofAll(series, horizon, LEVELS), progress.part(0.5, 1));
        String metric = gate().metric();
        return all.getOrDefault(metric, Double.POSITIVE_INFINITY)
                        < recent.getOrDefault(metric, Double.POSITIVE_INFINITY)
                ? all
                : recent;
    }

    /** Of items at their locations; of several together they would count twice. */
    private static Map<String, Double> accuracy(
            Split<TrainingDemand> split, Function<Series, Forecast> forecaster, TrainingProgress progress) {
        Map<String, DemandSeries> after = new HashMap<>();
        split.holdOut().series().forEach(series -> after.put(series.series().key(), series));
        ForecastAccuracy accuracy = new ForecastAccuracy(LEVELS);
        List<DemandSeries> known = split.training().series();
        Set<String> located = known.stream()
                .filter(series -> series.locationId() != null)
                .map(DemandSeries::itemId)
                .collect(Collectors.toSet());
        for (int i = 0; i < known.size(); i++) {
            DemandSeries before = known.get(i);
            DemandSeries actual = after.get(before.series().key());
            boolean twice = before.locationId() == null && located.contains(before.itemId());
            if (!twice && actual != null) {
                accuracy.add(forecaster.apply(before.series()), actual);
            }
            if (i % 50 == 0) {
                progress.report((double) i / known.size());
            }
        }
        return accuracy.metrics();
    }

    /** With the weights and the network found on all data. */
    @Override
    public DemandModel refit(
            DemandModel candidate, TrainingDemand data, Options options, long seed, TrainingProgress progress) {
        return train(data, options, seed, progress);
    }

    @Override
    public byte[] save(DemandModel model) {
        return model.bytes();
    }

    @Override
    public DemandModel load(byte[] bytes) {
        return DemandModel.of(bytes, LstmLearner::network);
    }
}
