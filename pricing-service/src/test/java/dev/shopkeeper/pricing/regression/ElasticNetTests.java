package dev.shopkeeper.pricing.regression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ElasticNetTests {

    private static final SolverSettings EXACT = new SolverSettings(true, 1e-13, 1_000_000);

    @ParameterizedTest
    @ValueSource(ints = {60, 9})
    void reachesWhatProximalGradientStepsReachUnderWeightsBoundsAndFactors(int rows) {
        for (long seed = 1; seed <= 40; seed++) {
            // given
            SlowReference.Problem problem = SlowReference.drawn(seed, rows, 10, false);
            ElasticNet net = new ElasticNet(problem.observations(), problem.rules(), SolverSettings.DEFAULTS);

            // when
            RegressionFit fit = net.fit(problem.penalty());

            // then
            double least = SlowReference.leastObjective(problem, false, 6000);
            assertThat(net.objective(fit))
                    .as("seed %s, %s", seed, problem)
                    .isCloseTo(least, within(1e-8 * (1 + least)));
            for (int j = 0; j < 10; j++) {
                ColumnRule rule = problem.rules().get(j);
                assertThat(fit.coefficients()[j])
                        .as("seed %s, column %s", seed, j)
                        .isBetween(rule.lower(), rule.upper());
            }
        }
    }

    @Test
    void meetsTheConditionsOfTheOptimum() {
        for (long seed = 100; seed < 160; seed++) {
            SlowReference.Problem problem = SlowReference.drawn(seed, 80, 12, false);
            Penalty penalty = problem.penalty();
            Observations o = problem.observations();

            RegressionFit fit = new ElasticNet(o, problem.rules(), EXACT).fit(penalty);

            double[] shares = o.shares();
            Scaling scaling = Scaling.of(o, shares, true);
            double sum = 0;
            double[] descent = new double[12];
            for (int i = 0; i < o.size(); i++) {
                double residual = o.target()[i] - o.offset()[i] - fit.predict(o.rows()[i]);
                sum += shares[i] * residual;
                for (int j = 0; j < 12; j++) {
                    descent[j] += shares[i] * residual * (o.rows()[i][j] - scaling.mean[j]) / scaling.spread[j];
                }
            }
            assertThat(sum).as("intercept, seed %s", seed).isCloseTo(0, within(1e-8));
            for (int j = 0; j < 12; j++) {
                ColumnRule rule = problem.rules().get(j);
                double beta = fit.coefficients()[j] * scaling.spread[j];
                double l1 = penalty.alpha() * penalty.mix() * rule.penaltyFactor();
                double rest = descent[j] - penalty.alpha() * (1 - penalty.mix()) * rule.penaltyFactor() * beta;
                double near = 3e-6;
                String what = "seed " + seed + ", column " + j + ", " + rule + ", coefficient " + beta;
                if (beta == 0) {
                    assertThat(rest)
                            .as(what)
                            .isGreaterThanOrEqualTo(rule.lower() == 0 ? Double.NEGATIVE_INFINITY : -l1 - near);
                    assertThat(rest)
                            .as(what)
                            .isLessThanOrEqualTo(rule.upper() == 0 ? Double.POSITIVE_INFINITY : l1 + near);
                } else if (fit.coefficients()[j] >= rule.upper() * (1 - 1e-12)) {
                    assertThat(rest).as(what).isGreaterThanOrEqualTo(l1 - near);
                } else if (fit.coefficients()[j] <= rule.lower() * (1 - 1e-12)) {
                    assertThat(rest).as(what).isLessThanOrEqualTo(-l1 + near);
                } else {
                    assertThat(rest).as(what).isCloseTo(Math.signum(beta) * l1, within(near));
                }
            }
        }
    }

    /** Made with scikit-learn 1.2.1: StandardScaler and ElasticNet with sample_weight, tol 1e-15. */
    @ParameterizedTest
    @CsvSource({
        "0.1, 0.5, false, 2.791487038 -0.7518956102 0 0.02539028805 0, 106.7577668",
        "0.1, 0.5, true, 2.810049985 -0.7374471492 0 0.03930171867 0, 106.2361361",
        "0.5, 1, false, 2.299435686 -0.5046651397 0 0 0, 105.0747725",
        "0.5, 1, true, 2.348819615 -0.4809931575 0 0 0, 104.9219206",
        "0.02, 0.9, false, 2.972255131 -0.813058038 -0.002328721067 0.04371411004 -0.005067276262, 107.0594657",
        "0.02, 0.9, true, 2.995454671 -0.7952630727 0 0.05551941431 -0.01253072821, 106.8095573"
    })
    void hasTheCoefficientsOfScikitLearn(
            double alpha, double mix, boolean weighted, String coefficients, double intercept) {
        // given
        double[][] x = new double[40][5];
        double[] y = new double[40];
        for (int i = 0; i < 40; i++) {
            for (int j = 0; j < 5; j++) {
                x[i][j] = (j + 1) * Math.sin((i + 1) * (j + 1)) + Math.cos((i + 1) * 0.7) * (j % 2) + 10 * j;
            }
            y[i] = 100 + 3 * Math.sin(i + 1) - 2 * Math.sin(2 * (i + 1)) + 0.5 * Math.cos(3 * (i + 1));
        }
        double[] weights = IntStream.range(0, 40)
                .mapToDouble(i -> weighted ? 1 + i % 3 : 1)
                .toArray();
        Observations observations =
                Observations.of(List.of("a", "b", "c", "d", "e"), x, y).weighted(weights);

        // when
        RegressionFit fit = new ElasticNet(observations, Collections.nCopies(5, ColumnRule.PENALISED), EXACT)
                .fit(new Penalty(alpha, mix));

        // then
        String[] expected = coefficients.split(" ");
        for (int j = 0; j < 5; j++) {
            double theirs = Double.parseDouble(expected[j]);
            assertThat(fit.coefficients()[j]).isCloseTo(theirs, within(2e-7));
            assertThat(fit.coefficients()[j] == 0).as("exactly 0").isEqualTo(theirs == 0);
        }
        assertThat(fit.intercept()).isCloseTo(intercept, within(1e-5));
    }

    @Test
    void isLeastSquaresWithoutPenalty() {
        SlowReference.Problem problem = SlowReference.drawn(7, 100, 6, false);
        Observations o = problem.observations();

        RegressionFit fit =
                new ElasticNet(o, Collections.nCopies(6, ColumnRule.PENALISED), EXACT).fit(new Penalty(0, 0.5));
        Refit least = Refit.gaussian(o, new int[] {0, 1, 2, 3, 4, 5}, null);

        for (int j = 0; j < 6; j++) {
            assertThat(fit.coefficients()[j])
                    .isCloseTo(least.coefficients()[j], within(1e-5 * Math.abs(least.coefficients()[j])));
        }
        assertThat(fit.intercept()).isCloseTo(least.intercept(), within(1e-4));
    }

    @Test
    void fitsBetterAndPenalisesMoreAsAlphaFalls() {
        SlowReference.Problem problem = SlowReference.drawn(11, 70, 12, false);
        ElasticNet net = new ElasticNet(problem.observations(), problem.rules(), EXACT);

        List<RegressionFit> path = net.path(0.7, 40, 1e-4);

        double loss = Double.POSITIVE_INFINITY;
        double size = -1;
        for (RegressionFit fit : path) {
            RegressionFit unpenalised = new RegressionFit(
                    fit.names(), fit.intercept(), fit.coefficients(), new Penalty(0, 0.7), List.of(), 0, 0);
            RegressionFit byOne = new RegressionFit(
                    fit.names(), fit.intercept(), fit.coefficients(), new Penalty(1, 0.7), List.of(), 0, 0);
            double residual = net.objective(unpenalised);
            double penalty = net.objective(byOne) - residual;
            assertThat(residual).isLessThanOrEqualTo(loss + 1e-9);
            assertThat(penalty).isGreaterThanOrEqualTo(size - 1e-6);
            loss = residual;
            size = penalty;
            assertThat(net.objective(fit))
                    .as("as from a cold start")
                    .isCloseTo(net.objective(net.fit(fit.penalty())), within(1e-10));
        }
    }

    @Test
    void selectsNothingPenalisedAtTheLargestAlphaAndSomethingJustBelow() {
        for (long seed = 1; seed < 30; seed++) {
            SlowReference.Problem problem = SlowReference.drawn(seed, 50, 8, false);
            ElasticNet net = new ElasticNet(problem.observations(), problem.rules(), EXACT);

            double largest = net.largestAlpha(0.8);

            assertThat(penalised(problem, net.fit(new Penalty(largest * 1.0001, 0.8))))
                    .as("seed %s", seed)
                    .isZero();
            assertThat(penalised(problem, net.fit(new Penalty(largest * 0.99, 0.8))))
                    .as("seed %s", seed)
                    .isPositive();
        }
    }

    private static long penalised(SlowReference.Problem problem, RegressionFit fit) {
        return IntStream.of(fit.selected())
                .filter(j -> problem.rules().get(j).penaltyFactor() > 0)
                .count();
    }

    @Test
    void countsAWeightOfTwoAsTwoRows() {
        SlowReference.Problem problem = SlowReference.drawn(3, 30, 4, false);
        Observations o = problem.observations();
        double[] twice = IntStream.range(0, 30).mapToDouble(i -> i % 3).toArray();
        int[] repeated = IntStream.range(0, 30)
                .flatMap(i -> IntStream.range(0, i % 3).map(k -> i))
                .toArray();
        Penalty penalty = new Penalty(0.05, 0.5);

        RegressionFit weighted = new ElasticNet(o.weighted(twice), problem.rules(), EXACT).fit(penalty);
        double[] ones = new double[30];
        java.util.Arrays.fill(ones, 1);
        RegressionFit rows = new ElasticNet(o.weighted(ones).rows(repeated), problem.rules(), EXACT).fit(penalty);

        for (int j = 0; j < 4; j++) {
            assertThat(weighted.coefficients()[j])
                    .isCloseTo(rows.coefficients()[j], within(1e-6 * (1e-9 + Math.abs(rows.coefficients()[j]))));
        }
    }

    @Test
    void penalisesColumnsAsTheyAreWhenNotStandardising() {
        // given: one column, so that the optimum can be written down
        double[][] x = {{-1000}, {1000}, {-1000}, {1000}};
        double[] y = {-2, 2, -2, 2};

        RegressionFit fit = new ElasticNet(
                        Observations.of(List.of("x"), x, y),
                        List.of(ColumnRule.PENALISED),
                        new SolverSettings(false, 1e-14, 1000))
                .fit(new Penalty(100, 1));

        assertThat(fit.coefficients()[0]).isCloseTo((2000 - 100) / 1e6, within(1e-12));
    }

    @Test
    void givesAPriceOfTheWrongSignExactlyNothing() {
        Random random = new Random(5);
        double[][] x = new double[50][2];
        double[] y = new double[50];
        for (int i = 0; i < 50; i++) {
            x[i][0] = random.nextGaussian();
            x[i][1] = random.nextGaussian();
            y[i] = x[i][0] + x[i][1];
        }

        RegressionFit fit = new ElasticNet(
                        Observations.of(List.of("own", "other"), x, y),
                        List.of(ColumnRule.NOT_POSITIVE.withPenaltyFactor(0), ColumnRule.PENALISED),
                        SolverSettings.DEFAULTS)
                .fit(new Penalty(0.001, 0.5));

        assertThat(fit.coefficient("own")).isEqualTo(0);
        assertThat(fit.selected()).containsExactly(1);
    }

    @Test
    void namesColumnsThatNeverVaryAndLeavesAllOthersAlone() {
        // given
        SlowReference.Problem problem = SlowReference.drawn(9, 40, 3, false);
        Observations o = problem.observations();
        double[][] wider = new double[40][];
        for (int i = 0; i < 40; i++) {
            double[] row = o.rows()[i];
            wider[i] = new double[] {row[0], 0.1, row[1], row[2], 1e9 / 3};
        }
        Observations with = Observations.of(List.of("a", "still", "b", "c", "large"), wider, o.target())
                .weighted(o.weights())
                .offset(o.offset());
        Penalty penalty = new Penalty(0.01, 0.5);

        // when
        RegressionFit fit = new ElasticNet(with).fit(penalty);

        // then
        RegressionFit alone = new ElasticNet(o).fit(penalty);
        assertThat(fit.constantColumns()).containsExactly("still", "large");
        assertThat(fit.coefficients())
                .containsExactly(alone.coefficients()[0], 0, alone.coefficients()[1], alone.coefficients()[2], 0);
        assertThat(fit.intercept()).isEqualTo(alone.intercept());
    }

    @Test
    void fitsATargetThatNeverVaries() {
        double[][] x = {{1}, {2}, {4}};

        RegressionFit fit =
                new ElasticNet(Observations.of(List.of("x"), x, new double[] {7, 7, 7})).fit(new Penalty(0.1, 0.5));

        assertThat(fit.intercept()).isCloseTo(7, within(1e-12));
        assertThat(fit.selected()).isEmpty();
    }

    @Test
    void sharesTheCoefficientOfEqualColumns() {
        double[][] x = {{1, 1}, {2, 2}, {4, 4}, {7, 7}};
        double[] y = {1, 3, 4, 8};

        RegressionFit fit = new ElasticNet(Observations.of(List.of("a", "b"), x, y)).fit(new Penalty(0.1, 0.5));

        assertThat(fit.coefficients()[0])
                .isCloseTo(fit.coefficients()[1], within(1e-3))
                .isPositive();
    }

    @Test
    void refusesWhatIsNoNumberByRowAndColumn() {
        double[][] x = {{1, 2}, {3, Double.NaN}};

        assertThatThrownBy(() -> Observations.of(List.of("a", "price"), x, new double[] {1, 2}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Row 1, column 'price' is NaN");
        assertThatThrownBy(() -> Observations.of(List.of("a"), new double[][] {{1}, {2}}, new double[] {1, 1.0 / 0}))
                .hasMessageContaining("Row 1, column 'target' is Infinity");
        Observations fine = Observations.of(List.of("a"), new double[][] {{1}, {2}}, new double[] {1, 2});
        assertThatThrownBy(() -> fine.weighted(new double[] {1, -1})).hasMessageContaining("weight of row 1 is -1.0");
        assertThatThrownBy(() -> fine.weighted(new double[] {0, 0})).hasMessageContaining("sum to 0");
        assertThatThrownBy(() -> fine.offset(new double[] {0, Double.NaN}))
                .hasMessageContaining("Row 1, column 'offset'");
        assertThatThrownBy(() -> Observations.of(List.of("a", "a"), x, new double[] {1, 2}))
                .hasMessageContaining("twice");
    }

    @Test
    void saysSoWhenTheSweepsDoNotSuffice() {
        SlowReference.Problem problem = SlowReference.drawn(2, 40, 6, false);

        assertThatThrownBy(() -> new ElasticNet(
                                problem.observations(), problem.rules(), new SolverSettings(true, 1e-14, 1))
                        .fit(new Penalty(1e-3, 0.5)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("has not settled after");
    }

    @Test
    void recoversTheColumnsThatMatterAmongManyMoreThanThereAreRows() {
        // given
        Random random = new Random(4);
        double[][] x = new double[60][300];
        double[] y = new double[60];
        List<String> names = new ArrayList<>();
        for (int j = 0; j < 300; j++) {
            names.add("x" + j);
        }
        for (int i = 0; i < 60; i++) {
            for (int j = 0; j < 300; j++) {
                x[i][j] = random.nextGaussian();
            }
            y[i] = 4 * x[i][10] - 3 * x[i][20] + 0.1 * random.nextGaussian();
        }

        // when
        List<RegressionFit> path = new ElasticNet(Observations.of(names, x, y)).path(1, 30, 0.02);

        // then
        RegressionFit last = path.getLast();
        assertThat(last.coefficient("x10")).isCloseTo(4, within(0.15));
        assertThat(last.coefficient("x20")).isCloseTo(-3, within(0.15));
        assertThat(last.selected().length).isLessThan(40);
    }
}
