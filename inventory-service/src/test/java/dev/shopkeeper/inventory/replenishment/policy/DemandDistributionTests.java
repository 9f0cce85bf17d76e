package dev.shopkeeper.inventory.replenishment.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.function.IntToDoubleFunction;
import org.apache.commons.statistics.distribution.PascalDistribution;
import org.apache.commons.statistics.distribution.PoissonDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DemandDistributionTests {

    private static DemandDistribution of(double mean, double variance) {
        return DemandDistribution.of(new IntervalDemand(1, mean, variance));
    }

    @Test
    void takesTheFamilyThatFits() {
        assertThat(of(0, 0)).isInstanceOf(CertainDemand.class);
        assertThat(of(5, 0)).isInstanceOf(CertainDemand.class);
        assertThat(of(5, 9)).isInstanceOf(CountDemand.class);
        assertThat(of(500, 900)).isInstanceOf(NormalDemand.class);
        assertThat(of(500, 90_000)).isInstanceOf(GammaDemand.class);
    }

    /** Sums from the library's probabilities, term by term. */
    private static void checkCounts(DemandDistribution fast, IntToDoubleFunction probability, int end) {
        for (int x = 0; x < end / 4; x++) {
            double tail = 0;
            double loss = 0;
            for (int d = x + 1; d < end; d++) {
                double p = probability.applyAsDouble(d);
                tail += p;
                loss += p * (d - x);
            }
            assertThat(fast.tail(x)).as("tail at %d", x).isCloseTo(tail, within(1e-10));
            assertThat(fast.loss(x)).as("loss at %d", x).isCloseTo(loss, within(1e-9));
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.01, 0.7, 3, 40, 99})
    void countsPoissonDemandAsTheObviousSumsDo(double mean) {
        PoissonDistribution library = PoissonDistribution.of(mean);

        checkCounts(of(mean, mean), library::probability, 400);
    }

    @ParameterizedTest
    @CsvSource({"1, 0.5", "3, 0.2", "5, 0.1", "2, 0.05"})
    void countsErraticDemandAsTheObviousSumsDo(int successes, double probability) {
        PascalDistribution library = PascalDistribution.of(successes, probability);

        checkCounts(of(library.getMean(), library.getVariance()), library::probability, 2_000);
    }

    @ParameterizedTest
    @CsvSource({"200, 900", "1000, 40000", "300, 30000", "150, 200000"})
    void integratesFastDemandAsSmallStepsDo(double mean, double variance) {
        DemandDistribution fast = of(mean, variance);
        double deviation = Math.sqrt(variance);

        for (long x :
                new long[] {0, (long) mean / 2, (long) mean, (long) (mean + deviation), (long) (mean + 2 * deviation)
                }) {
            double loss = 0;
            for (long t = x; t < mean + 60 * deviation; t++) {
                loss += (fast.tail(t) + fast.tail(t + 1)) / 2;
            }
            assertThat(fast.loss(x)).as("loss at %d", x).isCloseTo(loss, within(1e-3 * deviation));
        }
    }

    @Test
    void losesNothingNegativeAndLessWhereMoreIsThere() {
        Random random = new Random(7);
        for (int i = 0; i < 300; i++) {
            double mean = Math.exp(random.nextDouble() * 14 - 5);
            DemandDistribution demand = of(mean, mean * Math.exp(random.nextDouble() * 6));
            double last = Double.MAX_VALUE;
            for (int step = 0; step < 30; step++) {
                double loss = demand.loss((long) (step * Math.max(1, mean / 5)));
                assertThat(loss).as("case %d of seed 7", i).isBetween(0.0, last + 1e-9 * mean);
                last = loss;
            }
        }
    }
}
