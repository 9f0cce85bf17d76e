package dev.shopkeeper.pricing.regression;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Rows (from 0) to learn from and rows to test on.
 *
 * @param train to learn from
 * @param test to test on
 */
public record Fold(int[] train, int[] test) {

    /**
     * Learns from the past and tests on what came next: the periods are cut into {@code folds + 1} stretches of nearly equal
     * number, and each stretch but the first is tested once, after learning from all before it.
     *
     * @param periods one a row, such as a week; rows of one period stay together
     * @throws IllegalArgumentException if there are fewer than {@code folds + 1} periods
     */
    public static List<Fold> forwardChained(int[] periods, int folds) {
        int[] stretch = stretches(periods, folds + 1);
        List<Fold> chained = new ArrayList<>();
        for (int f = 1; f <= folds; f++) {
            int tested = f;
            chained.add(new Fold(
                    IntStream.range(0, periods.length)
                            .filter(i -> stretch[i] < tested)
                            .toArray(),
                    IntStream.range(0, periods.length)
                            .filter(i -> stretch[i] == tested)
                            .toArray()));
        }
        return chained;
    }

    /**
     * Tests each of {@code folds} stretches of periods once, after learning from all others.
     *
     * @param periods one a row; the row's own number for stretches of rows
     * @throws IllegalArgumentException if there are fewer than two folds or fewer periods than folds
     */
    public static List<Fold> contiguous(int[] periods, int folds) {
        if (folds < 2) {
            throw new IllegalArgumentException("There are " + folds + " folds, and must be 2 or more.");
        }
        return outOf(stretches(periods, folds), folds);
    }

    /**
     * As {@link #contiguous}, of rows in an order drawn by the seed.
     *
     * @throws IllegalArgumentException if there are fewer than two folds or fewer rows than folds
     */
    public static List<Fold> shuffled(int rows, int folds, long seed) {
        if (folds < 2 || rows < folds) {
            throw new IllegalArgumentException(
                    "There are " + folds + " folds and " + rows + " rows, and must be 2 folds or more.");
        }
        int[] order = IntStream.range(0, rows).toArray();
        Random random = new Random(seed);
        for (int i = rows - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int held = order[i];
            order[i] = order[j];
            order[j] = held;
        }
        int[] fold = new int[rows];
        for (int i = 0; i < rows; i++) {
            fold[order[i]] = i % folds;
        }
        return outOf(fold, folds);
    }

    private static List<Fold> outOf(int[] fold, int folds) {
        return IntStream.range(0, folds)
                .mapToObj(tested -> new Fold(
                        IntStream.range(0, fold.length)
                                .filter(i -> fold[i] != tested)
                                .toArray(),
                        IntStream.range(0, fold.length)
                                .filter(i -> fold[i] == tested)
                                .toArray()))
                .toList();
    }

    private static int[] stretches(int[] periods, int count) {
        int[] distinct = Arrays.stream(periods).sorted().distinct().toArray();
        if (count < 2 || distinct.length < count) {
            throw new IllegalArgumentException("There are " + distinct.length + " periods, and " + count
                    + " stretches are asked for. Maybe fewer folds or a longer time?");
        }
        return Arrays.stream(periods)
                .map(period -> (int) ((long) Arrays.binarySearch(distinct, period) * count / distinct.length))
                .toArray();
    }
}
