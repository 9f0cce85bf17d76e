package dev.shopkeeper.recommendation.experiment.statistics;

import org.jspecify.annotations.Nullable;

/**
 * An arm beside the control.
 *
 * @param difference of the arm to the control, in the metric's own unit; null while there are too few persons
 * @param lift the same as a share of the control's figure; null then too, and where the control's figure may be zero
 */
public record Comparison(
        String arm,
        Metric metric,
        Finding finding,
        @Nullable Interval difference,
        @Nullable Interval lift) {

    /** What is known of an arm. */
    public enum Finding {
        BETTER,
        WORSE,
        NO_DIFFERENCE_SEEN,
        TOO_FEW
    }
}
