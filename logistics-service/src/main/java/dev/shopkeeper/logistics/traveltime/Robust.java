package dev.shopkeeper.logistics.traveltime;

import java.util.Arrays;

/** Medians and what is far from them. */
final class Robust {

    /** Median absolute deviation of a normal distribution, per standard deviation. */
    private static final double NORMAL = 0.6744897501960817;

    private Robust() {}

    /** The value below which a share of the values is, by linear interpolation; NaN of none. */
    static double quantile(double[] values, double share) {
        if (values.length == 0) {
            return Double.NaN;
        }
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        double place = share * (sorted.length - 1);
        int below = (int) place;
        int above = Math.min(sorted.length - 1, below + 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }

    static double median(double[] values) {
        return quantile(values, 0.5);
    }

    /** A standard deviation around a centre, as that of a normal distribution with the same median deviation. */
    static double scale(double[] values, double centre) {
        return median(Arrays.stream(values)
                        .map(value -> Math.abs(value - centre))
                        .toArray())
                / NORMAL;
    }
}
