package dev.shopkeeper.inventory.replenishment.replay;

/**
 * The mean of the latest buckets goes on; its variance is theirs, at least a Poisson distribution's, and the mean is uncertain
 * too. It is what is served where no model is trained ({@code recent-demand}), and needs no training at any moment of the
 * past.
 *
 * @param window how many buckets at most
 */
public record RecentBuckets(int window) implements PastForecast {

    /** @throws IllegalArgumentException for a window of nothing */
    public RecentBuckets {
        if (window < 1) {
            throw new IllegalArgumentException("A window of " + window + " buckets has no mean.");
        }
    }

    @Override
    public Expected over(KnownDemand known, double buckets) {
        int count = Math.min(window, known.buckets());
        if (count == 0 || buckets <= 0) {
            return new Expected(0, 0);
        }
        double sum = 0;
        for (int b = known.buckets() - count; b < known.buckets(); b++) {
            sum += known.at(b);
        }
        double mean = sum / count;
        double squares = 0;
        for (int b = known.buckets() - count; b < known.buckets(); b++) {
            squares += (known.at(b) - mean) * (known.at(b) - mean);
        }
        double variance = Math.max(count > 1 ? squares / (count - 1) : 0, mean);
        return new Expected(mean * buckets, variance * buckets * (1 + buckets / count));
    }
}
