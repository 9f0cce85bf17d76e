package dev.shopkeeper.inventory.forecast.expert;

/** The mean of the latest buckets: what shops reorder by where nothing better is known. */
public final class RecentMean implements Expert {

    public static final String NAME = "recent-mean";

    private final int buckets;

    /** @param buckets how many of the latest count, at least 1 */
    public RecentMean(int buckets) {
        this.buckets = buckets;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean suits(double[] history, int period) {
        return history.length >= 1;
    }

    @Override
    public double[] forecast(double[] history, int period, int horizon) {
        return Paths.flat(Paths.mean(Paths.last(history, buckets)), horizon);
    }
}
