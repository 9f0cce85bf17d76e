package dev.shopkeeper.membership.tiering;

import dev.shopkeeper.membership.clustering.KMeans;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Centroids that stay as they are until the next training, with the scale they were learnt on. Immutable, safe to be read
 * by many threads.
 */
public final class TierModel {

    private static final int MAGIC = 0x53484d01;
    /** Nobody is further than this from the mean in any feature, in standard deviations. */
    private static final double FARTHEST = 3;

    private final int window;
    private final String currency;
    private final List<Feature> features;
    private final double[] mean;
    private final double[] deviation;
    private final double[] weight;
    private final double[][] centroids;
    private final Quality quality;

    /**
     * How good the grouping is that it was learnt from.
     *
     * @param stability mean adjusted Rand index between it and those of bootstrap samples
     * @param leastShare share of the members in the smallest group
     * @param silhouette mean silhouette
     */
    public record Quality(double stability, double leastShare, double silhouette) {}

    /**
     * The scale of members, before centroids are known.
     *
     * @param weight what a standard deviation of each feature counts for
     */
    record Scale(List<Feature> features, double[] mean, double[] deviation, double[] weight) {

        double[] standardised(Figures figures) {
            double[] point = new double[features.size()];
            for (int f = 0; f < point.length; f++) {
                double value = (features.get(f).of(figures) - mean[f]) / deviation[f];
                point[f] = weight[f] * Math.clamp(value, -FARTHEST, FARTHEST);
            }
            return point;
        }
    }

    /**
     * Orders the centroids from the least to the most valuable.
     *
     * @param centroids at least two, standardised
     */
    TierModel(int window, String currency, Scale scale, double[][] centroids, Quality quality) {
        this.window = window;
        this.currency = currency;
        this.features = List.copyOf(scale.features());
        this.mean = scale.mean().clone();
        this.deviation = scale.deviation().clone();
        this.weight = scale.weight().clone();
        this.centroids = Arrays.stream(centroids)
                .map(double[]::clone)
                .sorted(Comparator.<double[]>comparingDouble(this::value).thenComparing(Arrays::compare))
                .toArray(double[][]::new);
        this.quality = quality;
    }

    private double value(double[] centroid) {
        double sum = 0;
        for (int f = 0; f < centroid.length; f++) {
            sum += features.get(f).sign() * centroid[f];
        }
        return sum;
    }

    /** Days that are looked back. */
    public int window() {
        return window;
    }

    /** In which money counts. */
    public String currency() {
        return currency;
    }

    public List<Feature> features() {
        return features;
    }

    /** What a standard deviation of a feature counts for; 0 of one that is not looked at. */
    public double weight(Feature feature) {
        int f = features.indexOf(feature);
        return f < 0 ? 0 : weight[f];
    }

    public Quality quality() {
        return quality;
    }

    /** The number of centroids. */
    public int size() {
        return centroids.length;
    }

    /** The tier of a centroid: the first is ordinary, the last loyal, what is between has potential. */
    public Tier tier(int centroid) {
        return centroid == 0 ? Tier.ORDINARY : centroid == centroids.length - 1 ? Tier.LOYAL : Tier.POTENTIAL;
    }

    /** A member as the model sees it: by feature, in weighted standard deviations from the mean. */
    public double[] standardised(Figures figures) {
        return new Scale(features, mean, deviation, weight).standardised(figures);
    }

    /** The centroid nearest to a standardised member. */
    public int nearest(double[] point) {
        return KMeans.nearest(centroids, point);
    }

    /** The centroid of a tier that is nearest to a standardised member. */
    public int nearest(double[] point, Tier tier) {
        return IntStream.range(0, centroids.length)
                .filter(centroid -> tier(centroid) == tier)
                .boxed()
                .min(Comparator.comparingDouble(centroid -> squaredDistance(point, centroid)))
                .orElseThrow(() -> new IllegalArgumentException("There is no centroid of tier " + tier));
    }

    /** The tier nearest to a member. */
    public Tier nearest(Figures figures) {
        return tier(nearest(standardised(figures)));
    }

    public double squaredDistance(double[] point, int centroid) {
        return KMeans.squaredDistance(point, centroids[centroid]);
    }

    /**
     * By how much nearer a member is to one centroid than to another, by feature: the differences of squared distances,
     * which add up to that of the whole. Positive where the feature speaks for {@code own}.
     */
    public double[] margins(double[] point, int own, int other) {
        double[] margins = new double[point.length];
        for (int f = 0; f < point.length; f++) {
            double toOther = point[f] - centroids[other][f];
            double toOwn = point[f] - centroids[own][f];
            margins[f] = toOther * toOther - toOwn * toOwn;
        }
        return margins;
    }

    /** The figure that a centroid stands for: days, orders, money or categories. */
    public double typical(int centroid, Feature feature) {
        int f = features.indexOf(feature);
        return Math.max(0, Feature.natural(mean[f] + deviation[f] * centroids[centroid][f] / weight[f]));
    }

    /** The figure half way between two centroids: a member who is so in every feature is as near to one as to the other. */
    public double between(int one, int other, Feature feature) {
        int f = features.indexOf(feature);
        double middle = (centroids[one][f] + centroids[other][f]) / 2;
        return Math.max(0, Feature.natural(mean[f] + deviation[f] * middle / weight[f]));
    }

    /** The centroids' logarithms of figures, which those of another model can be compared with. */
    double[][] logarithms(List<Feature> common) {
        double[][] rows = new double[centroids.length][common.size()];
        for (int c = 0; c < rows.length; c++) {
            for (int i = 0; i < common.size(); i++) {
                int f = features.indexOf(common.get(i));
                rows[c][i] = mean[f] + deviation[f] * centroids[c][f] / weight[f];
            }
        }
        return rows;
    }

    /** As it is stored; {@link #of(byte[])} reads it. */
    public byte[] bytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(MAGIC);
            out.writeInt(window);
            out.writeUTF(currency);
            out.writeInt(features.size());
            for (int f = 0; f < features.size(); f++) {
                out.writeUTF(features.get(f).name());
                out.writeDouble(mean[f]);
                out.writeDouble(deviation[f]);
                out.writeDouble(weight[f]);
            }
            out.writeInt(centroids.length);
            for (double[] centroid : centroids) {
                for (double value : centroid) {
                    out.writeDouble(value);
                }
            }
            out.writeDouble(quality.stability());
            out.writeDouble(quality.leastShare());
            out.writeDouble(quality.silhouette());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /**
     * Reads what {@link #bytes} wrote.
     *
     * @throws IllegalArgumentException if the bytes are no such model
     */
    public static TierModel of(byte[] bytes) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            if (in.readInt() != MAGIC) {
                throw new IllegalArgumentException("they begin otherwise. Maybe of another model?");
            }
            int window = in.readInt();
            String currency = in.readUTF();
            List<Feature> features = new ArrayList<>();
            double[] mean = new double[in.readInt()];
            double[] deviation = new double[mean.length];
            double[] weight = new double[mean.length];
            for (int f = 0; f < mean.length; f++) {
                features.add(Feature.valueOf(in.readUTF()));
                mean[f] = in.readDouble();
                deviation[f] = in.readDouble();
                weight[f] = in.readDouble();
            }
            double[][] centroids = new double[in.readInt()][mean.length];
            for (double[] centroid : centroids) {
                for (int f = 0; f < centroid.length; f++) {
                    centroid[f] = in.readDouble();
                }
            }
            Quality quality = new Quality(in.readDouble(), in.readDouble(), in.readDouble());
            return new TierModel(window, currency, new Scale(features, mean, deviation, weight), centroids, quality);
        } catch (IOException | RuntimeException e) {
            throw new IllegalArgumentException("These bytes are no tiers: " + e.getMessage(), e);
        }
    }
}
