package dev.shopkeeper.inventory.replenishment.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Published figures are those of Snyder and Shen (2019), Fundamentals of Supply Chain Theory, 2nd ed., chapter 4. */
class NewsvendorTests {

    private static final Target.CostRatio COSTS = new Target.CostRatio(0.70, 0.18);

    private static Newsvendor newsvendor(Target target) {
        return new Newsvendor(target, MinimumAboveShelfLife.WITHHOLD);
    }

    @Test
    void stocksNormalDemandAsPublished() {
        // Example 4.3: S* = 56.604 at a cost of 1.9976; in whole units the next
        DemandDistribution demand = NormalDemand.of(50, 64);

        long stock = newsvendor(COSTS).stock(demand, 50, 58);

        assertThat(stock).isEqualTo(57);
        assertThat(Newsvendor.expect(demand, 50, stock).cost(COSTS)).isBetween(1.9976, 2.003);
        // Example 4.1: a stock of 60 costs 2.1561
        assertThat(Newsvendor.expect(demand, 50, 60).cost(COSTS)).isCloseTo(2.156131552870387, within(1e-9));
    }

    @Test
    void stocksPoissonDemandAsPublished() {
        IntervalDemand fifty = new IntervalDemand(1, 50, 50);
        assertThat(newsvendor(COSTS).stock(fifty)).isEqualTo(56);
        assertThat(Newsvendor.expect(fifty, 56).cost(COSTS)).isCloseTo(1.797235211809178, within(1e-9));

        // Example 4.7
        Target.CostRatio four = new Target.CostRatio(4, 1);
        IntervalDemand six = new IntervalDemand(1, 6, 6);
        assertThat(newsvendor(four).stock(six)).isEqualTo(8);
        assertThat(Newsvendor.expect(six, 8).cost(four)).isCloseTo(3.5701069457709416, within(1e-9));
    }

    @Test
    void costsLeastOfAllStocksOnSeededCases() {
        Random random = new Random(5);
        for (int i = 0; i < 300; i++) {
            double mean = Math.exp(random.nextDouble() * 7 - 2);
            IntervalDemand period = new IntervalDemand(1, mean, mean * (0.5 + 6 * random.nextDouble()));
            Target.CostRatio costs = new Target.CostRatio(0.1 + 10 * random.nextDouble(), 0.1 + random.nextDouble());
            long best = 0;
            for (long x = 0; x < 40 * (mean + 5); x++) {
                if (Newsvendor.expect(period, x).cost(costs)
                        < Newsvendor.expect(period, best).cost(costs) - 1e-9) {
                    best = x;
                }
            }

            double cost =
                    Newsvendor.expect(period, newsvendor(costs).stock(period)).cost(costs);

            // of a continuous demand the least whole stock of the ratio is at most one unit above the best
            assertThat(cost)
                    .as("case %d of seed 5, best is %d", i, best)
                    .isCloseTo(Newsvendor.expect(period, best).cost(costs), within(costs.overage()));
            if (mean < DemandDistribution.FAST) {
                assertThat(newsvendor(costs).stock(period))
                        .as("case %d of seed 5", i)
                        .isEqualTo(best);
            }
        }
    }

    @Test
    void takesACycleServiceAsItsRatioAndAFillRateByWhatIsShort() {
        IntervalDemand six = new IntervalDemand(1, 6, 6);

        assertThat(newsvendor(new Target.CycleService(0.8)).stock(six)).isEqualTo(8);
        long stock = newsvendor(new Target.FillRate(0.95)).stock(six);
        assertThat(Newsvendor.expect(six, stock).unitsShort()).isLessThanOrEqualTo(0.3);
        assertThat(Newsvendor.expect(six, stock - 1).unitsShort()).isGreaterThan(0.3);
    }

    @Test
    void explainsItsOrderAndSaysWhatItAimsAt() {
        Review review = new Review(
                new IntervalDemand(1, 6, 6),
                new IntervalDemand(0, 0, 0),
                new LeadTime(0, 0, LeadTimeSource.STATED, 0),
                EconomicLot.ofCover(6, 1),
                new OrderTerms(1, 4),
                NetPosition.of(3, 0, 0, 0),
                null);

        Advice advice = newsvendor(new Target.CostRatio(4, 1)).decide(review);

        assertThat(advice.target()).isNotNull();
        assertThat(advice.target().kind()).isEqualTo(Target.Kind.COST_RATIO);
        assertThat(advice.levels().orderUpTo()).isEqualTo(8);
        assertThat(advice.order().quantity()).isEqualTo(8);
        assertThat(advice.order().terms().stream().map(Term::units).reduce(BigDecimal.ZERO, BigDecimal::add))
                .isEqualByComparingTo("8");
    }

    @Test
    void refusesTargetsThatNoStockCanMeet() {
        for (double level : List.of(0.0, 1.0, -1.0, Double.NaN)) {
            assertThatThrownBy(() -> new Target.FillRate(level)).hasMessageContaining("fill rate of " + level);
            assertThatThrownBy(() -> new Target.CycleService(level)).hasMessageContaining("cycle service of " + level);
        }
        assertThatThrownBy(() -> new Target.CostRatio(0, 1)).hasMessageContaining("underage of 0.0");
        assertThatThrownBy(() -> new Target.CostRatio(1, -2)).hasMessageContaining("overage of -2.0");
    }
}
