package dev.shopkeeper.pricing.regression;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;

/**
 * What a regression learns from: {@code double[rows][columns]} with the name of each column, one target a row, and
 * optionally a weight and an offset a row. The offset is added to the linear predictor with coefficient 1: for counts it is
 * the natural logarithm of the exposure. Nothing is copied; the arrays must not be changed afterwards. Then safe for
 * concurrent use.
 */
public final class Observations {

    private final List<String> names;
    private final double[][] rows;
    private final double[] target;
    private final double[] weights;
    private final double[] offset;

    private Observations(List<String> names, double[][] rows, double[] target, double[] weights, double[] offset) {
        this.names = names;
        this.rows = rows;
        this.target = target;
        this.weights = weights;
        this.offset = offset;
    }

    /**
     * Observations of weight 1 without offset.
     *
     * @param names of the columns, all different
     * @param rows {@code [rows][columns]}, at least one row
     * @param target one a row
     * @throws IllegalArgumentException if sizes differ, a name comes twice, or a value is not finite, naming row (from 0) and
     *     column
     */
    public static Observations of(List<String> names, double[][] rows, double[] target) {
        if (rows.length == 0) {
            throw new IllegalArgumentException("There are no rows. Maybe choose a longer time?");
        }
        if (new HashSet<>(names).size() < names.size()) {
            throw new IllegalArgumentException("A name comes twice among the columns " + names + ".");
        }
        checkLength("target", target, rows.length);
        for (int i = 0; i < rows.length; i++) {
            checkFinite("target", i, target[i]);
            if (rows[i].length != names.size()) {
                throw new IllegalArgumentException("Row " + i + " has " + rows[i].length + " columns and there are "
                        + names.size() + " names. Maybe a column is missing?");
            }
            for (int j = 0; j < rows[i].length; j++) {
                if (!Double.isFinite(rows[i][j])) {
                    checkFinite(names.get(j), i, rows[i][j]);
                }
            }
        }
        double[] weights = new double[rows.length];
        Arrays.fill(weights, 1);
        return new Observations(List.copyOf(names), rows, target, weights, new double[rows.length]);
    }

    /**
     * The same with weights; only their proportions count. A row of weight 0 counts for nothing.
     *
     * @throws IllegalArgumentException if one is negative or not finite, or all are 0
     */
    public Observations weighted(double[] newWeights) {
        checkLength("weight", newWeights, rows.length);
        double sum = 0;
        for (int i = 0; i < newWeights.length; i++) {
            checkFinite("weight", i, newWeights[i]);
            if (newWeights[i] < 0) {
                throw new IllegalArgumentException("The weight of row " + i + " is " + newWeights[i] + ", below 0.");
            }
            sum += newWeights[i];
        }
        if (!(sum > 0) || !Double.isFinite(sum)) {
            throw new IllegalArgumentException("The weights sum to " + sum + ". Maybe all rows are left out?");
        }
        return new Observations(names, rows, target, newWeights, offset);
    }

    /**
     * The same with an offset a row.
     *
     * @throws IllegalArgumentException if one is not finite
     */
    public Observations offset(double[] newOffset) {
        checkLength("offset", newOffset, rows.length);
        for (int i = 0; i < newOffset.length; i++) {
            checkFinite("offset", i, newOffset[i]);
        }
        return new Observations(names, rows, target, weights, newOffset);
    }

    /** The named rows (from 0) alone, in that order. */
    public Observations rows(int[] chosen) {
        double[][] some = new double[chosen.length][];
        for (int i = 0; i < chosen.length; i++) {
            some[i] = rows[chosen[i]];
        }
        return of(names, some, pick(target, chosen))
                .weighted(pick(weights, chosen))
                .offset(pick(offset, chosen));
    }

    /** The named columns (from 0) alone, in that order. */
    public Observations columns(int[] chosen) {
        double[][] some = new double[rows.length][];
        for (int i = 0; i < rows.length; i++) {
            some[i] = pick(rows[i], chosen);
        }
        List<String> kept = Arrays.stream(chosen).mapToObj(names::get).toList();
        return new Observations(kept, some, target, weights, offset);
    }

    public List<String> names() {
        return names;
    }

    /** The number of rows. */
    public int size() {
        return rows.length;
    }

    double[][] rows() {
        return rows;
    }

    double[] target() {
        return target;
    }

    double[] offset() {
        return offset;
    }

    double[] weights() {
        return weights;
    }

    /** Weights that sum to 1. */
    double[] shares() {
        double sum = Arrays.stream(weights).sum();
        return Arrays.stream(weights).map(weight -> weight / sum).toArray();
    }

    /** Rows that count. */
    int counted() {
        return (int) Arrays.stream(weights).filter(weight -> weight > 0).count();
    }

    private static double[] pick(double[] values, int[] chosen) {
        double[] some = new double[chosen.length];
        for (int i = 0; i < chosen.length; i++) {
            some[i] = values[chosen[i]];
        }
        return some;
    }

    private static void checkLength(String what, double[] values, int rows) {
        if (values.length != rows) {
            throw new IllegalArgumentException(
                    "There are " + rows + " rows and " + values.length + " values of the " + what + ".");
        }
    }

    private static void checkFinite(String column, int row, double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("Row " + row + ", column '" + column + "' is " + value
                    + ". Maybe the logarithm of zero, or a missing value?");
        }
    }
}
