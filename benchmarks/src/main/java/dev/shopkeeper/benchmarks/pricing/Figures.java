package dev.shopkeeper.benchmarks.pricing;

import java.util.Arrays;

/** Figures as they are printed. */
final class Figures {

    private Figures() {}

    static double rounded(double value) {
        return Math.round(value * 1e5) / 1e5;
    }

    static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int half = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }
}
