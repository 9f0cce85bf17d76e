package dev.shopkeeper.recommendation.evaluation;

import dev.shopkeeper.recommendation.algebra.Parallel;
import java.util.Arrays;
import java.util.List;

/**
 * What several models would show for each case: the best items of each, the scores that every model gives to all of these, and to
 * what is wanted. A weighted sum of the models is ranked on them in a fraction of the time that all items take, and exactly as among
 * all items wherever its first places are taken from the lists. Read by many threads.
 */
public final class Shortlists {

    /** Enough for ranks up to 20 of a sum of models, see {@code ShortlistsTests}. */
    private static final int MOST_PER_MODEL = 200;

    /** Places that metrics may look at, and some of those that other models would lift there. */
    private static final int LEAST_PER_MODEL = 60;

    /** So many cases of the longest lists are held in memory. */
    private static final int WHOLE_CASES = 4000;

    private final List<RankingCase> cases;
    private final int[][] wanted;
    private final float[][][] scores;
    private final double[] scales;

    private Shortlists(List<RankingCase> cases, int[][] wanted, float[][][] scores, double[] scales) {
        this.cases = cases;
        this.wanted = wanted;
        this.scores = scores;
        this.scales = scales;
    }

    /**
     * Asks every model for every case.
     *
     * @param items how many there are
     */
    public static Shortlists of(int items, List<RankingCase> cases, List<? extends Scorer> models, int threads) {
        int[][] wanted = new int[cases.size()][];
        float[][][] scores = new float[cases.size()][][];
        double[][] best = new double[cases.size()][models.size()];
        int perModel = Math.clamp(
                (long) MOST_PER_MODEL * WHOLE_CASES / Math.max(1, cases.size()), LEAST_PER_MODEL, MOST_PER_MODEL);
        Parallel.run(
                cases.size(),
                threads,
                () -> {
                    float[][] all = new float[models.size()][items];
                    boolean[] listed = new boolean[items];
                    return number -> {
                        RankingCase one = cases.get(number);
                        for (int model = 0; model < all.length; model++) {
                            Arrays.fill(all[model], 0);
                            models.get(model).score(one.history(), all[model]);
                            for (int item : one.hidden()) {
                                all[model][item] = Float.NEGATIVE_INFINITY;
                            }
                        }
                        int[] list = list(one, all, perModel, listed);
                        wanted[number] = places(one.wanted(), list);
                        scores[number] = new float[all.length][list.length];
                        for (int model = 0; model < all.length; model++) {
                            for (int place = 0; place < list.length; place++) {
                                float score = all[model][list[place]];
                                scores[number][model][place] = score;
                                best[number][model] = Math.max(best[number][model], score);
                            }
                        }
                    };
                },
                done -> {});
        double[] scales = new double[models.size()];
        for (int model = 0; model < scales.length; model++) {
            int which = model;
            double sum = Arrays.stream(best).mapToDouble(one -> one[which]).sum();
            scales[model] = sum > 0 ? sum / best.length : 1;
        }
        return new Shortlists(cases, wanted, scores, scales);
    }

    /** The mean of a model's best score over the cases: what its scores are divided by to bring models to a common scale. */
    public double scale(int model) {
        return scales[model];
    }

    /**
     * The metrics of a weighted sum, over all cases.
     *
     * @param factors by model
     * @param depths the list lengths that metrics are asked for, rising
     */
    public RankingMetrics evaluate(float[] factors, List<Integer> depths) {
        return RankingMetrics.mean(depths, ofCases(factors, depths));
    }

    /**
     * One metric of a weighted sum, case by case.
     *
     * @param metric at one of the depths
     */
    public double[] evaluate(float[] factors, List<Integer> depths, String metric) {
        int place = RankingMetrics.place(metric, depths);
        return Arrays.stream(ofCases(factors, depths))
                .mapToDouble(one -> one[place])
                .toArray();
    }

    private double[][] ofCases(float[] factors, List<Integer> depths) {
        double[][] all = new double[cases.size()][];
        for (int number = 0; number < all.length; number++) {
            float[] sum = sum(scores[number], factors);
            int[] ranks = new int[wanted[number].length];
            for (int i = 0; i < ranks.length; i++) {
                ranks[i] = wanted[number][i] < 0 ? Integer.MAX_VALUE : FullRanking.rank(sum, wanted[number][i]);
            }
            all[number] = RankingMetrics.of(ranks, depths);
        }
        return all;
    }

    private static float[] sum(float[][] scores, float[] factors) {
        float[] sum = new float[scores[0].length];
        for (int model = 0; model < factors.length; model++) {
            if (factors[model] != 0) {
                for (int place = 0; place < sum.length; place++) {
                    sum[place] += factors[model] * scores[model][place];
                }
            }
        }
        return sum;
    }

    /** The best of each model and what is wanted, rising; nothing that is hidden. */
    private static int[] list(RankingCase one, float[][] all, int perModel, boolean[] listed) {
        int[] list = new int[all.length * perModel + one.wanted().length];
        int size = 0;
        for (float[] scores : all) {
            for (int item : best(scores, perModel)) {
                if (!listed[item]) {
                    listed[item] = true;
                    list[size++] = item;
                }
            }
        }
        for (int item : one.wanted()) {
            if (!listed[item] && all[0][item] != Float.NEGATIVE_INFINITY) {
                listed[item] = true;
                list[size++] = item;
            }
        }
        int[] sorted = Arrays.copyOf(list, size);
        Arrays.sort(sorted);
        for (int item : sorted) {
            listed[item] = false;
        }
        return sorted;
    }

    /** The items of the greatest scores, none that is hidden; of equal ones the lower numbers. */
    private static int[] best(float[] scores, int most) {
        long[] heap = new long[Math.min(most, scores.length)];
        int size = 0;
        for (int item = 0; item < scores.length; item++) {
            if (scores[item] == Float.NEGATIVE_INFINITY) {
                continue;
            }
            long key = key(scores[item], item);
            if (size < heap.length) {
                rise(heap, size++, key);
            } else if (key > heap[0]) {
                sink(heap, size, key);
            }
        }
        int[] items = new int[size];
        for (int i = 0; i < size; i++) {
            items[i] = Integer.MAX_VALUE - (int) heap[i];
        }
        return items;
    }

    /** Rises with the score; of equal scores the lower item has the greater. */
    private static long key(float score, int item) {
        int bits = Float.floatToIntBits(score);
        int ordered = bits ^ (bits >> 31 & Integer.MAX_VALUE);
        return ((long) ordered << 32) | (Integer.MAX_VALUE - item);
    }

    private static void rise(long[] heap, int at, long key) {
        int place = at;
        while (place > 0 && heap[(place - 1) / 2] > key) {
            heap[place] = heap[(place - 1) / 2];
            place = (place - 1) / 2;
        }
        heap[place] = key;
    }

    private static void sink(long[] heap, int size, long key) {
        int place = 0;
        while (true) {
            int child = 2 * place + 1;
            if (child >= size) {
                break;
            }
            if (child + 1 < size && heap[child + 1] < heap[child]) {
                child++;
            }
            if (heap[child] >= key) {
                break;
            }
            heap[place] = heap[child];
            place = child;
        }
        heap[place] = key;
    }

    private static int[] places(int[] items, int[] list) {
        return Arrays.stream(items).map(item -> Arrays.binarySearch(list, item)).toArray();
    }
}
