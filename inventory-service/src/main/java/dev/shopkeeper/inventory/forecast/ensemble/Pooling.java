package dev.shopkeeper.inventory.forecast.ensemble;

import java.util.Arrays;

/**
 * Draws what is expected of a series to what is usual for all of its kind, the more the less is known of it: with n buckets
 * of its own, the mean of the others counts as strength buckets more. That is the posterior mean of a rate where rates vary
 * as a gamma distribution (Clayton and Kaldor, Biometrics 43, 1987).
 *
 * @param mean of all series of the kind, in units a bucket
 * @param strength in buckets; 0 where each stands for itself
 */
record Pooling(double mean, double strength) {

    static final Pooling NONE = new Pooling(0, 0);

    /** The weight of the common mean beside that of a series of so many buckets. */
    double share(int buckets) {
        return strength == 0 ? 0 : strength / (buckets + strength);
    }

    double[] drawn(double[] path, int buckets) {
        double share = share(buckets);
        return share == 0
                ? path
                : Arrays.stream(path)
                        .map(expected -> expected + share * (mean - expected))
                        .toArray();
    }
}
