package dev.shopkeeper.inventory.forecast.ensemble;

import java.util.List;

/**
 * What will sell of one series, in units.
 *
 * @param mean expected demand by bucket
 * @param quantiles by level, in the order of the levels, and bucket: never negative, never crossing
 * @param cumulativeVariance of the error of the sum over the first bucket, the first two, and so on, in units squared
 * @param shares who forecast it: weights of sum one; the weighted paths add up to the mean
 * @param kind of demand
 */
public record Forecast(
        double[] mean, double[][] quantiles, double[] cumulativeVariance, List<Share> shares, DemandClass kind) {

    public Forecast {
        shares = List.copyOf(shares);
    }

    /**
     * What one forecaster contributed.
     *
     * @param path its own forecast by bucket, before it is weighted
     */
    public record Share(String name, double weight, double[] path) {}
}
