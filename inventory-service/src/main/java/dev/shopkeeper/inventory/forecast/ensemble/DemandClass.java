package dev.shopkeeper.inventory.forecast.ensemble;

/**
 * The kinds of demand of Syntetos, Boylan and Croston (Journal of the Operational Research Society 56, 2005), by the mean
 * number of buckets a demand (limit 1.32) and the squared coefficient of variation of its size (limit 0.49).
 */
public enum DemandClass {
    SMOOTH,
    ERRATIC,
    INTERMITTENT,
    LUMPY;

    private static final double INTERVAL = 1.32;
    private static final double VARIATION = 0.49;

    /** Whether most buckets see no demand. */
    boolean rare() {
        return this == INTERMITTENT || this == LUMPY;
    }

    /** The kind of a history; one without demand is intermittent. */
    public static DemandClass of(double[] history) {
        int demands = 0;
        double sum = 0;
        double squares = 0;
        for (double value : history) {
            if (value > 0) {
                demands++;
                sum += value;
                squares += value * value;
            }
        }
        if (demands == 0) {
            return INTERMITTENT;
        }
        double mean = sum / demands;
        double variation = (squares / demands - mean * mean) / (mean * mean);
        boolean often = (double) history.length / demands < INTERVAL;
        if (variation < VARIATION) {
            return often ? SMOOTH : INTERMITTENT;
        }
        return often ? ERRATIC : LUMPY;
    }
}
