package dev.shopkeeper.inventory.forecast.ensemble;

import dev.shopkeeper.inventory.forecast.ensemble.GlobalLearner.Progress;
import dev.shopkeeper.inventory.forecast.ensemble.GlobalLearner.Samples;
import dev.shopkeeper.inventory.forecast.ensemble.HybridModel.Member;
import dev.shopkeeper.inventory.forecast.ensemble.Origins.Origin;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Trains the hybrid: tries the experts at rolling origins (Tashman, International Journal of Forecasting 16, 2000), trains
 * the network on the older ones, and finds at the latest, of which neither network nor weights know, how much to shrink, how
 * much the network is worth beside the experts, how much series are drawn to all of their kind and how far the whole is off.
 * The experts are weighed by all origins in the end.
 */
public final class HybridTrainer {

    private static final int CHUNK = 32;
    /** How much the weights of a kind of demand are drawn to equal ones: they are of many series, and need little of it. */
    private static final double POOLED = 0.03;
    /** In buckets. */
    private static final double[] STRENGTHS = {0, 0.5, 1, 2, 4, 8, 16, 32};
    /** Fewer series say nothing of all. */
    static final int LEAST_JUDGED = 10;

    private final Panel panel;
    private final Frequency frequency;
    private final HybridSettings settings;
    private final GlobalLearner learner;
    private final Windows windows;

    public HybridTrainer(Panel panel, Frequency frequency, HybridSettings settings, GlobalLearner learner) {
        this.panel = panel;
        this.frequency = frequency;
        this.settings = settings;
        this.learner = learner;
        this.windows = new Windows(frequency, settings);
    }

    /**
     * Trains.
     *
     * @param series at least one
     * @param progress called with 0 to 1; may throw to end the training
     */
    public HybridModel train(List<Series> series, long seed, Progress progress) {
        List<Origins> origins = tried(series, fraction -> progress.report(0.6 * fraction));
        Map<DemandClass, double[]> towards = towards(origins);
        GlobalNetwork network = network(origins, towards, seed, fraction -> progress.report(0.6 + 0.35 * fraction));
        List<Judged> judged = judged(origins, towards, network);
        Map<DemandClass, Weighing> weighings = Weighing.found(judged, towards);
        judged.forEach(one -> one.weigh(Objects.requireNonNull(weighings.get(one.kind))));
        Map<DemandClass, Double> shares = shares(judged, poolings(judged, Map.of()));
        Map<DemandClass, Pooling> poolings = poolings(judged, shares);
        judged.forEach(one -> one.draw(shares, poolings));
        return model(origins, judged, towards, weighings, shares, poolings, network);
    }

    private List<Origins> tried(List<Series> series, Progress progress) {
        Origins[] origins = new Origins[series.size()];
        for (int from = 0; from < origins.length; from += CHUNK) {
            progress.report((double) from / origins.length);
            IntStream.range(from, Math.min(origins.length, from + CHUNK))
                    .parallel()
                    .forEach(i -> origins[i] = Origins.of(series.get(i), panel, frequency, settings));
        }
        progress.report(1);
        return Arrays.asList(origins);
    }

    private @Nullable GlobalNetwork network(
            List<Origins> origins, Map<DemandClass, double[]> towards, long seed, Progress progress) {
        List<float[][]> inputs = new ArrayList<>();
        List<float[]> targets = new ArrayList<>();
        List<float[]> weights = new ArrayList<>();
        int skewed = 0;
        for (Origins own : origins) {
            DemandClass kind = DemandClass.of(own.series().values());
            for (Origin origin : own.before(judgedAt(own))) {
                inputs.add(windows.inputs(own.series(), origin.at(), origin.experts(), origin.level()));
                DemandClass then = DemandClass.of(Arrays.copyOf(own.series().values(), origin.at()));
                double[] together = Origins.combined(origin.experts(), Objects.requireNonNull(towards.get(then)));
                targets.add(windows.targets(origin.actual(), together, origin.level()));
                weights.add(windows.weights());
                skewed += kind == DemandClass.SMOOTH ? 0 : 1;
            }
        }
        return learner.learn(
                new Samples(
                        inputs.toArray(float[][][]::new),
                        targets.toArray(float[][]::new),
                        weights.toArray(float[][]::new),
                        2 * skewed > inputs.size()),
                seed,
                progress);
    }

    /** How many of the latest origins are kept to judge by: one period may favour anything that errs to its side. */
    private int judgedAt(Origins own) {
        return settings.origins() >= 4 && own.all().size() >= 3 ? 2 : 1;
    }

    private List<Judged> judged(
            List<Origins> origins, Map<DemandClass, double[]> towards, @Nullable GlobalNetwork network) {
        Judged[] judged = origins.parallelStream()
                .filter(own -> own.all().size() >= 2)
                .flatMap(own -> IntStream.range(0, judgedAt(own))
                        .mapToObj(age -> new Judged(own, age, towards, network, windows)))
                .toArray(Judged[]::new);
        return List.of(judged);
    }

    /**
     * What weights are drawn to, by the kind of demand: those that are best for all series of the kind together, at all origins but
     * the latest; each series counts by its level.
     */
    private Map<DemandClass, double[]> towards(List<Origins> origins) {
        Map<DemandClass, List<double[]>> points = new EnumMap<>(DemandClass.class);
        for (Origins own : origins) {
            for (Origin origin : own.before(judgedAt(own))) {
                DemandClass kind = DemandClass.of(Arrays.copyOf(own.series().values(), origin.at()));
                double scale = kind.rare() ? Math.sqrt(origin.level()) : origin.level();
                double[] mean = Windows.meanOf(origin.experts(), settings.horizon());
                for (int h = 0; h < settings.horizon(); h++) {
                    double[] point = new double[panel.size() + 1];
                    for (int e = 0; e < panel.size(); e++) {
                        double forecast = origin.experts()[e][h];
                        point[e] = (Double.isNaN(forecast) ? mean[h] : forecast) / scale;
                    }
                    point[panel.size()] = origin.actual()[h] / scale;
                    points.computeIfAbsent(kind, same -> new ArrayList<>()).add(point);
                }
            }
        }
        Map<DemandClass, double[]> towards = new EnumMap<>(DemandClass.class);
        for (DemandClass kind : DemandClass.values()) {
            List<double[]> own = points.getOrDefault(kind, List.of());
            double[][] forecasts = new double[panel.size()][own.size()];
            double[] actual = new double[own.size()];
            for (int t = 0; t < own.size(); t++) {
                for (int e = 0; e < panel.size(); e++) {
                    forecasts[e][t] = own.get(t)[e];
                }
                actual[t] = own.get(t)[panel.size()];
            }
            towards.put(kind, Stacking.weights(forecasts, actual, POOLED));
        }
        return towards;
    }

    /**
     * How much the network counts beside the experts, by the kind of demand: the least share whose loss is not above the least loss
     * by more than its standard error (Breiman and others, Classification and Regression Trees, 1984), so that a network that
     * was lucky at one origin is not heard.
     */
    private Map<DemandClass, Double> shares(List<Judged> judged, Map<DemandClass, Pooling> poolings) {
        Map<DemandClass, Double> shares = new EnumMap<>(DemandClass.class);
        for (DemandClass kind : DemandClass.values()) {
            List<Judged> own = judged.stream()
                    .filter(one -> one.kind == kind && one.network != null && one.mean > 0)
                    .toList();
            Pooling pooling = poolings.getOrDefault(kind, Pooling.NONE);
            double[] tried =
                    IntStream.rangeClosed(0, 10).mapToDouble(i -> i / 10.0).toArray();
            shares.put(
                    kind,
                    own.stream().filter(one -> one.age == 0).count() < LEAST_JUDGED
                            ? 0
                            : tried[leastWithin(own, i -> one -> one.pooled(tried[i], pooling), tried.length)]);
        }
        return shares;
    }

    /** How much series of a kind are drawn to their mean; only what sells rarely, since levels of the rest have no common scale. */
    private Map<DemandClass, Pooling> poolings(List<Judged> judged, Map<DemandClass, Double> shares) {
        Map<DemandClass, Pooling> poolings = new EnumMap<>(DemandClass.class);
        for (DemandClass kind : DemandClass.values()) {
            List<Judged> own = judged.stream()
                    .filter(one -> one.kind == kind && one.mean > 0)
                    .toList();
            if (!kind.rare() || own.size() < LEAST_JUDGED) {
                continue;
            }
            double mean = own.stream().mapToDouble(one -> one.mean).average().orElse(0);
            double share = shares.getOrDefault(kind, 0.0);
            int least =
                    leastWithin(own, i -> one -> one.pooled(share, new Pooling(mean, STRENGTHS[i])), STRENGTHS.length);
            poolings.put(kind, new Pooling(mean, STRENGTHS[least]));
        }
        return poolings;
    }

    /** The first of the choices whose loss is within one standard error of the least, in one of the periods judged at least. */
    private static int leastWithin(List<Judged> own, IntFunction<Function<Judged, double[]>> choices, int count) {
        int least = count - 1;
        for (int age = 0; age <= 1; age++) {
            int period = age;
            List<Judged> judged = own.stream().filter(one -> one.age == period).toList();
            if (judged.size() >= LEAST_JUDGED) {
                least = Math.min(least, leastWithinPeriod(judged, choices, count));
            }
        }
        return least;
    }

    private static int leastWithinPeriod(List<Judged> own, IntFunction<Function<Judged, double[]>> choices, int count) {
        double[][] losses = new double[count][];
        int best = 0;
        for (int i = 0; i < count; i++) {
            Function<Judged, double[]> choice = choices.apply(i);
            losses[i] =
                    own.stream().mapToDouble(one -> one.loss(choice.apply(one))).toArray();
            best = Arrays.stream(losses[i]).sum() < Arrays.stream(losses[best]).sum() ? i : best;
        }
        for (int i = 0; i < best; i++) {
            double sum = 0;
            double squares = 0;
            for (int k = 0; k < losses[i].length; k++) {
                double more = losses[i][k] - losses[best][k];
                sum += more;
                squares += more * more;
            }
            double n = losses[i].length;
            double deviation = Math.sqrt(Math.max(0, squares / n - sum / n * (sum / n)) / n);
            if (sum / n <= deviation) {
                return i;
            }
        }
        return best;
    }

    private HybridModel model(
            List<Origins> origins,
            List<Judged> judged,
            Map<DemandClass, double[]> towards,
            Map<DemandClass, Weighing> weighings,
            Map<DemandClass, Double> shares,
            Map<DemandClass, Pooling> poolings,
            @Nullable GlobalNetwork network) {
        Map<String, Member> members = new LinkedHashMap<>();
        Map<DemandClass, double[]> typical = new EnumMap<>(DemandClass.class);
        for (DemandClass kind : DemandClass.values()) {
            typical.put(kind, new double[panel.size()]);
        }
        List<List<Errors.Path>> paths = new ArrayList<>();
        for (Origins own : origins) {
            if (own.all().isEmpty()) {
                continue;
            }
            DemandClass kind = DemandClass.of(own.series().values());
            Weighing weighing = Objects.requireNonNull(weighings.get(kind));
            double[] weights = Origins.weights(own.all(), weighing.towards(), weighing.shrinkage());
            typical.computeIfPresent(kind, (same, sums) -> added(sums, weights));
            boolean sold = Arrays.stream(own.series().values()).anyMatch(units -> units > 0);
            Pooling pooling = sold ? poolings.getOrDefault(kind, Pooling.NONE) : Pooling.NONE;
            double share = sold ? shares.getOrDefault(kind, 0.0) : 0;
            List<Errors.Path> errors = own.all().stream()
                    .map(origin -> new Errors.Path(
                            origin.level(),
                            pooling.drawn(
                                    mixed(
                                            own,
                                            origin,
                                            weights,
                                            share,
                                            network,
                                            Objects.requireNonNull(towards.get(kind))),
                                    origin.at()),
                            origin.actual()))
                    .toList();
            paths.add(errors);
            members.put(
                    own.series().key(),
                    new Member(weights, Errors.squared(errors), errors.size() * settings.horizon()));
        }
        for (double[] weights : typical.values()) {
            double sum = Arrays.stream(weights).sum();
            for (int e = 0; e < weights.length; e++) {
                weights[e] = sum > 0 ? weights[e] / sum : 1.0 / weights.length;
            }
        }
        Errors errors = Errors.of(paths, settings.horizon());
        return new HybridModel(
                settings,
                frequency,
                panel.names(),
                members,
                typical,
                towards,
                shares,
                poolings,
                errors,
                quantiles(judged, weighings, errors),
                shrinkages(weighings),
                network);
    }

    private double[] mixed(
            Origins own,
            Origin origin,
            double[] weights,
            double share,
            @Nullable GlobalNetwork network,
            double[] together) {
        double[] combined = Origins.combined(origin.experts(), weights);
        if (network == null || share == 0) {
            return combined;
        }
        double[] path = windows.path(network, own.series(), origin.at(), origin.experts(), origin.level(), together);
        for (int h = 0; h < combined.length; h++) {
            combined[h] += share * (path[h] - combined[h]);
        }
        return combined;
    }

    /** By the errors at the latest origins, which neither weights nor network knew, in units of what was expected of them. */
    private Map<DemandClass, Quantiles> quantiles(
            List<Judged> judged, Map<DemandClass, Weighing> weighings, Errors errors) {
        boolean whole =
                judged.stream().allMatch(one -> whole(one.origins.series().values()));
        Map<DemandClass, List<Quantiles.Case>> cases = new EnumMap<>(DemandClass.class);
        List<Quantiles.Case> all = new ArrayList<>();
        for (Judged one : judged) {
            double[] mean = one.expected;
            Weighing weighing = Objects.requireNonNull(weighings.get(one.kind));
            double[] before = Origins.weights(one.older, weighing.towards(), Math.max(1, weighing.shrinkage()));
            List<Errors.Path> known = one.older.stream()
                    .map(origin -> new Errors.Path(
                            origin.level(), Origins.combined(origin.experts(), before), origin.actual()))
                    .toList();
            double squared = HybridModel.squared(
                    errors,
                    one.kind,
                    Arrays.copyOf(one.origins.series().values(), one.latest.at()),
                    one.latest.level(),
                    Errors.squared(known),
                    known.size() * settings.horizon());
            for (int h = 0; h < mean.length; h++) {
                Quantiles.Case error = new Quantiles.Case(
                        mean[h],
                        Math.sqrt(squared * errors.growth()[h]),
                        one.latest.actual()[h]);
                cases.computeIfAbsent(one.kind, kind -> new ArrayList<>()).add(error);
                all.add(error);
            }
        }
        Map<DemandClass, Quantiles> quantiles = new EnumMap<>(DemandClass.class);
        for (DemandClass kind : DemandClass.values()) {
            List<Quantiles.Case> own = cases.getOrDefault(kind, List.of());
            quantiles.put(kind, Quantiles.fitted(own.size() < 200 ? all : own, settings.levels(), whole));
        }
        return quantiles;
    }

    private static Map<DemandClass, Double> shrinkages(Map<DemandClass, Weighing> weighings) {
        Map<DemandClass, Double> shrinkages = new EnumMap<>(DemandClass.class);
        weighings.forEach((kind, weighing) -> shrinkages.put(kind, weighing.shrinkage()));
        return shrinkages;
    }

    private static double[] added(double[] sums, double[] more) {
        for (int e = 0; e < sums.length; e++) {
            sums[e] += more[e];
        }
        return sums;
    }

    private static boolean whole(double[] values) {
        for (double value : values) {
            if (value != Math.rint(value)) {
                return false;
            }
        }
        return true;
    }
}
