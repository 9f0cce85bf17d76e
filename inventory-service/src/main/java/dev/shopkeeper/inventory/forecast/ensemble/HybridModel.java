package dev.shopkeeper.inventory.forecast.ensemble;

import dev.shopkeeper.inventory.forecast.ensemble.Forecast.Share;
import dev.shopkeeper.inventory.forecast.expert.Paths;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What training found out: weights, errors, quantiles and the network. It forecasts any series, those it was not trained on
 * with what is typical of their kind. Immutable, safe to be read by many threads.
 */
public final class HybridModel {

    /** The name of the network among the shares. */
    public static final String NETWORK = "lstm";

    /** The name of the mean of all series of a kind among the shares. */
    public static final String COMMON = "mean-of-kind";

    /** An untried series' own variance counts as that many errors at most. */
    private static final int LEAST_KNOWN = 8;

    private static final int MAGIC = 0x53484603;

    private final HybridSettings settings;
    private final Frequency frequency;
    private final List<String> experts;
    private final Map<String, Member> members;
    private final Map<DemandClass, double[]> typical;
    private final Map<DemandClass, double[]> together;
    private final Map<DemandClass, Double> shares;
    private final Map<DemandClass, Pooling> poolings;
    private final Errors errors;
    private final Map<DemandClass, Quantiles> quantiles;
    private final Map<DemandClass, Double> shrinkages;
    private final @Nullable GlobalNetwork network;

    /**
     * What is known of one series.
     *
     * @param weights by expert
     * @param squared its mean squared error at the origins
     * @param points how many errors that is the mean of
     */
    record Member(double[] weights, double squared, int points) {}

    HybridModel(
            HybridSettings settings,
            Frequency frequency,
            List<String> experts,
            Map<String, Member> members,
            Map<DemandClass, double[]> typical,
            Map<DemandClass, double[]> together,
            Map<DemandClass, Double> shares,
            Map<DemandClass, Pooling> poolings,
            Errors errors,
            Map<DemandClass, Quantiles> quantiles,
            Map<DemandClass, Double> shrinkages,
            @Nullable GlobalNetwork network) {
        this.settings = settings;
        this.frequency = frequency;
        this.experts = List.copyOf(experts);
        this.members = Map.copyOf(members);
        this.typical = new EnumMap<>(typical);
        this.together = new EnumMap<>(together);
        this.shares = new EnumMap<>(shares);
        this.poolings = new EnumMap<>(poolings);
        this.errors = errors;
        this.quantiles = new EnumMap<>(quantiles);
        this.shrinkages = new EnumMap<>(shrinkages);
        this.network = network;
    }

    public HybridSettings settings() {
        return settings;
    }

    public Frequency frequency() {
        return frequency;
    }

    /** How much the weights of series of a kind were drawn to common ones. */
    public double shrinkage(DemandClass kind) {
        return shrinkages.getOrDefault(kind, 0.0);
    }

    /** How much the network counts in series of a kind; 0 where it was worth nothing beside the experts. */
    public double networkShare(DemandClass kind) {
        return network == null ? 0 : shares.getOrDefault(kind, 0.0);
    }

    /**
     * Forecasts the horizon of the settings.
     *
     * @throws IllegalArgumentException if the panel is not the one that the model was trained with
     */
    public Forecast forecast(Series series, Panel panel) {
        if (!panel.names().equals(experts)) {
            throw new IllegalArgumentException("The model weighs the experts " + experts + ", not " + panel.names()
                    + ". Maybe it is of another version?");
        }
        int horizon = settings.horizon();
        int end = series.length();
        DemandClass kind = DemandClass.of(series.values());
        double level = Windows.level(series.values(), end, settings.window());
        double[][] paths = panel.forecasts(series.values(), frequency.period(), horizon);
        Member member = members.get(series.key());
        double[] weights = heard(member == null ? weights(typical, kind) : member.weights, paths);
        boolean neverSold = Arrays.stream(series.values()).allMatch(value -> value == 0);
        Pooling pooling = neverSold ? Pooling.NONE : poolings.getOrDefault(kind, Pooling.NONE);
        double own = 1 - pooling.share(end);
        double share = neverSold ? 0 : networkShare(kind);
        List<Share> heard = new ArrayList<>();
        double[] mean = new double[horizon];
        for (int e = 0; e < weights.length; e++) {
            boolean silent = Double.isNaN(paths[e][0]);
            double weight = silent ? 0 : own * (1 - share) * weights[e];
            heard.add(new Share(experts.get(e), weight, silent ? new double[horizon] : paths[e]));
            for (int h = 0; h < horizon && weight > 0; h++) {
                mean[h] += weight * paths[e][h];
            }
        }
        if (network != null) {
            double[] path =
                    new Windows(frequency, settings).path(network, series, end, paths, level, weights(together, kind));
            heard.add(new Share(NETWORK, own * share, path));
            for (int h = 0; h < horizon; h++) {
                mean[h] += own * share * path[h];
            }
        }
        if (own < 1) {
            double[] path = new double[horizon];
            Arrays.fill(path, pooling.mean());
            heard.add(new Share(COMMON, 1 - own, path));
            for (int h = 0; h < horizon; h++) {
                mean[h] += (1 - own) * path[h];
            }
        }
        double squared = 0;
        if (!neverSold) {
            // Of a series that was not tried, its own variance is as good a guess as a few errors.
            squared = member == null
                    ? errors.squared(
                            level, Math.max(level, Paths.variance(series.values())), Math.min(end, LEAST_KNOWN))
                    : squared(errors, kind, series.values(), level, member.squared, member.points);
        }
        return new Forecast(mean, quantiles(kind, mean, squared), cumulative(squared), heard, kind);
    }

    /**
     * The squared error to expect of a series. What sells rarely varies around its forecast much as around its mean, and there
     * are more buckets of the one than errors of the other.
     */
    static double squared(Errors errors, DemandClass kind, double[] values, double level, double own, int points) {
        double seen = kind.rare() ? Paths.variance(values) * (1 + 1.0 / values.length) : own;
        return errors.squared(level, seen, kind.rare() ? values.length : points);
    }

    private double[] weights(Map<DemandClass, double[]> byKind, DemandClass kind) {
        double[] weights = byKind.get(kind);
        return weights == null ? new double[experts.size()] : weights;
    }

    /** Weights of sum one of those that say something. */
    private static double[] heard(double[] weights, double[][] paths) {
        double[] heard = new double[weights.length];
        double sum = 0;
        int present = 0;
        for (int e = 0; e < weights.length; e++) {
            if (!Double.isNaN(paths[e][0])) {
                heard[e] = weights[e];
                sum += weights[e];
                present++;
            }
        }
        for (int e = 0; e < weights.length; e++) {
            if (!Double.isNaN(paths[e][0])) {
                heard[e] = sum > 0 ? heard[e] / sum : 1.0 / present;
            }
        }
        return heard;
    }

    private double[][] quantiles(DemandClass kind, double[] mean, double squared) {
        double[][] byLevel = new double[settings.levels().size()][mean.length];
        Quantiles rule = quantiles.get(kind);
        for (int h = 0; h < mean.length; h++) {
            double deviation = Math.sqrt(squared * errors.growth()[h]);
            double[] at = rule == null || squared == 0 ? null : rule.of(mean[h], deviation);
            for (int l = 0; l < byLevel.length; l++) {
                byLevel[l][h] = at == null ? mean[h] : at[l];
            }
        }
        return byLevel;
    }

    private double[] cumulative(double squared) {
        return Arrays.stream(errors.cumulative()).map(ratio -> ratio * squared).toArray();
    }

    /** As it is stored; {@link #of} reads it. */
    public byte[] bytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(MAGIC);
            out.writeInt(settings.horizon());
            out.writeInt(settings.origins());
            out.writeInt(settings.step());
            out.writeInt(settings.window());
            write(
                    out,
                    settings.levels().stream().mapToDouble(Double::doubleValue).toArray());
            out.writeInt(frequency.period());
            write(
                    out,
                    frequency.cycles().stream().mapToDouble(Double::doubleValue).toArray());
            out.writeInt(experts.size());
            for (String expert : experts) {
                out.writeUTF(expert);
            }
            out.writeInt(members.size());
            for (Map.Entry<String, Member> entry : new TreeMap<>(members).entrySet()) {
                Member member = entry.getValue();
                out.writeUTF(entry.getKey());
                write(out, member.weights);
                out.writeDouble(member.squared);
                out.writeInt(member.points);
            }
            for (DemandClass kind : DemandClass.values()) {
                write(out, weights(typical, kind));
                write(out, weights(together, kind));
                out.writeDouble(shares.getOrDefault(kind, 0.0));
                out.writeDouble(shrinkage(kind));
                Pooling pooling = poolings.getOrDefault(kind, Pooling.NONE);
                out.writeDouble(pooling.mean());
                out.writeDouble(pooling.strength());
                Quantiles rule = quantiles.get(kind);
                out.writeBoolean(rule != null && rule.counted());
                write(out, rule == null ? new double[0] : rule.parameters());
            }
            out.writeDouble(errors.intercept());
            out.writeDouble(errors.slope());
            write(out, errors.growth());
            write(out, errors.cumulative());
            byte[] net = network == null ? new byte[0] : network.bytes();
            out.writeInt(net.length);
            out.write(net);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /**
     * Reads what {@link #bytes} wrote.
     *
     * @param networks reads the network
     * @throws IllegalArgumentException if the bytes are no such model
     */
    public static HybridModel of(byte[] bytes, Function<byte[], GlobalNetwork> networks) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            if (in.readInt() != MAGIC) {
                throw new IllegalArgumentException("These bytes are no hybrid forecast. Maybe of another model?");
            }
            int horizon = in.readInt();
            int origins = in.readInt();
            int step = in.readInt();
            int window = in.readInt();
            HybridSettings settings = new HybridSettings(horizon, origins, step, window, boxed(read(in)));
            Frequency frequency = new Frequency(in.readInt(), boxed(read(in)));
            List<String> experts = new ArrayList<>();
            for (int left = in.readInt(); left > 0; left--) {
                experts.add(in.readUTF());
            }
            Map<String, Member> members = new LinkedHashMap<>();
            for (int left = in.readInt(); left > 0; left--) {
                String key = in.readUTF();
                double[] weights = read(in);
                double squared = in.readDouble();
                members.put(key, new Member(weights, squared, in.readInt()));
            }
            Map<DemandClass, double[]> typical = new EnumMap<>(DemandClass.class);
            Map<DemandClass, double[]> together = new EnumMap<>(DemandClass.class);
            Map<DemandClass, Double> shares = new EnumMap<>(DemandClass.class);
            Map<DemandClass, Double> shrinkages = new EnumMap<>(DemandClass.class);
            Map<DemandClass, Pooling> poolings = new EnumMap<>(DemandClass.class);
            Map<DemandClass, Quantiles> quantiles = new EnumMap<>(DemandClass.class);
            for (DemandClass kind : DemandClass.values()) {
                typical.put(kind, read(in));
                together.put(kind, read(in));
                shares.put(kind, in.readDouble());
                shrinkages.put(kind, in.readDouble());
                poolings.put(kind, new Pooling(in.readDouble(), in.readDouble()));
                boolean counted = in.readBoolean();
                quantiles.put(kind, new Quantiles(counted, read(in)));
            }
            double intercept = in.readDouble();
            double slope = in.readDouble();
            Errors errors = new Errors(intercept, slope, read(in), read(in));
            byte[] net = in.readNBytes(in.readInt());
            return new HybridModel(
                    settings,
                    frequency,
                    experts,
                    members,
                    typical,
                    together,
                    shares,
                    poolings,
                    errors,
                    quantiles,
                    shrinkages,
                    net.length == 0 ? null : networks.apply(net));
        } catch (IOException | RuntimeException e) {
            throw new IllegalArgumentException("These bytes are no hybrid forecast: " + e.getMessage(), e);
        }
    }

    private static void write(DataOutputStream out, double[] values) throws IOException {
        out.writeInt(values.length);
        for (double value : values) {
            out.writeDouble(value);
        }
    }

    private static double[] read(DataInputStream in) throws IOException {
        int length = in.readInt();
        if (length < 0 || length > in.available() / Double.BYTES) {
            throw new IOException("a list of " + length + " numbers is longer than what is left");
        }
        double[] values = new double[length];
        for (int i = 0; i < values.length; i++) {
            values[i] = in.readDouble();
        }
        return values;
    }

    private static List<Double> boxed(double[] values) {
        return Arrays.stream(values).boxed().toList();
    }
}
