package dev.shopkeeper.membership.tiering;

import dev.shopkeeper.membership.clustering.Clusters;
import dev.shopkeeper.membership.clustering.KMeans;
import dev.shopkeeper.membership.clustering.RandIndex;
import dev.shopkeeper.membership.clustering.Silhouette;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.DoubleConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Learns tiers: K-Means on standardised logarithms, with the number of groups and the features by which a grouping is
 * stable. Silhouette alone would choose the grouping that sets a handful of big spenders apart; so it decides only among those that
 * bootstrap samples reproduce (Fang, Wang 2012; Hennig 2007) and in which no group is tiny. The order of members does not
 * matter.
 */
public final class TierLearner {

    /** Groupings that bootstrap samples reproduce less are not used: mean adjusted Rand index. */
    public static final double LEAST_STABILITY = 0.95;
    /** A group of fewer members is no tier. */
    public static final double LEAST_SHARE = 0.05;

    private static final int MOST_FITTED = 200_000;
    private static final int MOST_COMPARED = 10_000;
    private static final int MOST_FOR_SILHOUETTE = 2_000;
    private static final int BOOTSTRAP_STARTS = 5;
    /** Below this a feature says nothing. */
    private static final double CONSTANT = 1e-9;

    private static final List<List<Feature>> FEATURE_SETS = List.of(
            List.of(Feature.RECENCY, Feature.FREQUENCY, Feature.MONEY),
            List.of(Feature.RECENCY, Feature.FREQUENCY, Feature.MONEY, Feature.VARIETY),
            List.of(Feature.RECENCY, Feature.FREQUENCY, Feature.VARIETY));

    /** Recency says least of what a member is worth, and moves every day; it may count for less. */
    private static final double[] RECENCY_WEIGHTS = {1, 0.7, 0.5, 0.35, 0.25, 0.15};

    private final int window;
    private final String currency;
    private final int starts;
    private final int bootstraps;
    private final long seed;

    /**
     * @param window days that figures look back
     * @param starts of each K-Means that is kept
     * @param bootstraps samples that a grouping is compared with
     */
    public TierLearner(int window, String currency, int starts, int bootstraps, long seed) {
        this.window = window;
        this.currency = currency;
        this.starts = starts;
        this.bootstraps = bootstraps;
        this.seed = seed;
    }

    /**
     * Learns from members. Of the groupings that are stable, and in which no group is tiny, those with most features and
     * then with most weight on recency count, and of them the one with the best silhouette; where there is none, the most stable
     * one. What could not count any more is not tried.
     *
     * @param members those with figures
     * @param groups which numbers of groups to try, each at least 3
     * @param variety whether variety may count: not where it is unknown what was bought
     * @param progress hears how much is done, 0 to 1
     * @throws IllegalArgumentException where there are fewer distinct members than groups
     */
    public TierModel learn(List<Figures> members, int[] groups, boolean variety, DoubleConsumer progress) {
        List<TierModel> tried = new ArrayList<>();
        NavigableMap<Integer, List<TierModel.Scale>> ranks = ranks(members, variety);
        int done = 0;
        for (List<TierModel.Scale> rank : ranks.values()) {
            List<TierModel> candidates = candidates(members, rank, groups);
            Optional<TierModel> best = candidates.stream()
                    .filter(one -> admissible(one.quality()))
                    .max(Comparator.comparingDouble(one -> one.quality().silhouette()));
            progress.accept(++done / (double) ranks.size());
            if (best.isPresent()) {
                return best.get();
            }
            tried.addAll(candidates);
        }
        return tried.stream()
                .max(Comparator.comparingDouble(one -> Math.min(0, one.quality().leastShare() - LEAST_SHARE)
                        + one.quality().stability()))
                .orElseThrow(() -> new IllegalArgumentException(members.size()
                        + " members differ too little for tiers. Maybe wait until some have bought more often than"
                        + " others?"));
    }

    /** All groupings that may be tried, the ones that count first ahead; of members who do not differ in as many ways, none. */
    public List<TierModel> candidates(List<Figures> members, int[] groups, boolean variety) {
        return ranks(members, variety).values().stream()
                .flatMap(rank -> candidates(members, rank, groups).stream())
                .toList();
    }

    private List<TierModel> candidates(List<Figures> members, List<TierModel.Scale> scales, int[] groups) {
        List<TierModel> candidates = new ArrayList<>();
        for (TierModel.Scale scale : scales) {
            for (int k : groups) {
                TierModel candidate = candidate(members, scale, k);
                if (candidate != null) {
                    candidates.add(candidate);
                }
            }
        }
        return candidates;
    }

    /** The ways to see members, those that count first ahead: more features, then more weight on recency. */
    private static NavigableMap<Integer, List<TierModel.Scale>> ranks(List<Figures> members, boolean variety) {
        NavigableMap<Integer, List<TierModel.Scale>> ranks = new TreeMap<>();
        for (List<Feature> features : FEATURE_SETS) {
            for (int weight = 0; weight < RECENCY_WEIGHTS.length; weight++) {
                TierModel.Scale scale = scale(members, features, RECENCY_WEIGHTS[weight]);
                boolean telling = scale.features().contains(Feature.MONEY)
                        || scale.features().contains(Feature.FREQUENCY);
                if (telling && (variety || !features.contains(Feature.VARIETY))) {
                    int rank =
                            weight - RECENCY_WEIGHTS.length * scale.features().size();
                    ranks.computeIfAbsent(rank, any -> new ArrayList<>()).add(scale);
                }
            }
        }
        return ranks;
    }

    private static boolean admissible(TierModel.Quality quality) {
        return quality.stability() >= LEAST_STABILITY && quality.leastShare() >= LEAST_SHARE;
    }

    /** As {@link #learn}, with the features and the number of groups of another model, and without its comparisons. */
    public TierModel again(List<Figures> members, TierModel like) {
        return fit(members, like.features(), like.weight(Feature.RECENCY), like.size(), like.quality());
    }

    /** By recency, frequency and money alone, in three groups. */
    public TierModel plain(List<Figures> members) {
        return fit(members, FEATURE_SETS.getFirst(), 1, Tier.values().length, new TierModel.Quality(0, 0, 0));
    }

    private TierModel fit(
            List<Figures> members, List<Feature> features, double recency, int k, TierModel.Quality quality) {
        TierModel.Scale scale = scale(members, features, recency);
        double[][] points = sample(points(members, scale), MOST_FITTED);
        return new TierModel(
                window, currency, scale, KMeans.fit(points, k, starts, seed).centroids(), quality);
    }

    /** Null where the members do not differ in as many ways. */
    private @Nullable TierModel candidate(List<Figures> members, TierModel.Scale scale, int k) {
        double[][] points = points(members, scale);
        if (Arrays.stream(points).map(Arrays::toString).distinct().limit(k).count() < k) {
            return null;
        }
        double[][] fitted = sample(points, MOST_FITTED);
        Clusters clusters = KMeans.fit(fitted, k, starts, seed);
        double[][] compared = sample(points, MOST_COMPARED);
        int[] labels = KMeans.assign(clusters.centroids(), compared);
        double stability = stability(compared, labels, k);
        double[][] shown = sample(points, MOST_FOR_SILHOUETTE);
        double silhouette = Silhouette.mean(shown, KMeans.assign(clusters.centroids(), shown), k);
        double least = Arrays.stream(clusters.shares()).min().orElse(0);
        return new TierModel(
                window, currency, scale, clusters.centroids(), new TierModel.Quality(stability, least, silhouette));
    }

    private double stability(double[][] points, int[] labels, int k) {
        Random random = new Random(seed);
        double sum = 0;
        for (int sample = 0; sample < bootstraps; sample++) {
            double[][] drawn = new double[points.length][];
            for (int i = 0; i < drawn.length; i++) {
                drawn[i] = points[random.nextInt(points.length)];
            }
            double[][] centroids;
            try {
                centroids = KMeans.fit(drawn, k, BOOTSTRAP_STARTS, random.nextLong())
                        .centroids();
            } catch (IllegalArgumentException e) {
                // A sample of fewer distinct members than groups: nothing of the grouping is found again.
                continue;
            }
            sum += RandIndex.adjusted(labels, KMeans.assign(centroids, points));
        }
        return bootstraps == 0 ? 0 : sum / bootstraps;
    }

    /** Without features in which nobody differs. */
    private static TierModel.Scale scale(List<Figures> members, List<Feature> features, double recency) {
        List<Feature> kept = new ArrayList<>();
        List<double[]> moments = new ArrayList<>();
        for (Feature feature : features) {
            double[] values = members.stream().mapToDouble(feature::of).sorted().toArray();
            double mean = Arrays.stream(values).average().orElse(0);
            double squares = Arrays.stream(values)
                    .map(value -> (value - mean) * (value - mean))
                    .sum();
            double deviation = Math.sqrt(squares / Math.max(1, values.length));
            if (deviation > CONSTANT) {
                kept.add(feature);
                moments.add(new double[] {mean, deviation});
            }
        }
        return new TierModel.Scale(
                kept,
                moments.stream().mapToDouble(one -> one[0]).toArray(),
                moments.stream().mapToDouble(one -> one[1]).toArray(),
                kept.stream()
                        .mapToDouble(one -> one == Feature.RECENCY ? recency : 1)
                        .toArray());
    }

    /** Members as the model sees them, in an order that does not depend on theirs. */
    private static double[][] points(List<Figures> members, TierModel.Scale scale) {
        return members.stream()
                .map(Objects::requireNonNull)
                .map(scale::standardised)
                .sorted(Arrays::compare)
                .toArray(double[][]::new);
    }

    /** Some of the points at random, always the same; all of them where there are no more. */
    private double[][] sample(double[][] points, int most) {
        if (points.length <= most) {
            return points;
        }
        double[][] shuffled = points.clone();
        Random random = new Random(seed);
        for (int i = 0; i < most; i++) {
            int j = i + random.nextInt(shuffled.length - i);
            double[] swap = shuffled[i];
            shuffled[i] = shuffled[j];
            shuffled[j] = swap;
        }
        return Arrays.copyOf(shuffled, most);
    }
}
