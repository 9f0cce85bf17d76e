package dev.shopkeeper.inventory.replenishment.replay;

import java.util.SplittableRandom;
import org.apache.commons.statistics.distribution.GammaDistribution;

/**
 * Lead times drawn from a gamma distribution, so that they are never negative. An order of a bucket takes as long under every
 * policy of the same seed, so that policies are compared in one and the same world. A part of a bucket is rounded up as
 * often as it is large, which keeps the mean.
 *
 * @param meanDays days from order to receipt
 * @param deviationDays their standard deviation; 0 where they never vary
 */
public record LeadTimeDraw(double meanDays, double deviationDays) {

    /** @throws IllegalArgumentException if a figure is negative or no number */
    public LeadTimeDraw {
        if (!(meanDays >= 0 && meanDays < Integer.MAX_VALUE)
                || !(deviationDays >= 0 && deviationDays < Integer.MAX_VALUE)) {
            throw new IllegalArgumentException("A lead time of " + meanDays + " days with a standard deviation of "
                    + deviationDays + " cannot be drawn.");
        }
    }

    /** Whole buckets until an order that is placed in a bucket arrives. */
    int buckets(long seed, int bucket, int bucketDays) {
        SplittableRandom random = new SplittableRandom(new SplittableRandom(seed ^ (long) bucket << 32).nextLong());
        double chance = random.nextDouble();
        double days = meanDays;
        if (meanDays > 0 && deviationDays > 0) {
            double scale = deviationDays * deviationDays / meanDays;
            days = GammaDistribution.of(meanDays / scale, scale).inverseCumulativeProbability(chance);
        }
        return (int) Math.min(Integer.MAX_VALUE / 2, Math.floor(days / bucketDays + random.nextDouble()));
    }
}
