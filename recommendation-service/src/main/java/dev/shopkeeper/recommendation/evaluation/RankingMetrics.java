package dev.shopkeeper.recommendation.evaluation;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Averages over cases, by name: {@code hit_at_10}, {@code recall_at_10}, {@code precision_at_10}, {@code ndcg_at_10},
 * {@code mrr_at_10}, {@code map_at_10}.
 *
 * @param byName the metrics, from 0 to 1
 * @param cases how many they are averages of
 */
public record RankingMetrics(Map<String, Double> byName, int cases) {

    static final int KINDS = 6;
    private static final List<String> NAMES = List.of("hit", "recall", "precision", "ndcg", "mrr", "map");

    public RankingMetrics {
        byName = Map.copyOf(byName);
    }

    /** @throws IllegalArgumentException if there is no metric of this name */
    public double of(String name) {
        Double metric = byName.get(name);
        if (metric == null) {
            throw new IllegalArgumentException("There is no metric '" + name + "', only "
                    + new TreeMap<>(byName).keySet() + ". Maybe it was not asked for at this depth?");
        }
        return metric;
    }

    /** Of one case, by depth and kind: what {@link #mean} averages. */
    static double[] of(int[] ranks, List<Integer> depths) {
        int[] rising = ranks.clone();
        Arrays.sort(rising);
        double[] metrics = new double[KINDS * depths.size()];
        for (int depth = 0; depth < depths.size(); depth++) {
            of(rising, depths.get(depth), metrics, depth * KINDS);
        }
        return metrics;
    }

    /** @param ranks of what is wanted, from 1, rising */
    private static void of(int[] ranks, int depth, double[] into, int from) {
        int hits = 0;
        double gain = 0;
        double precisions = 0;
        double ideal = 0;
        for (int i = 0; i < ranks.length; i++) {
            if (ranks[i] <= depth) {
                // Two wanted items of equal score stand one behind the other.
                int rank = Math.max(ranks[i], hits + 1);
                if (rank <= depth) {
                    hits++;
                    gain += Math.log(2) / Math.log(rank + 1.0);
                    precisions += (double) hits / rank;
                }
            }
            if (i < depth) {
                ideal += Math.log(2) / Math.log(i + 2.0);
            }
        }
        into[from] = hits > 0 ? 1 : 0;
        into[from + 1] = (double) hits / ranks.length;
        into[from + 2] = (double) hits / depth;
        into[from + 3] = gain / ideal;
        into[from + 4] = hits > 0 ? 1.0 / ranks[0] : 0;
        into[from + 5] = precisions / Math.min(ranks.length, depth);
    }

    /** Where a metric stands in what {@link #of(int[], List)} gives. */
    static int place(String name, List<Integer> depths) {
        for (int depth = 0; depth < depths.size(); depth++) {
            for (int kind = 0; kind < KINDS; kind++) {
                if (name.equals(NAMES.get(kind) + "_at_" + depths.get(depth))) {
                    return depth * KINDS + kind;
                }
            }
        }
        throw new IllegalArgumentException("There is no metric '" + name + "' at the depths " + depths + ", only "
                + NAMES + ". Maybe it was not asked for at this depth?");
    }

    static RankingMetrics mean(List<Integer> depths, double[][] all) {
        Map<String, Double> metrics = new TreeMap<>();
        for (int depth = 0; depth < depths.size(); depth++) {
            for (int kind = 0; kind < KINDS; kind++) {
                double sum = 0;
                for (double[] one : all) {
                    sum += one[depth * KINDS + kind];
                }
                metrics.put(NAMES.get(kind) + "_at_" + depths.get(depth), sum / Math.max(1, all.length));
            }
        }
        return new RankingMetrics(metrics, all.length);
    }
}
