package dev.shopkeeper.inventory.forecast.expert;

import java.util.Arrays;

/** What experts have in common about series of numbers. */
public final class Paths {

    private Paths() {}

    /** The same value for each bucket, zero where it is negative. */
    static double[] flat(double value, int horizon) {
        double[] path = new double[horizon];
        Arrays.fill(path, Math.max(0, value));
        return path;
    }

    /** Demand is never negative; a number that is none becomes the fallback. */
    static double[] demand(double[] path, double fallback) {
        double[] demand = new double[path.length];
        for (int i = 0; i < path.length; i++) {
            demand[i] = Double.isFinite(path[i]) ? Math.max(0, path[i]) : Math.max(0, fallback);
        }
        return demand;
    }

    /** The arithmetic mean; 0 of nothing. */
    public static double mean(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return values.length == 0 ? 0 : sum / values.length;
    }

    /** The mean of the squared distances from the mean (divided by n); 0 of nothing. */
    public static double variance(double[] values) {
        double mean = mean(values);
        double sum = 0;
        for (double value : values) {
            sum += (value - mean) * (value - mean);
        }
        return values.length == 0 ? 0 : sum / values.length;
    }

    /** Whether all values are above zero. */
    static boolean positive(double[] values) {
        for (double value : values) {
            if (!(value > 0)) {
                return false;
            }
        }
        return true;
    }

    /** Whether all values are the same. */
    static boolean constant(double[] values) {
        for (double value : values) {
            if (value != values[0]) {
                return false;
            }
        }
        return true;
    }

    /** The last {@code most} values, or all. */
    static double[] last(double[] values, int most) {
        return values.length <= most ? values : Arrays.copyOfRange(values, values.length - most, values.length);
    }
}
