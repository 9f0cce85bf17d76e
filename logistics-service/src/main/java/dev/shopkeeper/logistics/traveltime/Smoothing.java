package dev.shopkeeper.logistics.traveltime;

import java.util.List;

/**
 * How far neighbouring quarters of an hour speak for each other, and how many observations it takes to be believed half.
 *
 * @param kernelMinutes standard deviation of the Gaussian kernel over the time of day
 * @param shrinkage observations
 */
record Smoothing(double kernelMinutes, double shrinkage) {

    /** Tried one by one on days that are not learnt from. */
    static final List<Smoothing> CANDIDATES = List.of(
            new Smoothing(15, 3),
            new Smoothing(15, 10),
            new Smoothing(15, 30),
            new Smoothing(30, 3),
            new Smoothing(30, 10),
            new Smoothing(30, 30),
            new Smoothing(60, 3),
            new Smoothing(60, 10),
            new Smoothing(60, 30));

    private static final double MINUTES_A_QUARTER = 15;
    private static final double NEGLIGIBLE = 1e-4;

    /** Weights by distance in quarters, from 0 on, the first of which is 1; as far as they matter. */
    double[] kernel() {
        int reach = 0;
        while (reach < TravelTimeModel.QUARTERS / 2 - 1 && weight(reach + 1) > NEGLIGIBLE) {
            reach++;
        }
        double[] kernel = new double[reach + 1];
        for (int distance = 0; distance <= reach; distance++) {
            kernel[distance] = weight(distance);
        }
        return kernel;
    }

    private double weight(int distance) {
        double deviations = distance * MINUTES_A_QUARTER / kernelMinutes;
        return Math.exp(-deviations * deviations / 2);
    }

    /**
     * The means of cells around the clock, each with its neighbours', drawn to zero.
     *
     * @param sums {@code double[QUARTERS]} of what was observed in each quarter
     * @param counts {@code double[QUARTERS]}, how much was
     */
    double[] means(double[] sums, double[] counts) {
        double[] kernel = kernel();
        double[] means = new double[sums.length];
        for (int quarter = 0; quarter < sums.length; quarter++) {
            double sum = sums[quarter];
            double count = counts[quarter];
            for (int distance = 1; distance < kernel.length; distance++) {
                int before = Math.floorMod(quarter - distance, sums.length);
                int after = Math.floorMod(quarter + distance, sums.length);
                sum += kernel[distance] * (sums[before] + sums[after]);
                count += kernel[distance] * (counts[before] + counts[after]);
            }
            means[quarter] = sum / (count + shrinkage);
        }
        return means;
    }

    /**
     * The means of cells of both kinds of days: one profile that both share, and what either departs from it, both drawn to zero.
     *
     * @param sums {@code double[SLOTS]}
     * @param counts {@code double[SLOTS]}
     */
    double[] meansOfBoth(double[] sums, double[] counts) {
        int quarters = TravelTimeModel.QUARTERS;
        double[] allSums = new double[quarters];
        double[] allCounts = new double[quarters];
        for (int slot = 0; slot < sums.length; slot++) {
            allSums[slot % quarters] += sums[slot];
            allCounts[slot % quarters] += counts[slot];
        }
        double[] shared = means(allSums, allCounts);
        double[] means = new double[sums.length];
        for (int kind = 0; kind < 2; kind++) {
            double[] kindSums = new double[quarters];
            double[] kindCounts = new double[quarters];
            for (int quarter = 0; quarter < quarters; quarter++) {
                int slot = kind * quarters + quarter;
                kindCounts[quarter] = counts[slot];
                kindSums[quarter] = sums[slot] - counts[slot] * shared[quarter];
            }
            double[] departures = means(kindSums, kindCounts);
            for (int quarter = 0; quarter < quarters; quarter++) {
                means[kind * quarters + quarter] = shared[quarter] + departures[quarter];
            }
        }
        return means;
    }
}
