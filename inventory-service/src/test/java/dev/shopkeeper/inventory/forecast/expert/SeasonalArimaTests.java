package dev.shopkeeper.inventory.forecast.expert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.shopkeeper.inventory.forecast.expert.SeasonalArima.Estimate;
import dev.shopkeeper.inventory.forecast.expert.SeasonalArima.Orders;
import java.util.Arrays;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SeasonalArimaTests {

    /** Box and Jenkins' series G, monthly airline passengers in thousands, 1949 to 1960. */
    private static final double[] PASSENGERS = {
        112, 118, 132, 129, 121, 135, 148, 148, 136, 119, 104, 118, 115, 126, 141, 135, 125, 149, 170, 170, 158, 133,
        114, 140, 145, 150, 178, 163, 172, 178, 199, 199, 184, 162, 146, 166, 171, 180, 193, 181, 183, 218, 230, 242,
        209, 191, 172, 194, 196, 196, 236, 235, 229, 243, 264, 272, 237, 211, 180, 201, 204, 188, 235, 227, 234, 264,
        302, 293, 259, 229, 203, 229, 242, 233, 267, 269, 270, 315, 364, 347, 312, 274, 237, 278, 284, 277, 317, 313,
        318, 374, 413, 405, 355, 306, 271, 306, 315, 301, 356, 348, 355, 422, 465, 467, 404, 347, 305, 336, 340, 318,
        362, 348, 363, 435, 491, 505, 404, 359, 310, 337, 360, 342, 406, 396, 420, 472, 548, 559, 463, 407, 362, 405,
        417, 391, 419, 461, 472, 535, 622, 606, 508, 461, 390, 432
    };

    /** The likelihood that statsmodels 0.15 finds for the airline model of the logarithms is 244.69648. */
    @Test
    void estimatesTheAirlineModelAsTheReferenceDoes() {
        double[] logarithms = Arrays.stream(PASSENGERS).map(Math::log).toArray();
        Estimate estimate = Objects.requireNonNull(
                SeasonalArima.estimate(logarithms, new Orders(0, 1, 1, 0, 1, 1, false), 12, true));
        assertThat(estimate.logLikelihood()).isCloseTo(244.6965, within(1e-3));
    }

    /** The reference's forecasts of the same model, as medians, are 450.4, 425.7 and 479.0; means lie a little above. */
    @Test
    void forecastsPassengersAsTheReferenceDoesAndTheirMean() {
        double[] path = new SeasonalArima().forecast(PASSENGERS, 12, 3);
        assertThat(path[0]).isCloseTo(450.4, within(6.0));
        assertThat(path[1]).isCloseTo(425.7, within(8.0));
        assertThat(path[2]).isCloseTo(479.0, within(12.0));
    }

    /** An autoregression must come out with the sign that the data have: the library's parameters carry the other one. */
    @Test
    void revertsToTheMeanOfAnAutoregression() {
        Random random = new Random(3);
        double[] history = new double[200];
        double state = 0;
        for (int t = 0; t < history.length; t++) {
            state = 0.8 * state + random.nextGaussian();
            history[t] = 20 + state;
        }
        history[199] = 26;
        double[] path = new SeasonalArima().forecast(history, 1, 20);
        assertThat(path[0]).isBetween(23.0, 26.0);
        assertThat(path[19]).isCloseTo(20, within(1.2));
        assertThat(path[5]).isLessThan(path[0]);
    }

    @ParameterizedTest
    @ValueSource(ints = {8, 12, 20, 24, 25, 36, 48, 54, 365})
    void worksOnShortWeeklyAndDailyLengthsWhereAutomaticChoicesFail(int length) {
        Random random = new Random(length);
        double[] history = new double[length];
        for (int t = 0; t < length; t++) {
            history[t] = Math.max(0, 30 + 8 * Math.sin(2 * Math.PI * t / 7) + 3 * random.nextGaussian());
        }
        for (int period : new int[] {1, 7, 12, 52}) {
            assertThat(new SeasonalArima().suits(history, period)).isTrue();
            for (double value : new SeasonalArima().forecast(history, period, 8)) {
                assertThat(value).isFinite().isBetween(5.0, 60.0);
            }
        }
    }

    @Test
    void hasNothingToSayOfConstantAndOfRareDemand() {
        double[] constant = new double[48];
        Arrays.fill(constant, 3);
        assertThat(new SeasonalArima().suits(constant, 12)).isFalse();
        double[] rare = new double[48];
        rare[3] = 1;
        rare[40] = 2;
        assertThat(new SeasonalArima().suits(rare, 12)).isFalse();
    }

    @Test
    void takesTheDifferenceOfARandomWalkAndNoneOfNoise() {
        Random random = new Random(5);
        double[] noise = new double[150];
        double[] walk = new double[150];
        for (int t = 1; t < 150; t++) {
            noise[t] = random.nextGaussian();
            walk[t] = walk[t - 1] + random.nextGaussian();
        }
        assertThat(SeasonalArima.stationary(noise)).isTrue();
        assertThat(SeasonalArima.stationary(walk)).isFalse();
    }
}
