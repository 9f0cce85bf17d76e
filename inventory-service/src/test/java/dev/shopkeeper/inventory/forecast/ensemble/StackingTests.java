package dev.shopkeeper.inventory.forecast.ensemble;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class StackingTests {

    @Test
    void findsTheBestWeightsThatASlowSearchFinds() {
        SplittableRandom random = new SplittableRandom(11);
        for (int round = 0; round < 20; round++) {
            int n = 30;
            double[] actual = random.doubles(n, 0, 10).toArray();
            double[][] forecasts = new double[3][n];
            for (int i = 0; i < 3; i++) {
                double spread = random.nextDouble(0.5, 4);
                for (int t = 0; t < n; t++) {
                    forecasts[i][t] = actual[t] + spread * (random.nextDouble() - 0.4);
                }
            }
            double shrinkage = round % 2 == 0 ? 0 : 0.3;
            double[] found = Stacking.weights(forecasts, actual, shrinkage);
            double least = Double.POSITIVE_INFINITY;
            for (int a = 0; a <= 100; a++) {
                for (int b = 0; a + b <= 100; b++) {
                    double[] weights = {a / 100.0, b / 100.0, (100 - a - b) / 100.0};
                    least = Math.min(least, objective(forecasts, actual, weights, shrinkage));
                }
            }
            assertThat(objective(forecasts, actual, found, shrinkage)).isLessThanOrEqualTo(least + 1e-4);
            assertThat(Arrays.stream(found).sum()).isCloseTo(1, within(1e-9));
            for (double weight : found) {
                assertThat(weight).isGreaterThanOrEqualTo(0);
            }
        }
    }

    @Test
    void goesToEqualWeightsAsItShrinks() {
        double[] actual = {1, 2, 3, 4, 5, 6};
        double[][] forecasts = {actual, {6, 5, 4, 3, 2, 1}};
        assertThat(Stacking.weights(forecasts, actual, 0)[0]).isCloseTo(1, within(1e-6));
        assertThat(Stacking.weights(forecasts, actual, 1e6)[0]).isCloseTo(0.5, within(1e-3));
    }

    @Test
    void givesEqualWeightsWhereNothingTellsThemApart() {
        double[] actual = {0, 0, 0};
        assertThat(Stacking.weights(new double[][] {actual, actual, actual}, actual, 0.1))
                .containsOnly(1.0 / 3);
        assertThat(Stacking.weights(new double[][] {{}, {}}, new double[0], 0.1))
                .containsOnly(0.5);
    }

    private static double objective(double[][] forecasts, double[] actual, double[] weights, double shrinkage) {
        int k = weights.length;
        double scale = 0;
        double error = 0;
        for (int t = 0; t < actual.length; t++) {
            double equal = 0;
            double combined = 0;
            for (int i = 0; i < k; i++) {
                equal += forecasts[i][t] / k;
                combined += weights[i] * forecasts[i][t];
            }
            scale += (actual[t] - equal) * (actual[t] - equal);
            error += (actual[t] - combined) * (actual[t] - combined);
        }
        double distance = Arrays.stream(weights)
                .map(weight -> (weight - 1.0 / k) * (weight - 1.0 / k))
                .sum();
        return error / scale + shrinkage * distance;
    }
}
