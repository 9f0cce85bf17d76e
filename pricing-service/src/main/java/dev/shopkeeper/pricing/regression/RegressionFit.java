package dev.shopkeeper.pricing.regression;

import java.util.List;
import java.util.stream.IntStream;

/**
 * A fitted linear predictor, in original units.
 *
 * @param names of the columns
 * @param intercept when all columns are 0
 * @param coefficients one a column; those not selected are exactly 0
 * @param penalty under which it was fitted
 * @param constantColumns that never varied and so have coefficient 0
 * @param sweeps over the columns that it took
 * @param gap at most this much is the objective above its least value. Where a column's conjugate is unbounded, the least
 *     value is taken over coefficients that move the predictor by no more than one standard deviation of the target
 */
public record RegressionFit(
        List<String> names,
        double intercept,
        double[] coefficients,
        Penalty penalty,
        List<String> constantColumns,
        int sweeps,
        double gap) {

    /** Intercept plus the row's columns times their coefficients; without any offset. */
    public double predict(double[] row) {
        if (row.length != coefficients.length) {
            throw new IllegalArgumentException(
                    "The row has " + row.length + " columns and the fit " + coefficients.length + ".");
        }
        double sum = intercept;
        for (int j = 0; j < row.length; j++) {
            if (coefficients[j] != 0) {
                sum += coefficients[j] * row[j];
            }
        }
        return sum;
    }

    /**
     * The coefficient of a column.
     *
     * @throws IllegalArgumentException if there is none of that name
     */
    public double coefficient(String name) {
        int column = names.indexOf(name);
        if (column < 0) {
            throw new IllegalArgumentException("There is no column '" + name + "' among " + names + ".");
        }
        return coefficients[column];
    }

    /** The columns (from 0) whose coefficient is not 0. */
    public int[] selected() {
        return IntStream.range(0, coefficients.length)
                .filter(j -> coefficients[j] != 0)
                .toArray();
    }
}
