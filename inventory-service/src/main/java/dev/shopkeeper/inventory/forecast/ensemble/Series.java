package dev.shopkeeper.inventory.forecast.ensemble;

/**
 * One series of demand.
 *
 * @param key whose it is
 * @param values units a bucket, oldest first: finite, not negative, without gaps
 * @param offset number of the first bucket, counted from one beginning for all series, so that they agree about the season
 */
public record Series(String key, double[] values, int offset) {

    /** @throws IllegalArgumentException naming the first value that is none */
    public Series {
        if (values.length == 0) {
            throw new IllegalArgumentException("Series " + key + " has no values. Maybe it never sold?");
        }
        for (int t = 0; t < values.length; t++) {
            if (!Double.isFinite(values[t]) || values[t] < 0) {
                throw new IllegalArgumentException("Series " + key + " has the value " + values[t] + " at " + t
                        + "; demand is finite and not negative. Maybe returns were taken off?");
            }
        }
    }

    int length() {
        return values.length;
    }

    /** As it was known before a bucket. */
    public Series until(int end) {
        return new Series(key, java.util.Arrays.copyOf(values, end), offset);
    }

    /** The values of some buckets. */
    double[] slice(int from, int to) {
        return java.util.Arrays.copyOfRange(values, from, to);
    }
}
