package dev.shopkeeper.inventory.forecast.expert;

/**
 * Forecasts the mean of one series. Deterministic and safe to be used by many threads.
 *
 * <p>A series is demand in units a bucket of time, oldest first: finite and not negative, without gaps. The period is the
 * number of buckets after which the season repeats, 1 where there is none.
 */
public interface Expert {

    /** Stable, lower-case with hyphens: the key of weights. */
    String name();

    /** Whether the method can say anything on such a history; otherwise it is left out, and its weight is 0. */
    boolean suits(double[] history, int period);

    /**
     * The expected demand of each of the coming buckets.
     *
     * @param history at least one value, and one that {@link #suits}
     * @param horizon number of buckets, at least 1
     * @return as many values, finite and never negative
     */
    double[] forecast(double[] history, int period, int horizon);
}
