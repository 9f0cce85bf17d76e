package dev.shopkeeper.pricing.regression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RefitTests {

    /** One column: the sandwich can be written down. */
    @Test
    void isWhitesSandwichOfAStraightLine() {
        // given
        double[][] x = {{1}, {2}, {4}, {7}, {9}};
        double[] y = {2, 3, 9, 8, 20};

        // when
        Refit refit = Refit.gaussian(Observations.of(List.of("x"), x, y), new int[] {0}, null);

        // then
        double mean = 4.6;
        double sxx = 0;
        double sxy = 0;
        for (int i = 0; i < 5; i++) {
            sxx += (x[i][0] - mean) * (x[i][0] - mean);
            sxy += (x[i][0] - mean) * y[i];
        }
        double slope = sxy / sxx;
        double intercept = 8.4 - slope * mean;
        double meat = 0;
        for (int i = 0; i < 5; i++) {
            double residual = y[i] - intercept - slope * x[i][0];
            meat += Math.pow((x[i][0] - mean) * residual, 2);
        }
        assertThat(refit.coefficient("x")).isCloseTo(slope, within(1e-12));
        assertThat(refit.intercept()).isCloseTo(intercept, within(1e-12));
        assertThat(refit.standardError("x")).isCloseTo(Math.sqrt(5.0 / 3 * meat) / sxx, within(1e-12));
        assertThat(refit.covariance()[0][1]).isCloseTo(refit.covariance()[1][0], within(1e-12));
    }

    @Test
    void groupsOfOneRowAreIndependentRowsButForTheFactor() {
        SlowReference.Problem problem = SlowReference.drawn(4, 40, 3, true);
        Observations o = problem.observations();
        int[] columns = {0, 1, 2};

        Refit alone = Refit.poisson(o, columns, null);
        Refit grouped = Refit.poisson(o, columns, IntStream.range(0, 40).toArray());

        int n = o.counted();
        double ratio = (n / (n - 1.0) * (n - 1) / (n - 4)) / (n / (n - 4.0));
        assertThat(grouped.covariance()[1][1] / alone.covariance()[1][1]).isCloseTo(ratio, within(1e-9));
    }

    @Test
    void coversTheTruthWhereErrorsWithinAGroupAreAlikeAndIndependentRowsWouldNot() {
        int covered = 0;
        int naive = 0;
        for (long seed = 1; seed <= 200; seed++) {
            // given: price and demand shocks are common to the rows of a store
            Random random = new Random(seed);
            double[][] x = new double[600][1];
            double[] counts = new double[600];
            int[] stores = new int[600];
            for (int store = 0; store < 60; store++) {
                double level = 0.4 * random.nextGaussian();
                double price = 0.4 * random.nextGaussian();
                for (int k = 0; k < 10; k++) {
                    int i = 10 * store + k;
                    stores[i] = store;
                    x[i][0] = price + 0.1 * random.nextGaussian();
                    counts[i] = SlowReference.poisson(random, Math.exp(1.5 - 2 * x[i][0] + level));
                }
            }
            Observations o = Observations.of(List.of("price"), x, counts);

            // when
            Refit grouped = Refit.poisson(o, new int[] {0}, stores);
            Refit rows = Refit.poisson(o, new int[] {0}, null);

            // then
            double distance = Math.abs(grouped.coefficient("price") + 2);
            covered += distance <= 1.6449 * grouped.standardError("price") ? 1 : 0;
            naive += distance <= 1.6449 * rows.standardError("price") ? 1 : 0;
        }
        assertThat(covered / 200.0).isBetween(0.82, 0.95);
        assertThat(naive / 200.0).isLessThan(0.75);
    }

    @Test
    void refusesColumnsThatFollowFromEachOtherByName() {
        double[][] x = {{1, 2, 3}, {2, 1, 3}, {4, 4, 8}, {1, 1, 2}, {0, 3, 3}};
        Observations o = Observations.of(List.of("a", "b", "sum"), x, new double[] {1, 2, 3, 4, 5});

        assertThatThrownBy(() -> Refit.gaussian(o, new int[] {0, 1, 2}, null)).hasMessageContaining("'sum' follows");
        assertThatThrownBy(() -> Refit.poisson(o, new int[] {0, 1, 2}, null)).hasMessageContaining("'sum' follows");
        assertThatThrownBy(() -> Refit.gaussian(o.rows(new int[] {0, 1, 2}), new int[] {0, 1}, null))
                .hasMessageContaining("3 rows and 3 coefficients");
        assertThatThrownBy(() -> Refit.gaussian(o, new int[] {0}, new int[5])).hasMessageContaining("one group");
    }

    @Test
    void fitsTheLevelWhenNothingWasSelected() {
        Observations o = Observations.of(List.of("x"), new double[][] {{1}, {2}, {3}}, new double[] {1, 4, 7});

        assertThat(Refit.gaussian(o, new int[0], null).intercept()).isCloseTo(4, within(1e-12));
        assertThat(Refit.poisson(o, new int[0], null).intercept()).isCloseTo(Math.log(4), within(1e-9));
    }
}
