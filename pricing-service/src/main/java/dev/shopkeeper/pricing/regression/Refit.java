package dev.shopkeeper.pricing.regression;

import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Selected columns fitted without penalty and bounds, with a covariance matrix that holds whatever the variance of the errors
 * is: the sandwich of Huber and White with the small-sample factor n/(n &minus; k) (HC1), or, in groups, that of Liang and
 * Zeger with g/(g &minus; 1) &middot; (n &minus; 1)/(n &minus; k). It takes the selection as given, so intervals do not say
 * that other columns might have been selected. Arrays are not to be changed.
 *
 * @param names of the columns
 * @param intercept in original units
 * @param coefficients one a column, in original units
 * @param covariance {@code [1 + columns][1 + columns]}, the intercept first
 * @param dispersion weighted: mean square of what is left over, or Pearson's for counts
 */
public record Refit(
        List<String> names, double intercept, double[] coefficients, double[][] covariance, double dispersion) {

    /**
     * Least squares.
     *
     * @param columns (from 0) to fit
     * @param groups one a row, or null if all rows are independent
     * @throws IllegalArgumentException if there are no more rows than coefficients, fewer than two groups, or a column is
     *     constant or follows from those before it, naming it
     */
    public static Refit gaussian(Observations observations, int[] columns, int @Nullable [] groups) {
        Observations chosen = observations.columns(columns);
        double[] shares = chosen.shares();
        Scaling scaling = Scaling.of(chosen, shares, true);
        checkVaries(scaling);
        double mean = 0;
        for (int i = 0; i < shares.length; i++) {
            mean += shares[i] * (chosen.target()[i] - chosen.offset()[i]);
        }
        double[] weighted = new double[shares.length];
        for (int i = 0; i < shares.length; i++) {
            weighted[i] = shares[i] * (chosen.target()[i] - chosen.offset()[i] - mean);
        }
        double[][] gram = Gram.of(chosen.rows(), scaling.mean, scaling.inverse, shares);
        double[] beta =
                factor(gram, chosen.names()).solve(Gram.with(weighted, chosen.rows(), scaling.mean, scaling.inverse));
        double[] coefficients = scaling.original(beta);
        double intercept = scaling.intercept(mean, coefficients);
        double[] residual = new double[shares.length];
        double[] bread = chosen.weights();
        double squares = 0;
        for (int i = 0; i < residual.length; i++) {
            double left = chosen.target()[i] - chosen.offset()[i] - intercept;
            for (int j = 0; j < coefficients.length; j++) {
                left -= coefficients[j] * chosen.rows()[i][j];
            }
            residual[i] = bread[i] * left;
            squares += residual[i] * left;
        }
        return of(chosen, scaling, intercept, coefficients, bread, residual, groups, squares);
    }

    /**
     * Counts, with logarithmic link.
     *
     * @param columns (from 0) to fit
     * @param groups one a row, or null if all rows are independent
     * @throws IllegalArgumentException as {@link #gaussian}, and as {@link PoissonElasticNet}
     */
    public static Refit poisson(Observations observations, int[] columns, int @Nullable [] groups) {
        Observations chosen = observations.columns(columns);
        Scaling scaling = Scaling.of(chosen, chosen.shares(), true);
        checkVaries(scaling);
        factor(Gram.of(chosen.rows(), scaling.mean, scaling.inverse, chosen.shares()), chosen.names());
        PoissonFit fit = new PoissonElasticNet(
                        chosen,
                        Collections.nCopies(columns.length, ColumnRule.UNPENALISED),
                        new SolverSettings(true, 1e-13, SolverSettings.DEFAULTS.mostSweeps()))
                .fit(new Penalty(0, 1));
        double[] bread = new double[chosen.size()];
        double[] residual = new double[chosen.size()];
        double pearson = 0;
        for (int i = 0; i < bread.length; i++) {
            double expected = fit.expected(chosen.rows()[i], chosen.offset()[i]);
            double distance = chosen.target()[i] - expected;
            bread[i] = chosen.weights()[i] * expected;
            residual[i] = chosen.weights()[i] * distance;
            pearson += residual[i] * distance / expected;
        }
        return of(
                chosen,
                scaling,
                fit.predictor().intercept(),
                fit.predictor().coefficients(),
                bread,
                residual,
                groups,
                pearson);
    }

    /**
     * The standard error of a column's coefficient.
     *
     * @throws IllegalArgumentException if there is none of that name
     */
    public double standardError(String name) {
        int column = column(name);
        return Math.sqrt(covariance[column + 1][column + 1]);
    }

    /**
     * The coefficient of a column.
     *
     * @throws IllegalArgumentException if there is none of that name
     */
    public double coefficient(String name) {
        return coefficients[column(name)];
    }

    private int column(String name) {
        int column = names.indexOf(name);
        if (column < 0) {
            throw new IllegalArgumentException(
                    "There is no column '" + name + "' among " + names + ". Maybe the penalty left it out?");
        }
        return column;
    }

    private static void checkVaries(Scaling scaling) {
        if (!scaling.constant.isEmpty()) {
            throw new IllegalArgumentException(
                    "The columns " + scaling.constant + " never vary, so they have no coefficient.");
        }
    }

    private static Cholesky factor(double[][] matrix, List<String> names) {
        Cholesky cholesky = Cholesky.of(matrix);
        if (cholesky == null) {
            throw new IllegalArgumentException("The column '" + names.get(Cholesky.dependent(matrix))
                    + "' follows from those before it in " + names + ". Maybe leave one out?");
        }
        return cholesky;
    }

    private static Refit of(
            Observations chosen,
            Scaling scaling,
            double intercept,
            double[] coefficients,
            double[] bread,
            double[] residual,
            int @Nullable [] groups,
            double squares) {
        int rows = chosen.counted();
        int size = coefficients.length + 1;
        if (rows <= size) {
            throw new IllegalArgumentException("There are " + rows + " rows and " + size
                    + " coefficients. Maybe select fewer columns or a longer time?");
        }
        double[][] design = new double[chosen.size()][size];
        for (int i = 0; i < design.length; i++) {
            design[i][0] = 1;
            for (int j = 1; j < size; j++) {
                design[i][j] = (chosen.rows()[i][j - 1] - scaling.mean[j - 1]) * scaling.inverse[j - 1];
            }
        }
        double[] zero = new double[size];
        double[] one = new double[size];
        Arrays.fill(one, 1);
        double[][] meat;
        double factor;
        if (groups == null) {
            double[] squared = new double[residual.length];
            for (int i = 0; i < residual.length; i++) {
                squared[i] = residual[i] * residual[i];
            }
            meat = Gram.of(design, zero, one, squared);
            factor = rows / (double) (rows - size);
        } else {
            double[][] sums = sums(design, residual, chosen.weights(), groups);
            double[] ones = new double[sums.length];
            Arrays.fill(ones, 1);
            meat = Gram.of(sums, zero, one, ones);
            factor = sums.length / (sums.length - 1.0) * (rows - 1) / (rows - size);
        }
        List<String> names = new java.util.ArrayList<>(List.of("intercept"));
        names.addAll(chosen.names());
        double[][] covariance = factor(Gram.of(design, zero, one, bread), names).around(meat);
        return new Refit(
                chosen.names(),
                intercept,
                coefficients,
                original(covariance, scaling, factor),
                squares / (rows - size));
    }

    private static double[][] sums(double[][] design, double[] residual, double[] weights, int[] groups) {
        if (groups.length != design.length) {
            throw new IllegalArgumentException(
                    "There are " + design.length + " rows and " + groups.length + " groups of rows.");
        }
        Map<Integer, double[]> sums = new HashMap<>();
        for (int i = 0; i < design.length; i++) {
            if (weights[i] > 0) {
                double[] sum = sums.computeIfAbsent(groups[i], group -> new double[design[0].length]);
                for (int j = 0; j < sum.length; j++) {
                    sum[j] += residual[i] * design[i][j];
                }
            }
        }
        if (sums.size() < 2) {
            throw new IllegalArgumentException("All rows are of one group. Maybe group by a smaller unit?");
        }
        return sums.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(Map.Entry::getValue)
                .toArray(double[][]::new);
    }

    /** From scaled columns to original ones: the intercept is that of the means less the means times the slopes. */
    private static double[][] original(double[][] covariance, Scaling scaling, double factor) {
        int size = covariance.length;
        double[][] transform = new double[size][size];
        transform[0][0] = 1;
        for (int j = 1; j < size; j++) {
            transform[j][j] = scaling.inverse[j - 1];
            transform[0][j] = -scaling.mean[j - 1] * scaling.inverse[j - 1];
        }
        double[][] half = product(transform, covariance);
        double[][] turned = new double[size][size];
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                turned[i][j] = factor * transform[j][i];
            }
        }
        return product(half, turned);
    }

    private static double[][] product(double[][] left, double[][] right) {
        double[][] product = new double[left.length][right.length];
        for (int i = 0; i < left.length; i++) {
            for (int k = 0; k < right.length; k++) {
                for (int j = 0; j < right.length; j++) {
                    product[i][j] += left[i][k] * right[k][j];
                }
            }
        }
        return product;
    }
}
