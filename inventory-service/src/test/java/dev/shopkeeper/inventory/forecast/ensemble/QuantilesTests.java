package dev.shopkeeper.inventory.forecast.ensemble;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.apache.commons.statistics.distribution.PascalDistribution;
import org.apache.commons.statistics.distribution.PoissonDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QuantilesTests {

    @ParameterizedTest
    @ValueSource(doubles = {0.01, 0.1, 0.5, 0.8, 0.95, 0.999})
    void agreeWithTheDistributionsOfALibrary(double probability) {
        for (double mean : new double[] {0.05, 0.7, 3, 40}) {
            assertThat(Quantiles.negativeBinomial(mean, Math.sqrt(mean) / 2, probability))
                    .isEqualTo(PoissonDistribution.of(mean).inverseCumulativeProbability(probability));
        }
        // A Pascal distribution has a whole number of successes: mean r (1 - p) / p, variance mean / p.
        for (int r : new int[] {1, 2, 7}) {
            double p = 0.3;
            double mean = r * (1 - p) / p;
            assertThat(Quantiles.negativeBinomial(mean, Math.sqrt(mean / p), probability))
                    .isEqualTo(PascalDistribution.of(r, p).inverseCumulativeProbability(probability));
        }
    }

    @Test
    void areZeroWhereNothingIsExpected() {
        assertThat(Quantiles.negativeBinomial(0, 0, 0.99)).isZero();
    }

    @Test
    void empiricalQuantilesAreThoseOfTheOrderStatistics() {
        assertThat(Quantiles.empirical(new double[] {1, 2, 3, 4, 5}, 0.5)).isEqualTo(3);
        assertThat(Quantiles.empirical(new double[] {1, 2}, 0.75)).isCloseTo(1.75, within(1e-12));
        assertThat(Quantiles.empirical(new double[] {4}, 0.9)).isEqualTo(4);
    }

    @Test
    void areThoseOfTheNormalDistributionWhereNothingIsKnown() {
        Quantiles rule = Quantiles.fitted(List.of(), List.of(0.1, 0.5, 0.975), true);
        assertThat(rule.of(10, 2)).containsExactly(new double[] {10 - 2.563, 10, 13.92}, within(0.01));
        assertThat(rule.of(0, 5)[0]).isZero();
    }

    @Test
    void risingSequencesAreLeftAndOthersArePooled() {
        assertThat(Errors.rising(new double[] {1, 2, 3})).containsExactly(1, 2, 3);
        assertThat(Errors.rising(new double[] {3, 1, 2, 6})).containsExactly(2, 2, 2, 6);
    }
}
