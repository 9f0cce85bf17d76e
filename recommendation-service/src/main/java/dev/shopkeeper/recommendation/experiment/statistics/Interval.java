package dev.shopkeeper.recommendation.experiment.statistics;

/** All values from {@code lower} to {@code upper}. */
public record Interval(double lower, double upper) {

    public boolean contains(double value) {
        return lower <= value && value <= upper;
    }
}
