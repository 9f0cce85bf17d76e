package dev.shopkeeper.pricing.regression;

import java.util.ArrayList;
import java.util.List;

/**
 * Weighted means and (population) standard deviations of all columns. A column that does not vary over the rows that count
 * has {@code inverse} 0 and so takes no part.
 */
final class Scaling {

    /** A standard deviation below this share of the greatest value is rounding. */
    private static final double NO_SPREAD = 1e-12;

    final double[] mean;
    final double[] spread;
    final double[] inverse;
    final List<String> constant = new ArrayList<>();

    private Scaling(int columns) {
        mean = new double[columns];
        spread = new double[columns];
        inverse = new double[columns];
    }

    /**
     * Of the observations; unless standardised, all spreads are 1.
     *
     * @param shares weights that sum to 1
     */
    static Scaling of(Observations observations, double[] shares, boolean standardise) {
        double[][] rows = observations.rows();
        int columns = observations.names().size();
        int first = 0;
        while (shares[first] == 0) {
            first++;
        }
        Scaling scaling = new Scaling(columns);
        double[] shift = rows[first];
        double[] greatest = new double[columns];
        // Two passes, shifted by the first row: a constant column comes out with a spread of exactly 0.
        for (int i = 0; i < rows.length; i++) {
            double[] row = rows[i];
            double share = shares[i];
            for (int j = 0; j < columns; j++) {
                scaling.mean[j] += share * (row[j] - shift[j]);
            }
        }
        for (int j = 0; j < columns; j++) {
            scaling.mean[j] += shift[j];
        }
        double[] variance = new double[columns];
        for (int i = 0; i < rows.length; i++) {
            double[] row = rows[i];
            double share = shares[i];
            if (share == 0) {
                continue;
            }
            for (int j = 0; j < columns; j++) {
                double distance = row[j] - scaling.mean[j];
                variance[j] += share * distance * distance;
                greatest[j] = Math.max(greatest[j], Math.abs(row[j]));
            }
        }
        for (int j = 0; j < columns; j++) {
            double spread = Math.sqrt(variance[j]);
            if (spread <= NO_SPREAD * greatest[j]) {
                scaling.constant.add(observations.names().get(j));
                scaling.spread[j] = 1;
            } else {
                scaling.spread[j] = standardise ? spread : 1;
                scaling.inverse[j] = 1 / scaling.spread[j];
            }
        }
        return scaling;
    }

    /** Coefficients of the scaled columns, in original units. */
    double[] original(double[] scaled) {
        double[] coefficients = new double[scaled.length];
        for (int j = 0; j < scaled.length; j++) {
            coefficients[j] = scaled[j] == 0 ? 0 : scaled[j] * inverse[j];
        }
        return coefficients;
    }

    /** The same, where a bound that was reached is met to the last digit. */
    double[] original(double[] scaled, List<ColumnRule> rules) {
        double[] coefficients = original(scaled);
        for (int j = 0; j < scaled.length; j++) {
            ColumnRule rule = rules.get(j);
            coefficients[j] = Math.min(Math.max(coefficients[j], rule.lower()), rule.upper());
        }
        return coefficients;
    }

    /** The value that a linear predictor of scaled columns has when the original columns are 0. */
    double intercept(double atMeans, double[] coefficients) {
        double intercept = atMeans;
        for (int j = 0; j < coefficients.length; j++) {
            intercept -= mean[j] * coefficients[j];
        }
        return intercept;
    }
}
