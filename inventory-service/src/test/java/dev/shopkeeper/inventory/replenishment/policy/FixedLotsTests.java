package dev.shopkeeper.inventory.replenishment.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FixedLotsTests {

    private static FixedLots lots(Target target) {
        return new FixedLots(target, MinimumAboveShelfLife.WITHHOLD);
    }

    private static Review review(
            double perDay, double leadDays, double reviewDays, long lot, OrderTerms terms, NetPosition position) {
        double both = leadDays + reviewDays;
        return new Review(
                new IntervalDemand(both, perDay * both, perDay * both),
                new IntervalDemand(leadDays, perDay * leadDays, perDay * leadDays),
                new LeadTime(leadDays, 0, LeadTimeSource.STATED, 0),
                new EconomicLot(lot, false),
                terms,
                position,
                null);
    }

    private static final OrderTerms ANY = new OrderTerms(1, 1);
    private static final NetPosition NOTHING = NetPosition.of(0, 0, 0, 0);

    @Test
    void balancesCostsOfPoissonDemandAsPublished() {
        // Snyder and Shen (2019), Fundamentals of Supply Chain Theory, 2nd ed., Example 5.8: r = 3 with Q = 5
        Advice advice = lots(new Target.CostRatio(150, 20)).decide(review(1.5, 2, 0, 5, ANY, NOTHING));

        assertThat(advice.levels().reorderPoint()).isEqualTo(3);
    }

    @Test
    void balancesCostsOfNormalDemandAsPublished() {
        // ibid., Example 5.2: r = 129.43 with Q = 300; a continuum has r where whole units have r + 1
        DemandDistribution demand = NormalDemand.of(1300 / 12.0, 150 * 150 / 12.0);

        assertThat(FixedLots.balanced(demand, 300, 0.225 / (0.225 + 7.5), 150)).isEqualTo(129);
    }

    @Test
    void lastsACycleAsPublished() {
        // the I-75 Carpet example, flylib.com/books/en/3.287.1.225: 30 yards a day with deviation 5, 10 days, 95 %;
        // its rounded safety factor of 1.65 gives 326.1, the exact one 326.01: in whole units 327
        IntervalDemand demand = new IntervalDemand(10, 300, 250);
        Review review = new Review(
                demand,
                demand,
                new LeadTime(10, 0, LeadTimeSource.STATED, 0),
                new EconomicLot(200, false),
                ANY,
                NOTHING,
                null);

        Target target = new Target.CycleService(0.95);
        assertThat(lots(target).levels(review).reorderPoint()).isEqualTo(327);
        assertThat(new ReorderUpTo(target, MinimumAboveShelfLife.WITHHOLD)
                        .levels(review)
                        .reorderPoint())
                .isEqualTo(327);
        assertThat(MinMax.derived(target, MinimumAboveShelfLife.WITHHOLD)
                        .levels(review)
                        .reorderPoint())
                .isEqualTo(327);
    }

    @Test
    void ordersWholeLotsUntilItIsAboveTheReorderPoint() {
        Random random = new Random(3);
        for (int i = 0; i < 500; i++) {
            OrderTerms terms = new OrderTerms(1 + random.nextInt(30), 1 + random.nextInt(12));
            NetPosition position =
                    NetPosition.of(random.nextInt(60), random.nextInt(90), random.nextInt(60), random.nextInt(20));
            Review review = review(
                    0.1 + 4 * random.nextDouble(),
                    random.nextInt(15),
                    1 + random.nextInt(7),
                    1 + random.nextInt(40),
                    terms,
                    position);
            Advice advice = lots(new Target.FillRate(0.95)).decide(review);
            long lot = terms.atLeast(review.lot().units());
            long quantity = advice.order().quantity();
            long reorderPoint = advice.levels().reorderPoint();

            assertThat(quantity % lot).as("case %d of seed 3", i).isZero();
            if (position.net() > reorderPoint) {
                assertThat(quantity).as("case %d of seed 3", i).isZero();
            } else {
                assertThat(position.net() + quantity)
                        .as("case %d of seed 3", i)
                        .isBetween(reorderPoint + 1, reorderPoint + lot);
            }
            assertThat(advice.order().terms().stream().map(Term::units).reduce(BigDecimal.ZERO, BigDecimal::add))
                    .as("case %d of seed 3", i)
                    .isEqualByComparingTo(BigDecimal.valueOf(quantity));
        }
    }

    @Test
    void ordersNoMoreThanSellsBeforeItExpires() {
        Review fresh = review(2, 1, 1, 40, ANY, NOTHING);
        Review perishable = new Review(
                fresh.protection(),
                fresh.untilReceipt(),
                fresh.leadTime(),
                fresh.lot(),
                fresh.terms(),
                fresh.position(),
                11.5);

        Advice advice = lots(new Target.FillRate(0.95)).decide(perishable);

        assertThat(advice.order().quantity()).isEqualTo(11);
        assertThat(advice.order().binding()).isEqualTo(Binding.SHELF_LIFE);
    }

    @Test
    void sumsLossesInBlocksAsOneByOne() {
        Random random = new Random(17);
        for (int i = 0; i < 200; i++) {
            double mean = Math.exp(random.nextDouble() * 8);
            double deviation = mean * (0.1 + random.nextDouble());
            DemandDistribution demand = DemandDistribution.of(new IntervalDemand(1, mean, deviation * deviation));
            long from = (long) (mean * 2 * random.nextDouble());
            long lot = 1 + (long) (mean * 5 * random.nextDouble());
            double slow = 0;
            for (long y = from + 1; y <= from + lot; y++) {
                slow += demand.loss(y) / lot;
            }

            double fast = FixedLots.meanLoss(demand, from, lot, (long) (mean + 30 * deviation));

            assertThat(fast).as("case %d of seed 17", i).isCloseTo(slow, within(1e-4 * mean));
        }
    }

    record World(double perDay, int leadDays, int review, long lot, Target target) {}

    static Stream<World> worlds() {
        return Stream.of(
                new World(0.3, 7, 1, 4, new Target.FillRate(0.9)),
                new World(2, 5, 7, 10, new Target.FillRate(0.95)),
                new World(2, 0, 3, 25, new Target.FillRate(0.9)),
                new World(20, 9, 7, 60, new Target.FillRate(0.97)),
                new World(3, 4, 1, 12, new Target.CostRatio(9, 1)),
                new World(2, 5, 7, 10, new Target.CycleService(0.9)),
                new World(4, 6, 1, 40, new Target.CycleService(0.95)));
    }

    /** Of one run, by the most obvious count. */
    private record Seen(double fillRate, double cycleService, double readyRate) {

        double of(Target target) {
            return switch (target.kind()) {
                case FILL_RATE -> fillRate;
                case CYCLE_SERVICE -> cycleService;
                case COST_RATIO -> readyRate;
            };
        }
    }

    @ParameterizedTest
    @MethodSource("worlds")
    void meetsItsTargetAndHardlyMoreThanAUnitBelowWould(World world) {
        Review review = review(world.perDay(), world.leadDays(), world.review(), world.lot(), ANY, NOTHING);
        long reorderPoint = lots(world.target()).levels(review).reorderPoint();
        double level = world.target().level();

        assertThat(simulate(world, reorderPoint, 1).of(world.target()))
                .as("%s at %d", world, reorderPoint)
                .isGreaterThan(level - 0.006);
        if (world.target().kind() != Target.Kind.CYCLE_SERVICE) {
            assertThat(simulate(world, reorderPoint - 1, 1).of(world.target()))
                    .as("%s below %d", world, reorderPoint)
                    .isLessThan(level + 0.006);
        }
    }

    private static Seen simulate(World world, long reorderPoint, long seed) {
        Random random = new Random(seed);
        int days = 200_000;
        ArrayDeque<long[]> coming = new ArrayDeque<>();
        long net = reorderPoint + world.lot();
        long onOrder = 0;
        long demanded = 0;
        long met = 0;
        long ready = 0;
        long cycles = 0;
        long whole = 0;
        boolean hurt = false;
        for (int day = 0; day < days; day++) {
            @Nullable long[] next = coming.peek();
            while (next != null && next[0] <= day) {
                coming.remove();
                net += next[1];
                onOrder -= next[1];
                cycles++;
                whole += hurt ? 0 : 1;
                hurt = false;
                next = coming.peek();
            }
            long wanted = FillRateTests.poisson(world.perDay(), random);
            long at = Math.clamp(net, 0, wanted);
            demanded += wanted;
            met += at;
            hurt |= at < wanted;
            net -= wanted;
            ready += net >= 0 ? 1 : 0;
            if ((day + 1) % world.review() == 0) {
                long quantity = 0;
                while (net + onOrder + quantity <= reorderPoint) {
                    quantity += world.lot();
                }
                if (quantity > 0) {
                    onOrder += quantity;
                    coming.add(new long[] {day + 1 + world.leadDays(), quantity});
                }
            }
        }
        return new Seen((double) met / demanded, (double) whole / Math.max(1, cycles), (double) ready / days);
    }
}
