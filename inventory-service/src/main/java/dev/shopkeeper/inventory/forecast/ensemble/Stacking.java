package dev.shopkeeper.inventory.forecast.ensemble;

import java.util.Arrays;

/**
 * Weights of forecasts, none negative, one in sum, that minimise the squared error and the distance from equal weights:
 * stacking (Wolpert, Neural Networks 5, 1992; Breiman, Machine Learning 24, 1996) with the shrinkage that the forecast
 * combination puzzle asks for (Smith and Wallis, Oxford Bulletin of Economics and Statistics 71, 2009).
 */
final class Stacking {

    private static final int STEPS = 400;

    private Stacking() {}

    /**
     * The weights.
     *
     * @param forecasts by forecaster and point
     * @param actual by point
     * @param shrinkage 0 for none; the larger, the nearer to equal
     */
    static double[] weights(double[][] forecasts, double[] actual, double shrinkage) {
        double[] equal = new double[forecasts.length];
        Arrays.fill(equal, 1.0 / equal.length);
        return weights(forecasts, actual, shrinkage, equal);
    }

    /**
     * The weights.
     *
     * @param towards what they are drawn to: none negative, one in sum
     */
    static double[] weights(double[][] forecasts, double[] actual, double shrinkage, double[] towards) {
        int k = forecasts.length;
        double[] weights = towards.clone();
        int n = actual.length;
        if (k == 1 || n == 0) {
            return weights;
        }
        double scale = 0;
        for (int t = 0; t < n; t++) {
            double combined = 0;
            for (int i = 0; i < k; i++) {
                combined += towards[i] * forecasts[i][t];
            }
            scale += (actual[t] - combined) * (actual[t] - combined) / n;
        }
        if (!(scale > 0)) {
            return weights;
        }
        // With weights of sum one, the error is the weighted sum of the errors: only their products count.
        double[][] products = new double[k][k];
        double trace = 0;
        for (int i = 0; i < k; i++) {
            for (int j = 0; j < k; j++) {
                double sum = 0;
                for (int t = 0; t < n; t++) {
                    sum += (actual[t] - forecasts[i][t]) * (actual[t] - forecasts[j][t]);
                }
                products[i][j] = sum / n / scale;
            }
            products[i][i] += shrinkage;
            trace += products[i][i];
        }
        double step = 1 / trace; // the largest eigenvalue is at most the trace
        double[] ahead = weights.clone();
        double momentum = 1;
        for (int s = 0; s < STEPS; s++) {
            double[] moved = new double[k];
            for (int i = 0; i < k; i++) {
                double gradient = -shrinkage * towards[i];
                for (int j = 0; j < k; j++) {
                    gradient += products[i][j] * ahead[j];
                }
                moved[i] = ahead[i] - step * gradient;
            }
            double[] next = onSimplex(moved);
            double nextMomentum = (1 + Math.sqrt(1 + 4 * momentum * momentum)) / 2;
            double change = 0;
            for (int i = 0; i < k; i++) {
                ahead[i] = next[i] + (momentum - 1) / nextMomentum * (next[i] - weights[i]);
                change = Math.max(change, Math.abs(next[i] - weights[i]));
            }
            weights = next;
            momentum = nextMomentum;
            if (change < 1e-7) {
                break;
            }
        }
        return weights;
    }

    /** The nearest point with no negative coordinate and the sum one (Duchi and others, ICML 2008). */
    static double[] onSimplex(double[] point) {
        double[] sorted = point.clone();
        Arrays.sort(sorted);
        double sum = 0;
        double threshold = 0;
        for (int i = sorted.length - 1, count = 1; i >= 0; i--, count++) {
            sum += sorted[i];
            double candidate = (sum - 1) / count;
            if (sorted[i] - candidate > 0) {
                threshold = candidate;
            }
        }
        double[] projected = new double[point.length];
        for (int i = 0; i < point.length; i++) {
            projected[i] = Math.max(0, point[i] - threshold);
        }
        return projected;
    }
}
