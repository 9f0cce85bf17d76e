package dev.shopkeeper.pricing.regression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PoissonElasticNetTests {

    @ParameterizedTest
    @ValueSource(ints = {60, 9})
    void reachesWhatProximalGradientStepsReachUnderWeightsBoundsAndFactors(int rows) {
        for (long seed = 1; seed <= 25; seed++) {
            // given
            SlowReference.Problem problem = SlowReference.drawn(seed, rows, 10, true);
            PoissonElasticNet net =
                    new PoissonElasticNet(problem.observations(), problem.rules(), SolverSettings.DEFAULTS);

            // when
            PoissonFit fit = net.fit(problem.penalty());

            // then
            double least = SlowReference.leastObjective(problem, true, 8000);
            assertThat(net.objective(fit)).as("seed %s", seed).isCloseTo(least, within(1e-8 * (1 + least)));
            for (int j = 0; j < 10; j++) {
                ColumnRule rule = problem.rules().get(j);
                assertThat(fit.predictor().coefficients()[j])
                        .as("seed %s, column %s", seed, j)
                        .isBetween(rule.lower(), rule.upper());
            }
        }
    }

    /**
     * Dobson, "An Introduction to Generalized Linear Models" (1990), page 93: a randomised trial, three outcomes by three
     * treatments; the figures are those printed by R's example of glm.
     */
    @Test
    void hasTheCoefficientsAndDevianceOfDobsonsTrial() {
        // given
        double[] counts = {18, 17, 15, 20, 10, 20, 25, 13, 12};
        double[][] x = new double[9][4];
        for (int i = 0; i < 9; i++) {
            x[i] = new double[] {i % 3 == 1 ? 1 : 0, i % 3 == 2 ? 1 : 0, i / 3 == 1 ? 1 : 0, i / 3 == 2 ? 1 : 0};
        }
        Observations trial = Observations.of(List.of("outcome2", "outcome3", "treatment2", "treatment3"), x, counts);

        // when
        PoissonFit fit = new PoissonElasticNet(trial).fit(new Penalty(0, 1));

        // then
        assertThat(fit.predictor().intercept()).isCloseTo(3.045, within(5e-4));
        assertThat(fit.predictor().coefficient("outcome2")).isCloseTo(-0.4543, within(5e-5));
        assertThat(fit.predictor().coefficient("outcome3")).isCloseTo(-0.2930, within(5e-5));
        assertThat(fit.predictor().coefficient("treatment2")).isCloseTo(0, within(1e-6));
        assertThat(fit.predictor().coefficient("treatment3")).isCloseTo(0, within(1e-6));
        assertThat(fit.deviance()).isCloseTo(5.1291, within(5e-5));
        assertThat(fit.nullDeviance()).isCloseTo(10.5814, within(5e-5));
        assertThat(Refit.poisson(trial, new int[] {0, 1, 2, 3}, null).dispersion())
                .isCloseTo(1.2933, within(5e-5));
    }

    @Test
    void neverLetsThePenalisedDevianceRiseAlongItsPath() {
        SlowReference.Problem problem = SlowReference.drawn(6, 70, 8, true);
        PoissonElasticNet net = new PoissonElasticNet(problem.observations(), problem.rules(), SolverSettings.DEFAULTS);

        double before = Double.POSITIVE_INFINITY;
        for (PoissonFit fit : net.path(0.8, 30, 1e-4)) {
            assertThat(fit.deviance()).isLessThanOrEqualTo(before * (1 + 1e-9));
            assertThat(net.objective(fit))
                    .isCloseTo(net.objective(net.fit(fit.predictor().penalty())), within(1e-9));
            before = fit.deviance();
        }
    }

    @Test
    void takesTheExposureOutOfTheCoefficients() {
        // given: twice the exposure, twice the count
        double[][] x = {{0}, {0}, {1}, {1}};
        double[] counts = {10, 20, 30, 60};
        double[] exposure = {0, Math.log(2), 0, Math.log(2)};

        PoissonFit fit =
                new PoissonElasticNet(Observations.of(List.of("x"), x, counts).offset(exposure)).fit(new Penalty(0, 1));

        assertThat(fit.predictor().coefficient("x")).isCloseTo(Math.log(3), within(1e-8));
        assertThat(fit.expected(new double[] {1}, Math.log(4))).isCloseTo(120, within(1e-4));
        assertThat(fit.deviance()).isCloseTo(0, within(1e-8));
    }

    @Test
    void staysFiniteWhereAColumnPartsAllZeros() {
        double[][] x = {{0}, {0}, {0}, {1}, {1}, {1}};
        double[] counts = {4, 5, 6, 0, 0, 0};

        PoissonFit fit = new PoissonElasticNet(Observations.of(List.of("none"), x, counts)).fit(new Penalty(0, 1));
        PoissonFit penalised =
                new PoissonElasticNet(Observations.of(List.of("none"), x, counts)).fit(new Penalty(0.1, 0.5));

        assertThat(fit.predictor().coefficient("none")).isNegative().isFinite();
        assertThat(fit.expected(new double[] {1}, 0)).isCloseTo(0, within(1e-4));
        assertThat(fit.expected(new double[] {0}, 0)).isCloseTo(5, within(1e-4));
        assertThat(penalised.predictor().coefficient("none")).isBetween(-10.0, -1.0);
    }

    @Test
    void staysFiniteWithHugeCountsAndColumns() {
        Random random = new Random(3);
        double[][] x = new double[40][2];
        double[] counts = new double[40];
        for (int i = 0; i < 40; i++) {
            x[i][0] = 1e6 * random.nextGaussian();
            x[i][1] = 1e-6 * random.nextGaussian();
            counts[i] = i % 2 == 0 ? 0 : Math.rint(1e9 * random.nextDouble());
        }

        PoissonFit fit =
                new PoissonElasticNet(Observations.of(List.of("wide", "narrow"), x, counts)).fit(new Penalty(10, 0.5));

        assertThat(fit.deviance()).isFinite().isPositive().isLessThanOrEqualTo(fit.nullDeviance());
        assertThat(fit.expected(new double[] {1e300, 0}, 30)).isFinite();
    }

    @Test
    void leavesOutConstantColumnsAndPrefersNothingUnderAStrongPenalty() {
        double[][] x = {{1, 5}, {2, 5}, {3, 5}, {4, 5}};
        double[] counts = {1, 3, 2, 9};
        PoissonElasticNet net = new PoissonElasticNet(Observations.of(List.of("x", "still"), x, counts));

        double largest = net.largestAlpha(1);

        assertThat(net.fit(new Penalty(largest * 1.001, 1)).predictor().selected())
                .isEmpty();
        assertThat(net.fit(new Penalty(largest * 0.99, 1)).predictor().selected())
                .containsExactly(0);
        assertThat(net.fit(new Penalty(0.01, 1)).predictor().constantColumns()).containsExactly("still");
        assertThat(net.fit(new Penalty(largest * 1.001, 1)).expected(new double[] {9, 5}, 0))
                .isCloseTo(3.75, within(1e-9));
    }

    @Test
    void refusesCountsOfWhichNoLogarithmCanBeFitted() {
        double[][] x = {{1}, {2}};

        assertThatThrownBy(() -> new PoissonElasticNet(Observations.of(List.of("x"), x, new double[] {0, 0})))
                .hasMessageContaining("All counts are 0");
        assertThatThrownBy(() -> new PoissonElasticNet(Observations.of(List.of("x"), x, new double[] {1, -2})))
                .hasMessageContaining("count of row 1 is -2.0");
        assertThatThrownBy(() -> new PoissonElasticNet(
                        Observations.of(List.of("x"), x, new double[] {1, 2}).offset(new double[] {0, 5000})))
                .hasMessageContaining("offset of row 1 is 5000.0");
    }

    @Test
    void recoversTheTruthWithinItsIntervalsOverTwoHundredShops() {
        double[] truth = {-2.5, 0.8, 0.4};
        int within = 0;
        int covered = 0;
        int all = 0;
        for (long seed = 1; seed <= 200; seed++) {
            // given: a negative binomial target, so that counts vary more than a Poisson's
            Random random = new Random(seed);
            int rows = 400;
            double[][] x = new double[rows][3];
            double[] counts = new double[rows];
            double[] offset = new double[rows];
            for (int i = 0; i < rows; i++) {
                x[i][0] = 0.3 * random.nextGaussian();
                x[i][1] = 0.5 * x[i][0] + 0.3 * random.nextGaussian();
                x[i][2] = random.nextInt(4) == 0 ? 1 : 0;
                offset[i] = Math.log(1 + random.nextInt(5));
                double predictor = 0.7 + offset[i];
                for (int j = 0; j < 3; j++) {
                    predictor += truth[j] * x[i][j];
                }
                double frailty = -(Math.log(random.nextDouble()) + Math.log(random.nextDouble())) / 2;
                counts[i] = SlowReference.poisson(random, frailty * Math.exp(predictor));
            }
            Observations shop = Observations.of(List.of("own", "other", "feature"), x, counts)
                    .offset(offset);
            PoissonElasticNet net = new PoissonElasticNet(
                    shop,
                    List.of(ColumnRule.NOT_POSITIVE, ColumnRule.PENALISED, ColumnRule.PENALISED),
                    SolverSettings.DEFAULTS);

            // when
            Refit refit = net.covariance(net.fit(new Penalty(0.005, 0.9)), null);

            // then
            for (String name : refit.names()) {
                double distance =
                        Math.abs(refit.coefficient(name) - truth[shop.names().indexOf(name)]);
                all++;
                within += distance <= 3 * refit.standardError(name) ? 1 : 0;
                covered += distance <= 1.6449 * refit.standardError(name) ? 1 : 0;
            }
            assertThat(refit.dispersion()).isGreaterThan(1);
        }
        assertThat(all).isGreaterThan(590);
        assertThat((double) within / all).isGreaterThanOrEqualTo(0.95);
        assertThat((double) covered / all).isBetween(0.85, 0.95);
    }

    @Test
    void unpenalisedByFactorsIsUnpenalisedByAlpha() {
        SlowReference.Problem problem = SlowReference.drawn(21, 90, 5, true);
        Observations o = problem.observations();

        PoissonFit byAlpha = new PoissonElasticNet(o).fit(new Penalty(0, 1));
        PoissonFit byFactor = new PoissonElasticNet(
                        o, Collections.nCopies(5, ColumnRule.UNPENALISED), SolverSettings.DEFAULTS)
                .fit(new Penalty(9, 0.5));

        assertThat(byFactor.predictor().coefficients())
                .containsExactly(byAlpha.predictor().coefficients());
    }
}
