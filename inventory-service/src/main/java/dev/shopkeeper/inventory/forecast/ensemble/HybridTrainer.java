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
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Trains the hybrid: tries the experts at rolling origins (Tashman, International Journal of Forecasting 16, 2000), trains
 * the network on all origins but the latest of each series, weighs the experts by all but the latest to find at the latest
 * how much to shrink, how much the network is worth beside them and how far the whole is off, and weighs them by all in the
 * end.
 */
public final class HybridTrainer {

    private static final int CHUNK = 32;
    private static final double[] SHRINKAGES = {0.03, 0.1, 0.3, 1, 3, 10, 100};
    /** How much the weights of a kind of demand are drawn to equal ones: they are of many series, and need little of it. */
    private static final double POOLED = 0.03;
    /** What the network must better the experts by to be heard at all, as a share of their error. */
    private static final double WORTH_HEARING = 0.002;

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
        GlobalNetwork network = network(origins, seed, fraction -> progress.report(0.6 + 0.35 * fraction));
        Map<DemandClass, double[]> towards = towards(origins);
        List<Judged> judged = judged(origins, towards, network);
        double shrinkage = shrinkage(judged);
        judged.forEach(one -> one.weigh(shrinkage));
        Map<DemandClass, Double> shares = shares(judged);
        return model(origins, judged, towards, shrinkage, shares, network);
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

    private @Nullable GlobalNetwork network(List<Origins> origins, long seed, Progress progress) {
        List<float[][]> inputs = new ArrayList<>();
        List<float[]> targets = new ArrayList<>();
        List<float[]> weights = new ArrayList<>();
        int skewed = 0;
        for (Origins own : origins) {
            DemandClass kind = DemandClass.of(own.series().values());
            for (Origin origin : own.all().isEmpty() ? List.<Origin>of() : own.older()) {
                inputs.add(windows.inputs(own.series(), origin.at(), origin.experts(), origin.level()));
                targets.add(windows.targets(origin.actual(), origin.experts(), origin.level()));
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

    /** A series at its latest origin, as it is forecast by what was known before. */
    private final class Judged {
        private final Origins origins;
        private final DemandClass kind;
        private final double[] towards;
        private final Origin latest;
        private final double @Nullable [] network;
        private double[] combined = {};

        Judged(Origins origins, Map<DemandClass, double[]> towards, @Nullable GlobalNetwork network) {
            this.origins = origins;
            this.latest = origins.all().getFirst();
            this.kind = DemandClass.of(Arrays.copyOf(origins.series().values(), latest.at()));
            this.towards = Objects.requireNonNull(towards.get(kind));
            this.network = network == null
                    ? null
                    : windows.path(network, origins.series(), latest.at(), latest.experts(), latest.level());
        }

        void weigh(double shrinkage) {
            combined = combined(shrinkage);
        }

        private double[] combined(double shrinkage) {
            return Origins.combined(latest.experts(), Origins.weights(origins.older(), towards, shrinkage));
        }

        private double[] mixed(double share) {
            if (network == null || share == 0) {
                return combined;
            }
            double[] mixed = new double[combined.length];
            for (int h = 0; h < mixed.length; h++) {
                mixed[h] = (1 - share) * combined[h] + share * network[h];
            }
            return mixed;
        }

        private double loss(double[] path) {
            return HybridTrainer.loss(kind, latest, path);
        }
    }

    private List<Judged> judged(
            List<Origins> origins, Map<DemandClass, double[]> towards, @Nullable GlobalNetwork network) {
        Judged[] judged = origins.parallelStream()
                .filter(own -> own.all().size() >= 2)
                .map(own -> new Judged(own, towards, network))
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
            for (Origin origin : own.all().isEmpty() ? List.<Origin>of() : own.older()) {
                DemandClass kind = DemandClass.of(Arrays.copyOf(own.series().values(), origin.at()));
                double scale = rare(kind) ? Math.sqrt(origin.level()) : origin.level();
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

    private static boolean rare(DemandClass kind) {
        return kind == DemandClass.INTERMITTENT || kind == DemandClass.LUMPY;
    }

    /** Absolute for what sells always, squared for what sells rarely, where the median is no forecast of the mean. */
    private static double loss(DemandClass kind, Origin origin, double[] path) {
        boolean rare = rare(kind);
        double loss = 0;
        for (int h = 0; h < path.length; h++) {
            double error = Math.abs(origin.actual()[h] - path[h]);
            // The variance of counts grows with their level, so that all items count alike.
            loss += rare ? Math.min(100, error * error / origin.level()) : Math.min(20, error / origin.level());
        }
        return loss / path.length;
    }

    private double shrinkage(List<Judged> judged) {
        double best = SHRINKAGES[SHRINKAGES.length - 1];
        double least = Double.POSITIVE_INFINITY;
        for (double shrinkage : SHRINKAGES) {
            double loss = judged.parallelStream().map(one -> one.loss(one.combined(shrinkage))).toList().stream()
                    .mapToDouble(Double::doubleValue)
                    .sum();
            if (loss < least) {
                least = loss;
                best = shrinkage;
            }
        }
        return best;
    }

    /** How much the network counts beside the experts, by the kind of demand. */
    private Map<DemandClass, Double> shares(List<Judged> judged) {
        Map<DemandClass, Double> shares = new EnumMap<>(DemandClass.class);
        for (DemandClass kind : DemandClass.values()) {
            List<Judged> own = judged.stream()
                    .filter(one -> one.kind == kind && one.network != null)
                    .toList();
            double alone =
                    own.stream().mapToDouble(one -> one.loss(one.combined)).sum();
            double least = alone * (1 - WORTH_HEARING);
            double best = 0;
            for (int tenth = 1; tenth <= 10 && own.size() >= 10; tenth++) {
                double share = tenth / 10.0;
                double loss = own.stream()
                        .mapToDouble(one -> one.loss(one.mixed(share)))
                        .sum();
                if (loss < least) {
                    least = loss;
                    best = share;
                }
            }
            shares.put(kind, best);
        }
        return shares;
    }

    private HybridModel model(
            List<Origins> origins,
            List<Judged> judged,
            Map<DemandClass, double[]> towards,
            double shrinkage,
            Map<DemandClass, Double> shares,
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
            double[] weights = Origins.weights(own.all(), Objects.requireNonNull(towards.get(kind)), shrinkage);
            typical.computeIfPresent(kind, (same, sums) -> added(sums, weights));
            List<Errors.Path> errors = own.all().stream()
                    .map(origin -> new Errors.Path(
                            origin.level(),
                            mixed(own, origin, weights, shares.getOrDefault(kind, 0.0), network),
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
                shares,
                errors,
                quantiles(judged, shares, errors),
                shrinkage,
                network);
    }

    private double[] mixed(
            Origins own, Origin origin, double[] weights, double share, @Nullable GlobalNetwork network) {
        double[] combined = Origins.combined(origin.experts(), weights);
        if (network == null || share == 0) {
            return combined;
        }
        double[] path = windows.path(network, own.series(), origin.at(), origin.experts(), origin.level());
        for (int h = 0; h < combined.length; h++) {
            combined[h] += share * (path[h] - combined[h]);
        }
        return combined;
    }

    /** By the errors at the latest origins, which neither weights nor network knew, in units of what was expected of them. */
    private Map<DemandClass, Quantiles> quantiles(List<Judged> judged, Map<DemandClass, Double> shares, Errors errors) {
        boolean whole =
                judged.stream().allMatch(one -> whole(one.origins.series().values()));
        Map<DemandClass, List<Quantiles.Case>> cases = new EnumMap<>(DemandClass.class);
        List<Quantiles.Case> all = new ArrayList<>();
        for (Judged one : judged) {
            double share = shares.getOrDefault(one.kind, 0.0);
            double[] mean = one.mixed(share);
            double[] before = Origins.weights(one.origins.older(), one.towards, 1);
            List<Errors.Path> known = one.origins.older().stream()
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
