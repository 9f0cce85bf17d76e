package dev.shopkeeper.recommendation.experiment.statistics;

/**
 * A figure and how far it may be off.
 *
 * @param value NaN where there is nothing to estimate it from
 * @param standardError infinite where there are fewer than two persons
 */
public record Estimate(double value, double standardError) {

    /** Of nobody. */
    public static final Estimate NONE = new Estimate(Double.NaN, Double.POSITIVE_INFINITY);

    /** The same figure with an error no smaller than that. */
    Estimate within(double leastError) {
        return leastError > standardError ? new Estimate(value, leastError) : this;
    }

    /** Whether there is a figure and an error. */
    public boolean known() {
        return Double.isFinite(value) && Double.isFinite(standardError);
    }
}
