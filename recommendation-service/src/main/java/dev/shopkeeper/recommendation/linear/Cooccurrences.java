package dev.shopkeeper.recommendation.linear;

import dev.shopkeeper.recommendation.algebra.Parallel;
import dev.shopkeeper.recommendation.algebra.SparseRows;
import dev.shopkeeper.recommendation.history.Histories;
import dev.shopkeeper.recommendation.history.History;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleConsumer;

/**
 * Statistics of "met by the same person", whatever the order: X = Y, one row a history with 1 for each item in it, so that
 * both matrices are the co-occurrence counts. A long history may count less: its row weighs {@code items^-damping}.
 */
final class Cooccurrences {

    private final Histories histories;
    private final double damping;

    Cooccurrences(Histories histories, double damping) {
        this.histories = histories;
        this.damping = damping;
    }

    Statistics statistics(int threads, DoubleConsumer progress) {
        List<int[]> sets = histories.all().stream()
                .map(history -> Arrays.stream(history.items()).distinct().toArray())
                .toList();
        Occurrences occurrences =
                Occurrences.of(histories.with(sets.stream().map(History::of).toList()));
        int[][] columns = new int[histories.items()][];
        float[][] values = new float[histories.items()][];
        Parallel.run(
                histories.items(),
                threads,
                () -> {
                    Accumulator sum = new Accumulator(histories.items());
                    return item -> {
                        for (int at = occurrences.starts()[item];
                                at < occurrences.starts()[item + 1];
                                at++) {
                            int[] set = sets.get(occurrences.histories()[at]);
                            float weight = (float) StrictMath.pow(set.length, -damping);
                            for (int other : set) {
                                sum.add(other, weight);
                            }
                        }
                        columns[item] = sum.places();
                        values[item] = sum.values(columns[item]);
                        sum.clear();
                    };
                },
                progress);
        SparseRows counts = SparseRows.of(columns, values);
        return new Statistics(histories.items(), 1, counts, counts);
    }
}
