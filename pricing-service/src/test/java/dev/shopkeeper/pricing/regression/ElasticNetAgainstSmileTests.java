package dev.shopkeeper.pricing.regression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import smile.data.DataFrame;
import smile.data.formula.Formula;
import smile.regression.LASSO;
import smile.regression.LinearModel;

/**
 * The same objective minimised by another's solver. Smile 2.6 minimises
 *
 * <pre>&Vert;y &minus; b<sub>0</sub> &minus; Zb&Vert;&sup2; + &lambda;<sub>2</sub>&Vert;b&Vert;&sup2; + &lambda;<sub>1</sub>&Vert;b&Vert;<sub>1</sub></pre>
 *
 * over columns Z of mean 0 and population standard deviation 1, which is 2n times ours with
 * &lambda;<sub>1</sub> = 2n&alpha;&rho; and &lambda;<sub>2</sub> = n&alpha;(1 &minus; &rho;). It has no weights, bounds or
 * offsets, wants a target of mean 0 (its elastic net pads the target with zeroes and centres it afterwards), and its
 * interior-point method ends near 0 where ours ends at 0.
 */
class ElasticNetAgainstSmileTests {

    /** Of the change of a standardised column, as a part of the target's standard deviation. */
    private static final double TOLERANCE = 1e-5;

    private static final int ROWS = 200;
    private static final int COLUMNS = 12;

    @BeforeAll
    static void quietly() {
        ((Logger) LoggerFactory.getLogger("smile")).setLevel(Level.WARN);
    }

    @ParameterizedTest
    @ValueSource(doubles = {1, 0.9, 0.5, 0.1})
    void hasTheCoefficientsOfSmile(double mix) {
        for (long seed = 1; seed <= 25; seed++) {
            // given: columns of scales from 0.01 to 100 that depend on each other, a third of which do not matter
            Random random = new Random(seed * 0x9E3779B97F4A7C15L);
            double[][] x = new double[ROWS][COLUMNS];
            double[] y = new double[ROWS];
            double[] scale =
                    random.doubles(COLUMNS, -2, 2).map(e -> Math.pow(10, e)).toArray();
            double[] truth = random.doubles(COLUMNS, -2, 2).toArray();
            for (int i = 0; i < ROWS; i++) {
                double common = random.nextGaussian();
                y[i] = 100 + 2 * random.nextGaussian();
                for (int j = 0; j < COLUMNS; j++) {
                    double value = 0.6 * common + 0.8 * random.nextGaussian();
                    x[i][j] = scale[j] * (3 + value);
                    y[i] += j % 3 == 2 ? 0 : truth[j] * value;
                }
            }
            double mean = Arrays.stream(y).average().orElseThrow();
            double spread = Math.sqrt(
                    Arrays.stream(y).map(v -> (v - mean) * (v - mean)).average().orElseThrow());
            Penalty penalty = new Penalty(spread * Math.pow(10, -2.5 + 2 * random.nextDouble()), mix);

            // when
            List<String> names =
                    IntStream.range(0, COLUMNS).mapToObj(j -> "x" + j).toList();
            Observations observations = Observations.of(names, x, y);
            RegressionFit ours = new ElasticNet(
                            observations,
                            Collections.nCopies(COLUMNS, ColumnRule.PENALISED),
                            new SolverSettings(true, 1e-13, 1_000_000))
                    .fit(penalty);
            LinearModel theirs = smile(names, x, y, mean, penalty);

            // then
            Scaling scaling = Scaling.of(observations, observations.shares(), true);
            for (int j = 0; j < COLUMNS; j++) {
                assertThat(ours.coefficients()[j] * scaling.spread[j])
                        .as("standardised coefficient %s, mix %s, alpha %s, seed %s", j, mix, penalty.alpha(), seed)
                        .isCloseTo(theirs.coefficients()[j] * scaling.spread[j], within(TOLERANCE * spread));
            }
            assertThat(ours.predict(x[0]))
                    .as("prediction, mix %s, seed %s", mix, seed)
                    .isCloseTo(mean + theirs.predict(x[0]), within(COLUMNS * 4 * TOLERANCE * spread));
        }
    }

    private static LinearModel smile(List<String> names, double[][] x, double[] y, double mean, Penalty penalty) {
        double[][] rows = IntStream.range(0, y.length)
                .mapToObj(i -> DoubleStream.concat(DoubleStream.of(y[i] - mean), Arrays.stream(x[i]))
                        .toArray())
                .toArray(double[][]::new);
        DataFrame data =
                DataFrame.of(rows, Stream.concat(Stream.of("y"), names.stream()).toArray(String[]::new));
        Formula formula = Formula.lhs("y");
        double l1 = 2 * y.length * penalty.alpha() * penalty.mix();
        double l2 = y.length * penalty.alpha() * (1 - penalty.mix());
        return l2 == 0
                ? LASSO.fit(formula, data, l1, 1e-10, 1000)
                : smile.regression.ElasticNet.fit(formula, data, l1, l2, 1e-10, 1000);
    }
}
