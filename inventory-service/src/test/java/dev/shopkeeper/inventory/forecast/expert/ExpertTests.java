package dev.shopkeeper.inventory.forecast.expert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every expert must keep, and what each of them finds. */
class ExpertTests {

    static Stream<Expert> experts() {
        return Stream.of(
                new SeasonalNaive(),
                new SeasonalGrowth(),
                new HistoricMean(),
                new ExponentialSmoothing(),
                new Theta(),
                new SeasonalArima(),
                new DoubleSeasonal(),
                new RecentMean(13),
                new IntermittentDemand(IntermittentDemand.Method.CROSTON),
                new IntermittentDemand(IntermittentDemand.Method.SBA),
                new IntermittentDemand(IntermittentDemand.Method.TSB));
    }

    @ParameterizedTest
    @MethodSource("experts")
    void saysSomethingFiniteAndNeverNegativeOfAnyHistory(Expert expert) {
        for (double[] history : histories()) {
            for (int period : new int[] {1, 7, 12}) {
                if (!expert.suits(history, period)) {
                    continue;
                }
                double[] path = expert.forecast(history, period, 20);
                assertThat(path)
                        .as(expert.name() + " of " + Arrays.toString(history))
                        .hasSize(20);
                for (double value : path) {
                    assertThat(value)
                            .as(expert.name() + " of " + Arrays.toString(history))
                            .isFinite()
                            .isGreaterThanOrEqualTo(0);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("experts")
    void repeatsItself(Expert expert) {
        double[] history = counts(60, 4, 3);
        assertThat(expert.forecast(history.clone(), 7, 10)).isEqualTo(expert.forecast(history, 7, 10));
    }

    @ParameterizedTest
    @MethodSource("experts")
    void staysAtAConstant(Expert expert) {
        double[] history = new double[30];
        Arrays.fill(history, 5);
        if (expert.suits(history, 1)) {
            double bias = expert.name().equals("sba") ? 0.2 * 5 : 1e-6;
            for (double value : expert.forecast(history, 1, 6)) {
                assertThat(value).isCloseTo(5, within(bias));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("experts")
    void forecastsNothingOfWhatNeverSold(Expert expert) {
        double[] history = new double[40];
        if (expert.suits(history, 1)) {
            assertThat(expert.forecast(history, 1, 5)).containsOnly(0);
        }
    }

    /** A year of nothing after some sales, which a linear trend would take below zero. */
    @ParameterizedTest
    @MethodSource("experts")
    void doesNotGoBelowZeroAfterALongRunOfZeros(Expert expert) {
        double[] history = new double[104];
        for (int t = 0; t < 52; t++) {
            history[t] = 50 - t;
        }
        if (expert.suits(history, 1)) {
            for (double value : expert.forecast(history, 1, 26)) {
                assertThat(value).isBetween(0.0, 13.0);
            }
        }
    }

    @Test
    void seasonalNaiveRepeatsTheLastPeriod() {
        assertThat(new SeasonalNaive().forecast(new double[] {9, 1, 2, 3}, 3, 5))
                .containsExactly(1, 2, 3, 1, 2);
        assertThat(new SeasonalNaive().forecast(new double[] {1, 2}, 3, 2)).containsExactly(2, 2);
    }

    /** Worked by hand: six units every second bucket are three a bucket, whatever the smoothing constants. */
    @Test
    void seasonalGrowthGoesHalfOfTheWayThatTheLastQuarterWent() {
        // A year of 12 months at 10, then a quarter at 40: a ratio of 4 counts as 2, and half of it in logarithms as
        // its root.
        double[] history = new double[15];
        Arrays.fill(history, 0, 12, 10);
        Arrays.fill(history, 12, 15, 40);

        double[] path = new SeasonalGrowth().forecast(history, 12, 14);

        assertThat(path[0]).isCloseTo(10 * Math.sqrt(2), within(1e-9));
        assertThat(path[9]).isCloseTo(40 * Math.sqrt(2), within(1e-9));
        assertThat(path[12]).as("a year later it grows once more").isCloseTo(20, within(1e-9));
        assertThat(new SeasonalGrowth().suits(Arrays.copyOf(history, 14), 12)).isFalse();
        assertThat(new SeasonalGrowth().suits(history, 1)).isFalse();
    }

    @Test
    void crostonDividesSizeByInterval() {
        double[] regular = new double[80];
        for (int t = 1; t < regular.length; t += 2) {
            regular[t] = 6;
        }
        assertThat(new IntermittentDemand(IntermittentDemand.Method.CROSTON).forecast(regular, 1, 1)[0])
                .isCloseTo(3, within(0.02));
        double sba = new IntermittentDemand(IntermittentDemand.Method.SBA).forecast(regular, 1, 1)[0];
        assertThat(sba).isBetween(3 * (1 - 0.15), 2.995);
        assertThat(new IntermittentDemand(IntermittentDemand.Method.TSB).forecast(regular, 1, 1)[0])
                .isCloseTo(3, within(0.35));
    }

    @Test
    void onlyTheMethodOfTeunterForgetsWhatNoLongerSells() {
        double[] dead = new double[120];
        for (int t = 0; t < 60; t += 3) {
            dead[t] = 4;
        }
        double croston = new IntermittentDemand(IntermittentDemand.Method.CROSTON).forecast(dead, 1, 1)[0];
        double tsb = new IntermittentDemand(IntermittentDemand.Method.TSB).forecast(dead, 1, 1)[0];
        assertThat(croston).isGreaterThan(0.5);
        assertThat(tsb).isLessThan(0.1);
    }

    @Test
    void smoothingFindsTrendAndSeason() {
        double[] history = new double[72];
        for (int t = 0; t < history.length; t++) {
            history[t] = (100 + 2 * t) * (1 + 0.3 * Math.sin(2 * Math.PI * t / 12));
        }
        for (Expert expert : List.of(new ExponentialSmoothing(), new SeasonalArima())) {
            double[] path = expert.forecast(history, 12, 12);
            for (int h = 0; h < 12; h++) {
                double truth = (100 + 2 * (72 + h)) * (1 + 0.3 * Math.sin(2 * Math.PI * (72 + h) / 12));
                assertThat(path[h]).as(expert.name() + " " + h).isCloseTo(truth, within(0.06 * truth));
            }
        }
    }

    /** The method of M3: the drift is half the slope of the regression line. */
    @Test
    void thetaFollowsHalfTheTrend() {
        double[] history = new double[50];
        for (int t = 0; t < history.length; t++) {
            history[t] = 10 + 3 * t;
        }
        double[] path = new Theta().forecast(history, 1, 10);
        assertThat(path[9] - path[0]).isCloseTo(9 * 1.5, within(1e-6));
    }

    private static List<double[]> histories() {
        double[] once = new double[30];
        once[11] = 3;
        double[] onceAtTheEnd = new double[30];
        onceAtTheEnd[29] = 3;
        double[] never = new double[12];
        double[] falling = new double[40];
        for (int t = 0; t < falling.length; t++) {
            falling[t] = Math.max(0, 40 - 2 * t);
        }
        return List.of(
                new double[] {7},
                new double[] {0},
                new double[] {1, 2},
                new double[] {3, 3, 3},
                never,
                once,
                onceAtTheEnd,
                falling,
                counts(25, 0.2, 1),
                counts(60, 6, 2),
                counts(110, 0.6, 4),
                counts(200, 40, 5),
                new double[] {1e6, 0, 1e6, 0, 1e6, 0, 1e6, 0, 1e6, 0, 1e6},
                new double[] {1e-3, 2e-3, 1e-3, 2e-3, 4e-3, 1e-3, 2e-3, 1e-3, 2e-3, 3e-3});
    }

    /** Poisson, by Knuth's product. */
    static double[] counts(int length, double mean, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] counts = new double[length];
        for (int t = 0; t < length; t++) {
            double product = random.nextDouble();
            while (product > Math.exp(-mean)) {
                counts[t]++;
                product *= random.nextDouble();
            }
        }
        return counts;
    }
}
