package dev.shopkeeper.recommendation.linear;

import dev.shopkeeper.recommendation.algebra.Parallel;
import dev.shopkeeper.recommendation.algebra.SparseRows;
import dev.shopkeeper.recommendation.history.Attributes;
import dev.shopkeeper.recommendation.history.Histories;
import dev.shopkeeper.recommendation.history.History;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleConsumer;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/**
 * What is popular among items of the same kind: with a over the attributes that i and j have in common,
 *
 * <pre>weight(i, j) = n(j) · Σ max(0, lift(a) - 1)</pre>
 *
 * where n(j) is how often j was met and lift(a) how much more often one person met two items of a than chance would have
 * it, chance being that everybody draws by popularity. What an attribute is worth is thus counted and not assumed: one that
 * people do not keep to says nothing. Pairs of items are met by too few to tell most of them apart; an attribute is met by
 * many, and this is what is known of a pair before anybody met both.
 *
 * @param threads to work on; the result does not depend on them
 * @param perSource weights that an item keeps
 */
public record KinshipTrainer(int threads, int perSource) {

    /** Pairs as chance would have them that are added to what was counted, so that few pairs prove little. */
    private static final double PRIOR = 10;

    /** @param fading how the past fades when the model is asked; it does not when it learns */
    public ItemWeights fit(Histories past, Decay fading, DoubleConsumer progress) {
        int[] counts = past.counts();
        double[] gains = gains(past);
        int[][] popular = popular(past.attributes(), counts);
        int[][] columns = new int[past.items()][];
        float[][] values = new float[past.items()][];
        Parallel.run(
                past.items(),
                threads,
                () -> new Worker(past.attributes(), counts, gains, popular, columns, values),
                progress);
        return ItemWeights.bySource(past.items(), List.of(fading), SparseRows.of(columns, values), perSource);
    }

    /** By attribute, max(0, lift - 1). Every event has one vote, shared by all others of the same person. */
    static double[] gains(Histories past) {
        int[][] ofItem = past.attributes().ofItem();
        int attributes = past.attributes().items().length;
        double[] together = new double[attributes];
        double[] met = new double[past.items()];
        int[] seen = new int[attributes];
        double votes = 0;
        for (History history : past.all()) {
            int[] items = Arrays.stream(history.items()).distinct().toArray();
            if (items.length < 2) {
                continue;
            }
            for (int item : items) {
                met[item]++;
                for (int attribute : ofItem[item]) {
                    seen[attribute]++;
                }
            }
            for (int item : items) {
                for (int attribute : ofItem[item]) {
                    together[attribute] += (seen[attribute] - 1.0) / (items.length - 1);
                }
            }
            for (int item : items) {
                for (int attribute : ofItem[item]) {
                    seen[attribute] = 0;
                }
            }
            votes += items.length;
        }
        double[] gains = new double[attributes];
        for (int attribute = 0; attribute < attributes; attribute++) {
            double share = 0;
            double same = 0;
            for (int item : past.attributes().items()[attribute]) {
                share += met[item] / Math.max(1, votes);
                same += met[item] * met[item] / Math.max(1, votes * votes);
            }
            double chance = votes * (share * share - same);
            gains[attribute] = Math.max(0, (together[attribute] + PRIOR) / (chance + PRIOR) - 1);
        }
        return gains;
    }

    /** By attribute, its items that were met most, as many as a source could keep. */
    private int[][] popular(Attributes attributes, int[] counts) {
        return Arrays.stream(attributes.items())
                .map(items -> IntStream.of(items)
                        .filter(item -> counts[item] > 0)
                        .boxed()
                        .sorted((a, b) -> counts[a] != counts[b] ? counts[b] - counts[a] : a - b)
                        .limit(perSource + 1L)
                        .mapToInt(Integer::intValue)
                        .toArray())
                .toArray(int[][]::new);
    }

    private static final class Worker implements IntConsumer {
        private final Attributes attributes;
        private final int[] counts;
        private final double[] gains;
        private final int[][] popular;
        private final int[][] columns;
        private final float[][] values;
        private final boolean[] own;
        private final Accumulator sum;

        Worker(
                Attributes attributes,
                int[] counts,
                double[] gains,
                int[][] popular,
                int[][] columns,
                float[][] values) {
            this.attributes = attributes;
            this.counts = counts;
            this.gains = gains;
            this.popular = popular;
            this.columns = columns;
            this.values = values;
            this.own = new boolean[gains.length];
            this.sum = new Accumulator(counts.length);
        }

        @Override
        public void accept(int source) {
            int[] of = attributes.ofItem()[source];
            for (int attribute : of) {
                own[attribute] = true;
            }
            for (int attribute : of) {
                if (gains[attribute] > 0) {
                    for (int other : popular[attribute]) {
                        if (other != source && sum.get(other) == 0) {
                            sum.add(other, (float) (counts[other] * inCommon(other)));
                        }
                    }
                }
            }
            columns[source] = sum.places();
            values[source] = sum.values(columns[source]);
            sum.clear();
            for (int attribute : of) {
                own[attribute] = false;
            }
        }

        private double inCommon(int other) {
            double gain = 0;
            for (int attribute : attributes.ofItem()[other]) {
                gain += own[attribute] ? gains[attribute] : 0;
            }
            return gain;
        }
    }
}
