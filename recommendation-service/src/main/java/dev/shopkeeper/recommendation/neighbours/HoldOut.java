package dev.shopkeeper.recommendation.neighbours;

import dev.shopkeeper.recommendation.neighbours.Baskets.Basket;
import it.unimi.dsi.fastutil.ints.Int2DoubleOpenHashMap;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleConsumer;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Full-ranking evaluation on later contexts: of each context with two items or more, the second half (rounded down, in
 * the order of meeting) is to be found from the first; all items but those of the first half are ranked.
 */
public record HoldOut(List<Basket> contexts) {

    /** How deep answers are looked at. */
    public static final int DEPTH = 10;

    /** More of a context than this says nothing new of it. */
    private static final int GIVEN = 50;

    /** The contexts that have something to give and something to find. */
    public static HoldOut of(Baskets baskets) {
        return new HoldOut(baskets.all().stream()
                .filter(basket -> basket.items().length >= 2)
                .toList());
    }

    /** Averages over all contexts. */
    public Metrics evaluate(Ranker ranker, DoubleConsumer progress) {
        double ndcg = 0;
        double recall = 0;
        for (int number = 0; number < contexts.size(); number++) {
            int[] items = contexts.get(number).items();
            int half = (items.length + 1) / 2;
            int[] given = Arrays.copyOfRange(items, 0, Math.min(half, GIVEN));
            int[] wanted = Arrays.copyOfRange(items, half, items.length);
            int[] found = ranker.best(given, Arrays.copyOfRange(items, 0, half), DEPTH);
            double gain = 0;
            int hits = 0;
            for (int rank = 0; rank < found.length; rank++) {
                int item = found[rank];
                if (Arrays.stream(wanted).anyMatch(one -> one == item)) {
                    gain += discount(rank);
                    hits++;
                }
            }
            int findable = Math.min(DEPTH, wanted.length);
            ndcg += gain
                    / IntStream.range(0, findable)
                            .mapToDouble(HoldOut::discount)
                            .sum();
            recall += (double) hits / wanted.length;
            if (number % 64 == 0) {
                progress.accept((double) number / contexts.size());
            }
        }
        int size = Math.max(1, contexts.size());
        return new Metrics(ndcg / size, recall / size, contexts.size());
    }

    private static double discount(int rank) {
        return Math.log(2) / Math.log(rank + 2.0);
    }

    /** Ranks items from what is given. */
    @FunctionalInterface
    public interface Ranker {
        /** The best items, at most {@code depth}, none of {@code hidden}. */
        int[] best(int[] given, int[] hidden, int depth);
    }

    /**
     * Averages.
     *
     * @param contexts over how many
     */
    public record Metrics(double ndcg, double recall, int contexts) {}

    /** Ranks by the sum of similarities to what is given. */
    public record ByNeighbours(NeighbourModel model) implements Ranker {
        @Override
        public int[] best(int[] given, int[] hidden, int depth) {
            Int2DoubleOpenHashMap sums = new Int2DoubleOpenHashMap();
            for (int item : given) {
                int[] neighbours = model.neighbours()[item];
                for (int i = 0; i < neighbours.length; i++) {
                    sums.addTo(neighbours[i], model.similarities()[item][i]);
                }
            }
            for (int item : hidden) {
                sums.remove(item);
            }
            return top(sums.keySet().toIntArray(), sums::get, depth);
        }
    }

    /** The baseline: what was met in most contexts, whatever is given. */
    public static final class ByPopularity implements Ranker {
        private final int[] ranked;

        public ByPopularity(Baskets past) {
            Int2DoubleOpenHashMap counts = new Int2DoubleOpenHashMap();
            past.all().forEach(basket -> {
                for (int item : basket.items()) {
                    counts.addTo(item, 1);
                }
            });
            this.ranked = top(counts.keySet().toIntArray(), counts::get, Integer.MAX_VALUE);
        }

        @Override
        public int[] best(int[] given, int[] hidden, int depth) {
            return Arrays.stream(ranked)
                    .filter(item -> Arrays.stream(hidden).noneMatch(one -> one == item))
                    .limit(depth)
                    .toArray();
        }
    }

    private static int[] top(int[] items, IntToDoubleFunction score, int depth) {
        return Arrays.stream(items)
                .boxed()
                .sorted((a, b) -> {
                    int byScore = Double.compare(score.applyAsDouble(b), score.applyAsDouble(a));
                    return byScore != 0 ? byScore : Integer.compare(a, b);
                })
                .limit(depth)
                .mapToInt(Integer::intValue)
                .toArray();
    }
}
