package dev.shopkeeper.inventory.forecast.ensemble;

import org.jspecify.annotations.Nullable;

/** Trains a network over all series. */
@FunctionalInterface
public interface GlobalLearner {

    /** Trains none: the experts alone forecast. */
    GlobalLearner NONE = (samples, seed, progress) -> null;

    /**
     * Trains.
     *
     * @param progress called with 0 to 1; may throw to end the training
     * @return null if there is too little to learn from
     */
    @Nullable
    GlobalNetwork learn(Samples samples, long seed, Progress progress);

    /**
     * What there is to learn from.
     *
     * @param inputs by sample, step and feature
     * @param targets by sample and step
     * @param weights by sample and step; 0 where there is no target
     * @param skewed whether most of the demand is intermittent, so that the mean must be aimed at and not the median
     */
    record Samples(float[][][] inputs, float[][] targets, float[][] weights, boolean skewed) {}

    /** Hears how far the work is. */
    @FunctionalInterface
    interface Progress {
        void report(double fraction);
    }
}
