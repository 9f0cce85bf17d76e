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
 * @param cases so many validation cases a search looks at, and more while they and the items are few enough; all if there are fewer
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

    /** More cases say nothing that these do not. */
    private static final int MOST_CASES = 20_000;

    /** Scores of all items that are worth looking at for one trial. */
    private static final long SCORES = 250_000_000;

    /** Most validation cases that a search looks at with so many items. */
    int cases(int items) {
        return (int) Math.max(cases, Math.min(MOST_CASES, SCORES / Math.max(1, items)));
    }
}
