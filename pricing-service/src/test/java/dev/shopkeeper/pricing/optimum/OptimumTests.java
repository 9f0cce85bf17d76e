package dev.shopkeeper.pricing.optimum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OptimumTests {

    private static final double UNLIMITED = Double.POSITIVE_INFINITY;

    private static double bruteForce(DoubleUnaryOperator margin, double least, double most) {
        double best = Double.NEGATIVE_INFINITY;
        for (int step = 0; step <= 20_000; step++) {
            best = Math.max(best, margin.applyAsDouble(least + (most - least) * step / 20_000));
        }
        return best;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void findsWhatTryingEveryPriceFinds(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 50; round++) {
            double present = 1 + 99 * random.nextDouble();
            Market market = new Market(
                    50 * random.nextDouble(),
                    present,
                    present * random.nextDouble() * 1.2,
                    random.nextInt(4) == 0 ? UNLIMITED : random.nextInt(300),
                    4);
            double lower = -6 * random.nextDouble();
            double upper = lower * random.nextDouble();
            double least = present / 3;
            double most = present * 3;

            Optimum cautious = Optimum.cautious(market, lower, upper, least, most);

            double found = market.worstMargin(cautious.price(), lower, upper);
            double best =
                    bruteForce(price -> market.worstMargin(price, lower, upper), Math.max(least, market.cost()), most);
            assertThat(found)
                    .as("seed %s, round %s, %s within %s to %s", seed, round, market, lower, upper)
                    .isGreaterThanOrEqualTo(best - 1e-6 * Math.abs(best));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14})
    void isBestWithinBoundsWhenMovedToTheNearest(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 50; round++) {
            double present = 1 + 99 * random.nextDouble();
            double cost = present * random.nextDouble();
            Market market = new Market(50 * random.nextDouble(), present, cost, random.nextInt(300), 4);
            double lower = -1 - 5 * random.nextDouble();
            double upper = lower * random.nextDouble();
            double least = Math.max(cost, present * (0.5 + random.nextDouble()));
            double most = least * (1 + random.nextDouble());

            double free = Optimum.cautious(market, lower, upper, present / 3, present * 4)
                    .price();

            double moved = market.worstMargin(Math.clamp(free, least, most), lower, upper);
            double best = bruteForce(price -> market.worstMargin(price, lower, upper), least, most);
            assertThat(moved)
                    .as("seed %s, round %s, %s", seed, round, market)
                    .isGreaterThanOrEqualTo(best - 1e-6 * Math.abs(best));
        }
    }

    @Test
    void hasTheClosedFormWhereThereIsStockEnough() {
        Market market = new Market(10, 10, 6, UNLIMITED, 4);

        assertThat(Optimum.unconstrained(6, -3, 3, 30)).isEqualTo(new Optimum(9, false));
        assertThat(Optimum.expected(market, -3, 3, 30).price()).isCloseTo(9, within(1e-6));
    }

    @Test
    void isBoundedAndSaysSoWhereDemandHardlyAnswers() {
        assertThat(Optimum.unconstrained(6, -0.8, 3, 30)).isEqualTo(new Optimum(30, true));
        assertThat(Optimum.unconstrained(6, -1, 3, 30)).isEqualTo(new Optimum(30, true));
        assertThat(Optimum.unconstrained(0, -2, 3, 30)).isEqualTo(new Optimum(3, true));
    }

    @Test
    void raisesWhatIsScarceAndLowersWhatThereIsTooMuchOf() {
        Market plenty = new Market(10, 9, 6, UNLIMITED, 4);
        Market scarce = new Market(10, 9, 6, 8, 4);

        double unlimited = Optimum.expected(plenty, -3, 3, 30).price();
        double raised = Optimum.expected(scarce, -3, 3, 30).price();

        // 40 (p / 9) ^ -3 = 8 at p = 9 * 5 ^ (1/3)
        assertThat(raised).isCloseTo(9 * Math.cbrt(5), within(1e-6)).isGreaterThan(unlimited);
        Market tooDear = new Market(10, 12, 6, 1_000, 4);
        assertThat(Optimum.expected(tooDear, -3, 3, 30).price()).isLessThan(12);
    }

    @Test
    void judgesARaiseByTheMostSensitiveAndACutByTheLeast() {
        Market market = new Market(10, 10, 4, UNLIMITED, 4);

        assertThat(market.worstMargin(12, -4, -1)).isEqualTo(market.margin(12, -4));
        assertThat(market.worstMargin(8, -4, -1)).isEqualTo(market.margin(8, -1));
        assertThat(Optimum.cautious(market, -4, -1.1, 3, 30).price())
                .as("it may be -4 or -1.1: no other price is better at both")
                .isEqualTo(10);
    }

    @Test
    void staysWhereNothingIsToBeEarned() {
        assertThat(Optimum.cautious(new Market(10, 10, 4, 0, 4), -3, -2, 3, 30).price())
                .isEqualTo(10);
        assertThat(Optimum.cautious(new Market(10, 10, 40, UNLIMITED, 4), -3, -2, 3, 30)
                        .price())
                .isEqualTo(10);
    }

    @Test
    void neverSellsFewerThanNone() {
        Market market = new Market(10, 10, 4, 5, 4);

        for (double price = 0.01; price < 10_000; price *= 1.3) {
            assertThat(market.units(price, -8)).isBetween(0.0, 5.0);
        }
        assertThatThrownBy(() -> new Market(-1, 10, 4, 5, 4)).hasMessageContaining("-1.0 units");
        assertThatThrownBy(() -> new Market(1, 0, 4, 5, 4)).hasMessageContaining("without a price");
    }
}
