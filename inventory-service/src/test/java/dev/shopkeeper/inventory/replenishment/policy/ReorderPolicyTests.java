package dev.shopkeeper.inventory.replenishment.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReorderPolicyTests {

    private static final OrderTerms ANY = new OrderTerms(1, 1);

    private final ReorderPolicy policy = new ReorderPolicy(0.95, MinimumAboveShelfLife.WITHHOLD);

    private static NetPosition onHand(long units) {
        return NetPosition.of(units, 0, 0, 0);
    }

    private ReorderLevels levels(
            double perDay, double overDispersion, double leadDays, double leadDeviation, double lotDays) {
        IntervalDemand protection =
                new IntervalDemand(leadDays + 1, perDay * (leadDays + 1), overDispersion * perDay * (leadDays + 1));
        IntervalDemand untilReceipt =
                new IntervalDemand(leadDays, perDay * leadDays, overDispersion * perDay * leadDays);
        return policy.levels(
                protection,
                untilReceipt,
                new LeadTime(leadDays, leadDeviation, LeadTimeSource.STATED, 0),
                EconomicLot.ofCover(perDay, lotDays),
                1,
                onHand(0));
    }

    @Nested
    class Levels {

        @Test
        void ofAnItemThatNeverSellsAreNothing() {
            ReorderLevels levels = levels(0, 1, 14, 7, 8);

            assertThat(levels.reorderPoint()).isZero();
            assertThat(levels.orderUpTo()).isZero();
            assertThat(policy.order(levels, onHand(0), ANY, null).quantity()).isZero();
        }

        @Test
        void ofCertainDemandNeedNoSafetyStock() {
            // ten a day, five days and a review, and nothing varies: when 50 are left, the next order is just in time
            ReorderLevels levels = levels(10, 0, 5, 0, 8);

            assertThat(levels.reorderPoint()).isBetween(50L, 60L);
            assertThat(levels.orderUpTo()).isEqualTo(levels.reorderPoint() + 80);
        }

        @Test
        void riseWithDemandWithLeadTimeAndWithTheirUncertainty() {
            Random random = new Random(11);
            for (int i = 0; i < 400; i++) {
                double perDay = Math.exp(random.nextDouble() * 8 - 5);
                double over = 1 + random.nextDouble() * 4;
                double lead = random.nextDouble() * 30;
                double deviation = random.nextDouble() * lead;
                ReorderLevels levels = levels(perDay, over, lead, deviation, 8);
                // where one family of distributions takes over from another, half a per cent is what they differ by
                long least = (long) Math.floor(levels.reorderPoint() * 0.995) - 1;

                assertThat(levels.reorderPoint()).as("case %d of seed 11", i).isNotNegative();
                assertThat(levels.orderUpTo()).as("case %d", i).isGreaterThanOrEqualTo(levels.reorderPoint());
                assertThat(levels(perDay * 1.2, over, lead, deviation, 8).reorderPoint())
                        .as("more demand, case %d of seed 11", i)
                        .isGreaterThanOrEqualTo(least);
                assertThat(levels(perDay, over, lead * 1.5, deviation, 8).reorderPoint())
                        .as("longer lead time, case %d of seed 11", i)
                        .isGreaterThanOrEqualTo(least);
                assertThat(levels(perDay, over, lead, Math.min(lead, deviation * 1.5), 8)
                                .reorderPoint())
                        .as("less certain lead time, case %d of seed 11", i)
                        .isGreaterThanOrEqualTo(least);
            }
        }

        @Test
        void ofAVeryUncertainLeadTimeAreAboveTheExpectedDemand() {
            assertThat(levels(4, 1.2, 5, 2.5, 8).reorderPoint()).isGreaterThan(24);
            assertThat(levels(4, 1.2, 5, 5, 8).reorderPoint())
                    .isGreaterThan(levels(4, 1.2, 5, 2.5, 8).reorderPoint());
        }

        @Test
        void areReachedForSlowAndForVeryFastItems() {
            assertThat(levels(1e-6, 1, 14, 7, 8).reorderPoint()).isZero();
            assertThat(levels(1e7, 1e4, 14, 7, 8).reorderPoint()).isGreaterThan(150_000_000L);
        }

        @Test
        void refuseDemandBeyondAnyStockByName() {
            assertThatThrownBy(() -> levels(1e15, 1, 14, 7, 8))
                    .isInstanceOf(ArithmeticException.class)
                    .hasMessageContaining("beyond any stock");
        }
    }

    @Nested
    class Orders {

        private Order order(long position, OrderTerms terms, @Nullable Double sellable) {
            return policy.order(
                    new ReorderLevels(new BigDecimal("30.250"), 40, 90, 0.1), onHand(position), terms, sellable);
        }

        @Test
        void areNotDueAboveTheReorderPoint() {
            assertThat(order(41, ANY, null).binding()).isEqualTo(Binding.NOT_DUE);
            assertThat(order(40, ANY, null).quantity()).isEqualTo(50);
        }

        @Test
        void countEveryTermOfThePosition() {
            NetPosition position = NetPosition.of(10, 16, 8, 4);

            Order order = policy.order(new ReorderLevels(new BigDecimal("30.250"), 40, 90, 0.1), position, ANY, null);

            assertThat(position).isEqualTo(new NetPosition(10, 10, 6, 8, 4));
            assertThat(order.quantity()).isEqualTo(90 - 10 + 16 - 8 - 4);
        }

        @Test
        void areRoundedUpToTheCaseAndLiftedToTheMinimum() {
            assertThat(order(20, new OrderTerms(1, 24), null))
                    .returns(72L, Order::quantity)
                    .returns(Binding.CASE_PACK, Order::binding);
            assertThat(order(20, new OrderTerms(100, 1), null))
                    .returns(100L, Order::quantity)
                    .returns(Binding.MINIMUM, Order::binding);
        }

        @Test
        void stayWithinWhatSellsBeforeItExpires() {
            assertThat(order(20, new OrderTerms(1, 12), 70.9))
                    .returns(48L, Order::quantity)
                    .returns(Binding.SHELF_LIFE, Order::binding);
        }

        @Test
        void areWithheldOrMadeByANamedRuleWhereTheMinimumWouldExpire() {
            OrderTerms terms = new OrderTerms(200, 1);

            assertThat(order(20, terms, 70.0))
                    .returns(0L, Order::quantity)
                    .returns(Binding.MINIMUM_ABOVE_SHELF_LIFE, Order::binding);
            assertThat(new ReorderPolicy(0.95, MinimumAboveShelfLife.ORDER)
                            .order(new ReorderLevels(BigDecimal.TEN, 40, 90, 0.1), onHand(20), terms, 70.0))
                    .returns(200L, Order::quantity)
                    .returns(Binding.MINIMUM_ABOVE_SHELF_LIFE, Order::binding);
        }

        @ParameterizedTest
        @ValueSource(longs = {1, 2, 3})
        void holdTheirRulesWhateverTheNumbers(long seed) {
            Random random = new Random(seed);
            for (int i = 0; i < 5_000; i++) {
                long s = random.nextInt(200);
                ReorderLevels levels = new ReorderLevels(
                        BigDecimal.valueOf(random.nextInt(200_000), 3), s, s + random.nextInt(200), 0.1);
                NetPosition position =
                        NetPosition.of(random.nextInt(100), random.nextInt(60), random.nextInt(60), random.nextInt(60));
                OrderTerms terms = new OrderTerms(1 + random.nextInt(80), 1 + random.nextInt(30));
                Double sellable = random.nextBoolean() ? null : random.nextDouble() * 400;
                ReorderPolicy any = new ReorderPolicy(
                        0.95, random.nextBoolean() ? MinimumAboveShelfLife.ORDER : MinimumAboveShelfLife.WITHHOLD);

                Order order = any.order(levels, position, terms, sellable);
                Order more = any.order(
                        new ReorderLevels(levels.expectedDemand(), s + 5, levels.orderUpTo() + 9, 0.1),
                        position,
                        terms,
                        sellable == null ? null : sellable + 9);

                String which = "case " + i + " of seed " + seed + ": " + order;
                assertThat(order.quantity()).as(which).isNotNegative();
                assertThat(order.quantity() % terms.casePack()).as(which).isZero();
                if (order.quantity() > 0) {
                    assertThat(order.quantity()).as(which).isGreaterThanOrEqualTo(terms.minimum());
                }
                assertThat(order.terms().stream().map(Term::units).reduce(BigDecimal.ZERO, BigDecimal::add))
                        .as(which)
                        .isEqualByComparingTo(BigDecimal.valueOf(order.quantity()));
                assertThat(more.quantity()).as("more demand, " + which).isGreaterThanOrEqualTo(order.quantity());
            }
        }
    }

    @Test
    void refusesAFillRateThatCannotBeMet() {
        assertThatThrownBy(() -> new ReorderPolicy(1, MinimumAboveShelfLife.ORDER))
                .hasMessageContaining("1.0");
    }

    @Test
    void takesTheLotAtWhichOrderingCostsWhatHoldingDoes() {
        // Harris: sqrt(2 · 20 · 3650 / (0.25 · 8)) = 270.2
        assertThat(EconomicLot.ofCost(10, 20, 8, 0.25)).isEqualTo(new EconomicLot(271, true));
        assertThat(EconomicLot.ofCover(10, 8)).isEqualTo(new EconomicLot(80, false));
        assertThat(EconomicLot.ofCover(0, 8).units()).isZero();
    }
}
