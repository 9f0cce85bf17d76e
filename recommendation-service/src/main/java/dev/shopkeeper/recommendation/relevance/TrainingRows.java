package dev.shopkeeper.recommendation.relevance;

/**
 * Rows as LightGBM takes them, in groups one behind the other. What it would accept in silence, or end the process for, is
 * refused here.
 *
 * @param columns values a row has
 * @param values {@code double[rows * columns]}, row by row; NaN where one is missing
 * @param labels {@code float[rows]}: 0, 1 or 2
 * @param groups {@code int[groups]}: rows of each list
 * @param weights {@code float[rows]}, above 0
 * @param offsets {@code double[rows]}: what is added to the trees while they grow, and is no part of them
 */
record TrainingRows(int columns, double[] values, float[] labels, int[] groups, float[] weights, double[] offsets) {

    /** LightGBM refuses longer ones by ending the process. */
    private static final int LONGEST_GROUP = 10_000;

    TrainingRows {
        int rows = labels.length;
        if (columns < 1 || values.length != rows * columns || weights.length != rows || offsets.length != rows) {
            throw new IllegalArgumentException("There are " + rows + " labels, " + values.length + " values in "
                    + columns + " columns, " + weights.length + " weights and " + offsets.length + " offsets.");
        }
        for (double value : values) {
            if (Double.isInfinite(value)) {
                throw new IllegalArgumentException("A value is " + value + ". Maybe something was divided by zero?");
            }
        }
        for (int row = 0; row < rows; row++) {
            if (labels[row] != 0 && labels[row] != 1 && labels[row] != 2) {
                throw new IllegalArgumentException(
                        "The label of row " + row + " is " + labels[row] + ", not 0, 1 or 2.");
            }
            if (!(weights[row] > 0) || Float.isInfinite(weights[row]) || !Double.isFinite(offsets[row])) {
                throw new IllegalArgumentException(
                        "Row " + row + " has the weight " + weights[row] + " and the offset " + offsets[row] + ".");
            }
        }
        long grouped = 0;
        for (int group : groups) {
            if (group < 1 || group > LONGEST_GROUP) {
                throw new IllegalArgumentException(
                        "A group has " + group + " rows; there may be 1 to " + LONGEST_GROUP + ".");
            }
            grouped += group;
        }
        if (grouped != rows) {
            throw new IllegalArgumentException("The groups have " + grouped + " rows, and there are " + rows + ".");
        }
    }

    int rows() {
        return labels.length;
    }
}
