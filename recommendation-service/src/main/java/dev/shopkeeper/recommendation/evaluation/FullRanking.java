package dev.shopkeeper.recommendation.evaluation;

import dev.shopkeeper.recommendation.algebra.Parallel;
import java.util.Arrays;
import java.util.List;

/**
 * Ranks all items for each case. A wanted item's rank is one more than the number of items that score higher, and items of
 * equal score count as higher, so that a model cannot gain by scoring many items alike.
 *
 * @param depths the list lengths that metrics are asked for, rising
 */
public record FullRanking(int items, List<Integer> depths) {

    public FullRanking {
        depths = List.copyOf(depths);
    }

    /** Averages over all cases. */
    public RankingMetrics evaluate(List<RankingCase> cases, Scorer scorer, int threads) {
        double[][] sums = new double[cases.size()][];
        Parallel.run(
                cases.size(),
                threads,
                () -> {
                    float[] scores = new float[items];
                    return number -> sums[number] = metrics(cases.get(number), scorer, scores);
                },
                done -> {});
        return RankingMetrics.mean(depths, sums);
    }

    private double[] metrics(RankingCase one, Scorer scorer, float[] scores) {
        Arrays.fill(scores, 0);
        scorer.score(one.history(), scores);
        for (int item : one.hidden()) {
            scores[item] = Float.NEGATIVE_INFINITY;
        }
        int[] ranks = new int[one.wanted().length];
        for (int i = 0; i < ranks.length; i++) {
            ranks[i] = rank(scores, one.wanted()[i]);
        }
        return RankingMetrics.of(ranks, depths);
    }

    /** From 1: one more than the number of scores that are higher, or as high. */
    static int rank(float[] scores, int wanted) {
        float own = scores[wanted];
        int rank = 0;
        for (float score : scores) {
            if (score >= own) {
                rank++;
            }
        }
        return Float.isInfinite(own) || Float.isNaN(own) ? Integer.MAX_VALUE : rank;
    }
}
