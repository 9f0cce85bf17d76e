package dev.shopkeeper.recommendation.neighbours;

import dev.shopkeeper.recommendation.cooccurrence.Similarity;
import dev.shopkeeper.recommendation.hashing.StableHash;
import dev.shopkeeper.recommendation.neighbours.Baskets.Basket;
import it.unimi.dsi.fastutil.ints.Int2DoubleOpenHashMap;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.DoubleConsumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Counts weighted co-occurrences and keeps each item's strongest neighbours. Deterministic: contexts are read in their
 * order and nothing is left to chance but which items of an over-long context are taken, which a seeded hash decides.
 *
 * @param neighbours kept per item
 * @param itemsPerContext a longer context counts with a sample of so many
 * @param seed of that sample
 */
public record NeighbourTrainer(int neighbours, int itemsPerContext, long seed) {

    private static final double SECONDS_PER_DAY = 86_400;

    /** Searches the parameters on the last part of the baskets, then trains on all of them. */
    public NeighbourModel train(
            Baskets baskets,
            double validationShare,
            List<NeighbourModel.Parameters> candidates,
            DoubleConsumer progress) {
        int at = baskets.at(1 - validationShare);
        Baskets past = baskets.slice(0, at);
        Baskets validation = baskets.slice(at, baskets.all().size());
        NeighbourModel.Parameters best = candidates.getFirst();
        double reached = -1;
        for (int i = 0; i < candidates.size(); i++) {
            double from = (double) i / (candidates.size() + 1);
            NeighbourModel model =
                    fit(past, candidates.get(i), part -> progress.accept(from + part / (candidates.size() + 1) / 2));
            double ndcg = HoldOut.of(validation)
                    .evaluate(new HoldOut.ByNeighbours(model), ignored -> progress.accept(from))
                    .ndcg();
            if (ndcg > reached) {
                reached = ndcg;
                best = candidates.get(i);
            }
        }
        double from = (double) candidates.size() / (candidates.size() + 1);
        return fit(baskets, best, part -> progress.accept(from + part * (1 - from)));
    }

    /** Trains with given parameters. */
    public NeighbourModel fit(Baskets baskets, NeighbourModel.Parameters parameters, DoubleConsumer progress) {
        int items = baskets.itemIds().size();
        double[] occurrences = new double[items];
        @Nullable Int2DoubleOpenHashMap[] together = new Int2DoubleOpenHashMap[items];
        List<Basket> all = baskets.all();
        long newest = all.isEmpty() ? 0 : all.getLast().epochSecond();
        for (int number = 0; number < all.size(); number++) {
            Basket basket = all.get(number);
            double weight = parameters.halfLifeDays() == 0
                    ? 1
                    : StrictMath.pow(
                            0.5, (newest - basket.epochSecond()) / SECONDS_PER_DAY / parameters.halfLifeDays());
            count(sample(basket), weight, occurrences, together);
            if (number % 256 == 0) {
                progress.accept(0.8 * number / all.size());
            }
        }
        int[][] lists = new int[items][];
        float[][] strengths = new float[items][];
        Similarity similarity = new Similarity(parameters.shrinkage());
        for (int item = 0; item < items; item++) {
            keep(item, together[item], occurrences, similarity, lists, strengths);
            if (item % 256 == 0) {
                progress.accept(0.8 + 0.2 * item / items);
            }
        }
        return new NeighbourModel(baskets.itemIds(), lists, strengths, parameters);
    }

    private int[] sample(Basket basket) {
        if (basket.items().length <= itemsPerContext) {
            return basket.items();
        }
        return Arrays.stream(basket.items())
                .boxed()
                .sorted(Comparator.comparingLong(
                        item -> StableHash.mix(basket.context() ^ StableHash.mix(seed + item))))
                .limit(itemsPerContext)
                .mapToInt(Integer::intValue)
                .toArray();
    }

    private static void count(
            int[] items, double weight, double[] occurrences, @Nullable Int2DoubleOpenHashMap[] together) {
        for (int first : items) {
            occurrences[first] += weight;
            Int2DoubleOpenHashMap row = together[first];
            if (row == null) {
                row = new Int2DoubleOpenHashMap(8, 0.85f);
                together[first] = row;
            }
            for (int second : items) {
                if (first != second) {
                    row.addTo(second, weight);
                }
            }
        }
    }

    private void keep(
            int item,
            @Nullable Int2DoubleOpenHashMap row,
            double[] occurrences,
            Similarity similarity,
            int[][] lists,
            float[][] strengths) {
        if (row == null) {
            lists[item] = new int[0];
            strengths[item] = new float[0];
            return;
        }
        int[] others = row.keySet().toIntArray();
        float[] scores = new float[others.length];
        for (int i = 0; i < others.length; i++) {
            scores[i] =
                    (float) Math.min(1, similarity.of(row.get(others[i]), occurrences[item], occurrences[others[i]]));
        }
        int[] order = IntStream.range(0, others.length)
                .boxed()
                .sorted((a, b) -> {
                    int byScore = Float.compare(scores[b], scores[a]);
                    return byScore != 0 ? byScore : Integer.compare(others[a], others[b]);
                })
                .limit(neighbours)
                .mapToInt(Integer::intValue)
                .toArray();
        lists[item] = Arrays.stream(order).map(i -> others[i]).toArray();
        strengths[item] = new float[order.length];
        for (int i = 0; i < order.length; i++) {
            strengths[item][i] = scores[order[i]];
        }
    }
}
