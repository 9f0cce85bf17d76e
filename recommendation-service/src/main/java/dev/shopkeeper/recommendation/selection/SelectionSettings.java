package dev.shopkeeper.recommendation.selection;

/**
 * Bounds of a training.
 *
 * @param threads to work on
 * @param perSource weights that an item keeps for serving
 * @param denseItems the largest catalogue that EASE solves as a whole
 * @param trials most options tried per model
 * @param alsTrials most options tried of implicit ALS, whose trials are dearer
 * @param alsIterations of each training
 * @param deepTrials most options tried of the recurrent network, which is dearest of all; 0 to do without it
 * @param cases most validation cases that a search looks at
 */
public record SelectionSettings(
        int threads,
        int perSource,
        int denseItems,
        int trials,
        int alsTrials,
        int alsIterations,
        int deepTrials,
        int cases) {

    public static SelectionSettings defaults(int threads) {
        return new SelectionSettings(threads, 200, 6000, 16, 16, 12, 3, 4000);
    }
}
