package dev.shopkeeper.inventory.replenishment.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What all policies have in common. */
class PoliciesTests {

    private static final MinimumAboveShelfLife WITHHOLD = MinimumAboveShelfLife.WITHHOLD;

    private static Review review(Random random) {
        double perDay = random.nextInt(10) == 0 ? 0 : Math.exp(random.nextDouble() * 8 - 3);
        double over = 0.8 + 4 * random.nextDouble();
        double lead = random.nextInt(30);
        double both = lead + 1 + random.nextInt(14);
        @Nullable Double sellable = random.nextBoolean() ? null : perDay * (lead + random.nextInt(20));
        return new Review(
                new IntervalDemand(both, perDay * both, over * perDay * both),
                new IntervalDemand(lead, perDay * lead, over * perDay * lead),
                new LeadTime(lead, lead * random.nextDouble(), LeadTimeSource.STATED, 0),
                EconomicLot.ofCover(perDay, 1 + random.nextInt(30)),
                new OrderTerms(1 + random.nextInt(20), 1 + random.nextInt(12)),
                NetPosition.of(random.nextInt(200), random.nextInt(100), random.nextInt(100), random.nextInt(50)),
                sellable);
    }

    private static List<StockPolicy> policies(Random random) {
        double level = 0.5 + 0.49 * random.nextDouble();
        List<Target> targets = List.of(
                new Target.FillRate(level), new Target.CycleService(level), new Target.CostRatio(level, 1 - level));
        Target target = targets.get(random.nextInt(3));
        MinimumAboveShelfLife above = random.nextBoolean() ? WITHHOLD : MinimumAboveShelfLife.ORDER;
        long minimum = random.nextInt(100);
        return List.of(
                new ReorderUpTo(target, above),
                new FixedLots(target, above),
                MinMax.derived(target, above),
                MinMax.given(minimum, minimum + 1 + random.nextInt(50), above),
                new Newsvendor(target, above));
    }

    @Test
    void explainEachOrderByTermsThatAddUpToWholeCasesOfAtLeastTheMinimum() {
        Random random = new Random(29);
        for (int i = 0; i < 1_000; i++) {
            Review review = review(random);
            for (StockPolicy policy : policies(random)) {
                Advice advice = policy.decide(review);
                long quantity = advice.order().quantity();
                String shown = "case " + i + " of seed 29: " + policy + " at " + review;

                assertThat(advice.order().terms().stream().map(Term::units).reduce(BigDecimal.ZERO, BigDecimal::add))
                        .as(shown)
                        .isEqualByComparingTo(BigDecimal.valueOf(quantity));
                assertThat(quantity % review.terms().casePack()).as(shown).isZero();
                assertThat(quantity)
                        .as(shown)
                        .satisfiesAnyOf(
                                units -> assertThat(units).isZero(),
                                units -> assertThat(units)
                                        .isGreaterThanOrEqualTo(review.terms().minimum()));
                assertThat(advice.levels().reorderPoint())
                        .as(shown)
                        .isBetween(0L, advice.levels().orderUpTo());
                assertThat(advice.target()).as(shown).isEqualTo(policy.target());
            }
        }
    }

    @Test
    void serveMoreWithHigherLevels() {
        Random random = new Random(31);
        for (int i = 0; i < 300; i++) {
            Review review = review(random);
            for (int p : List.of(0, 1, 2, 4)) {
                long seed = random.nextLong();
                StockPolicy policy = policies(new Random(seed)).get(p);
                Target target = policy.target();
                assertThat(target).isNotNull();
                double more = (1 + target.level()) / 2;
                Target higher = switch (target.kind()) {
                    case FILL_RATE -> new Target.FillRate(more);
                    case CYCLE_SERVICE -> new Target.CycleService(more);
                    case COST_RATIO -> new Target.CostRatio(more, 1 - more);
                };
                StockPolicy above = switch (policy) {
                    case ReorderUpTo same -> new ReorderUpTo(higher, WITHHOLD);
                    case FixedLots same -> new FixedLots(higher, WITHHOLD);
                    case MinMax same -> MinMax.derived(higher, WITHHOLD);
                    case Newsvendor same -> new Newsvendor(higher, WITHHOLD);
                };
                assertThat(above.levels(review).reorderPoint())
                        .as("case %d of seed 31: %s at %s", i, policy, review)
                        .isGreaterThanOrEqualTo(policy.levels(review).reorderPoint());
            }
        }
    }

    @Test
    void areTheReorderPolicyForAFillRate() {
        Random random = new Random(37);
        ReorderPolicy proposed = new ReorderPolicy(0.95, WITHHOLD);
        for (int i = 0; i < 300; i++) {
            Review review = review(random);
            ReorderLevels levels = proposed.levels(
                    review.protection(),
                    review.untilReceipt(),
                    review.leadTime(),
                    review.lot(),
                    review.smallest(),
                    review.position());
            Advice advice = new ReorderUpTo(new Target.FillRate(0.95), WITHHOLD).decide(review);

            assertThat(advice.levels()).as("case %d of seed 37", i).isEqualTo(levels);
            assertThat(advice.order())
                    .as("case %d of seed 37", i)
                    .isEqualTo(proposed.order(levels, review.position(), review.terms(), review.sellable()));
        }
    }

    @Test
    void orderUpToAGivenMaximumAtAGivenMinimum() {
        Review review = new Review(
                new IntervalDemand(1, 5, 5),
                new IntervalDemand(0, 0, 0),
                new LeadTime(0, 0, LeadTimeSource.STATED, 0),
                EconomicLot.ofCover(5, 1),
                new OrderTerms(1, 1),
                NetPosition.of(10, 0, 0, 0),
                null);

        assertThat(MinMax.given(10, 30, WITHHOLD).decide(review).order().quantity())
                .isEqualTo(20);
        assertThat(MinMax.given(9, 30, WITHHOLD).decide(review).order().quantity())
                .isZero();
        assertThat(MinMax.given(10, 30, WITHHOLD).decide(review).target()).isNull();
    }

    @Test
    void refuseAMinimumAboveItsMaximum() {
        assertThatThrownBy(() -> MinMax.given(30, 10, WITHHOLD)).hasMessageContaining("minimum of 30");
        assertThatThrownBy(() -> MinMax.given(-1, 10, WITHHOLD)).hasMessageContaining("minimum of -1");
        assertThatThrownBy(() -> new MinMax(new Target.FillRate(0.9), 1L, 2L, WITHHOLD))
                .hasMessageContaining("give both levels, or a target");
    }
}
