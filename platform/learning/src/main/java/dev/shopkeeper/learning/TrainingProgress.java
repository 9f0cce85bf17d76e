package dev.shopkeeper.learning;

/** How a training says how far it is, and learns that it is no longer wanted. */
@FunctionalInterface
public interface TrainingProgress {

    /** For callers that want to know nothing. */
    TrainingProgress SILENT = fraction -> {};

    /**
     * Reports how far this part of the work is. Throws an exception that the training must let pass once the run was
     * cancelled.
     *
     * @param fraction 0 to 1
     */
    void report(double fraction);

    /** The progress of a part of this work that goes from one fraction to another. */
    default TrainingProgress part(double from, double to) {
        return fraction -> report(from + (to - from) * Math.clamp(fraction, 0, 1));
    }
}
