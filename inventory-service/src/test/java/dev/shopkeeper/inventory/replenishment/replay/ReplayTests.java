package dev.shopkeeper.inventory.replenishment.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.shopkeeper.inventory.replenishment.policy.EconomicLot;
import dev.shopkeeper.inventory.replenishment.policy.FixedLots;
import dev.shopkeeper.inventory.replenishment.policy.MinMax;
import dev.shopkeeper.inventory.replenishment.policy.MinimumAboveShelfLife;
import dev.shopkeeper.inventory.replenishment.policy.Newsvendor;
import dev.shopkeeper.inventory.replenishment.policy.OrderTerms;
import dev.shopkeeper.inventory.replenishment.policy.ReorderUpTo;
import dev.shopkeeper.inventory.replenishment.policy.StockPolicy;
import dev.shopkeeper.inventory.replenishment.policy.Target;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ReplayTests {

    private static final MinimumAboveShelfLife WITHHOLD = MinimumAboveShelfLife.WITHHOLD;
    private static final ReplayCosts COSTS = new ReplayCosts(0.1, 5, 2);
    private static final OrderTerms ANY = new OrderTerms(1, 1);

    private static ReplayTerms terms(int review, @Nullable Integer shelfLife, boolean backorders, double leadDays) {
        return new ReplayTerms(
                7,
                review,
                ANY,
                shelfLife,
                backorders,
                new LeadTimeDraw(leadDays, 0),
                perDay -> EconomicLot.ofCover(perDay, 7),
                COSTS);
    }

    private static long[] demand(Random random, int buckets, int most) {
        return random.ints(buckets, 0, most + 1).asLongStream().toArray();
    }

    private static StockPolicy policy(Random random) {
        Target target = random.nextBoolean() ? new Target.FillRate(0.9) : new Target.CycleService(0.9);
        MinimumAboveShelfLife above = random.nextBoolean() ? WITHHOLD : MinimumAboveShelfLife.ORDER;
        return switch (random.nextInt(5)) {
            case 0 -> new ReorderUpTo(target, above);
            case 1 -> new FixedLots(target, above);
            case 2 -> MinMax.derived(target, above);
            case 3 -> MinMax.given(random.nextInt(40), 41 + random.nextInt(40), above);
            default -> new Newsvendor(new Target.CostRatio(3, 1), above);
        };
    }

    private static Replay random(Random random) {
        @Nullable Integer shelfLife = random.nextBoolean() ? null : 1 + random.nextInt(6);
        ReplayTerms terms = new ReplayTerms(
                1 + random.nextInt(7),
                1 + random.nextInt(4),
                new OrderTerms(1 + random.nextInt(10), 1 + random.nextInt(6)),
                shelfLife,
                random.nextBoolean(),
                new LeadTimeDraw(random.nextInt(20), random.nextInt(3) * 2.5),
                perDay -> EconomicLot.ofCover(perDay, 5),
                COSTS);
        long[] demand = demand(random, 20 + random.nextInt(100), 1 + random.nextInt(30));
        return new Replay(
                new ReplayHistory(demand, random.nextInt(15), random.nextInt(50)),
                new RecentBuckets(13),
                terms,
                random.nextLong());
    }

    /** Unit by unit: each with the bucket that it was received in. */
    private record Count(long sold, long wasted, long left, List<Long> metAtOnce) {

        static Count of(List<ReplayStep> path, long opening, @Nullable Integer shelfLife, boolean backorders) {
            List<Integer> units = new ArrayList<>();
            long sold = 0;
            long wasted = 0;
            long owed = 0;
            List<Long> met = new ArrayList<>();
            int first = path.getFirst().bucket();
            for (long unit = 0; unit < opening; unit++) {
                units.add(first);
            }
            for (ReplayStep step : path) {
                int size = units.size();
                units.removeIf(bucket -> shelfLife != null && bucket + shelfLife <= step.bucket());
                wasted += size - units.size();
                for (long unit = 0; unit < step.received(); unit++) {
                    units.add(step.bucket());
                }
                for (; owed > 0 && !units.isEmpty(); owed--) {
                    units.removeFirst();
                    sold++;
                }
                long atOnce = 0;
                for (long unit = 0; unit < step.demand(); unit++) {
                    if (!units.isEmpty()) {
                        units.removeFirst();
                        atOnce++;
                        sold++;
                    } else if (backorders) {
                        owed++;
                    }
                }
                met.add(atOnce);
                assertThat(step.onHand()).as(step.toString()).isEqualTo(units.size());
                assertThat(step.backorders()).as(step.toString()).isEqualTo(owed);
            }
            return new Count(sold, wasted, units.size(), met);
        }
    }

    @Test
    void keepsEveryUnitByAnIndependentCountAndIsNeverNegative() {
        Random random = new Random(43);
        for (int i = 0; i < 400; i++) {
            long seed = random.nextLong();
            Random same = new Random(seed);
            Replay replay = random(same);
            StockPolicy policy = policy(same);
            Random again = new Random(seed);
            @Nullable Integer shelfLife = again.nextBoolean() ? null : 1 + again.nextInt(6);
            again.nextInt(7);
            again.nextInt(4);
            again.nextInt(10);
            again.nextInt(6);
            boolean backorders = again.nextBoolean();
            String shown = "case " + i + " of seed 43: " + policy;

            ReplayResult result = replay.run(policy);

            ReplaySummary all = result.summary();
            Count count = Count.of(result.path(), all.opening(), shelfLife, backorders);
            assertThat(all.sold()).as(shown).isEqualTo(count.sold());
            assertThat(all.wasted()).as(shown).isEqualTo(count.wasted());
            assertThat(all.left()).as(shown).isEqualTo(count.left());
            assertThat(result.path().stream().map(ReplayStep::metAtOnce).toList())
                    .as(shown)
                    .isEqualTo(count.metAtOnce());
            assertThat(all.opening() + all.received()).as(shown).isEqualTo(all.sold() + all.wasted() + all.left());
            assertThat(all.ordered() - all.received())
                    .as(shown)
                    .isEqualTo(result.path().getLast().onOrder());
            assertThat(result.path())
                    .as(shown)
                    .allSatisfy(step -> assertThat(List.of(
                                    step.received(),
                                    step.wasted(),
                                    step.ordered(),
                                    step.metLate(),
                                    step.metAtOnce(),
                                    step.missing(),
                                    step.onHand(),
                                    step.backorders(),
                                    step.onOrder()))
                            .allSatisfy(units -> assertThat(units).isNotNegative()));
        }
    }

    @Test
    void isTheSameForTheSameSeedAndPolicyAndNotForAnotherSeed() {
        long[] demand = demand(new Random(1), 120, 20);
        ReplayTerms terms = new ReplayTerms(
                1, 1, ANY, null, false, new LeadTimeDraw(6, 3), perDay -> EconomicLot.ofCover(perDay, 5), COSTS);
        ReplayHistory history = new ReplayHistory(demand, 20, 50);
        StockPolicy policy = new FixedLots(new Target.FillRate(0.9), WITHHOLD);

        ReplayResult result = new Replay(history, new RecentBuckets(13), terms, 7).run(policy);

        assertThat(new Replay(history, new RecentBuckets(13), terms, 7).run(policy))
                .isEqualTo(result);
        assertThat(new Replay(history, new RecentBuckets(13), terms, 8).run(policy))
                .isNotEqualTo(result);
    }

    @Test
    void doesByHandWhatItDoesAtLength() {
        // at or below 4 up to 10; an order takes one bucket; nothing is known or expected but the levels
        Replay replay = new Replay(
                new ReplayHistory(new long[] {3, 4, 5, 2, 9}, 0, 6),
                (known, buckets) -> new PastForecast.Expected(0, 0),
                terms(1, null, false, 7),
                1);

        ReplayResult result = replay.run(MinMax.given(4, 10, WITHHOLD));

        // 6 −3→ 3, order 7 −(3 of 4)→ 0, +7 −5→ 2, order 8 −2→ 0, +8 −(8 of 9)→ 0
        assertThat(result.path().stream().map(ReplayStep::ordered).toList()).isEqualTo(List.of(0L, 7L, 0L, 8L, 0L));
        assertThat(result.path().stream().map(ReplayStep::onHand).toList()).isEqualTo(List.of(3L, 0L, 2L, 0L, 0L));
        ReplaySummary all = result.summary();
        assertThat(all.fillRate()).isEqualTo(21.0 / 23);
        assertThat(all.cycleService()).isEqualTo(0.5);
        assertThat(all.stockOutShare()).isEqualTo(0.4);
        assertThat(all.averageStock()).isEqualTo(1);
        assertThat(all.orders()).isEqualTo(2);
        assertThat(all.cost()).isCloseTo(0.1 * 5 + 5 * 2 + 2 * 2, within(1e-9));
    }

    @Test
    void wastesWhatIsTooOldAndSellsTheOldestFirst() {
        // five there, good for two buckets; up to 5 at each review, without delay
        Replay replay = new Replay(
                new ReplayHistory(new long[] {1, 1, 1, 0, 0}, 0, 5),
                (known, buckets) -> new PastForecast.Expected(100, 0),
                terms(1, 2, false, 0),
                1);

        ReplayResult result = replay.run(MinMax.given(4, 5, WITHHOLD));

        // 5→4; +1 (fresh) −1 old→ 3 old, 1; 3 old wasted, +4 −1→ 4; ...
        assertThat(result.path().stream().map(ReplayStep::wasted).toList()).isEqualTo(List.of(0L, 0L, 3L, 0L, 4L));
        assertThat(result.path().stream().map(ReplayStep::ordered).toList()).isEqualTo(List.of(0L, 1L, 4L, 1L, 4L));
    }

    @Test
    void givesLaterWhatIsOwedOrLosesIt() {
        long[] demand = {8, 0, 0};
        PastForecast nothing = (known, buckets) -> new PastForecast.Expected(0, 0);
        StockPolicy policy = MinMax.given(0, 6, WITHHOLD);
        ReplayHistory history = new ReplayHistory(demand, 0, 5);

        ReplaySummary later = new Replay(history, nothing, terms(1, null, true, 7), 1)
                .run(policy)
                .summary();
        ReplaySummary lost = new Replay(history, nothing, terms(1, null, false, 7), 1)
                .run(policy)
                .summary();

        assertThat(later.sold()).isEqualTo(8);
        assertThat(later.left()).isEqualTo(6);
        assertThat(lost.sold()).isEqualTo(5);
        assertThat(later.metAtOnce()).isEqualTo(lost.metAtOnce()).isEqualTo(5);
    }

    @Test
    void neverShowsAForecastWhatComesLater() {
        long[] demand = demand(new Random(3), 60, 9);
        List<Integer> moments = new ArrayList<>();
        PastForecast looking = (known, buckets) -> {
            moments.add(known.buckets());
            assertThatThrownBy(() -> known.at(known.buckets())).isInstanceOf(IndexOutOfBoundsException.class);
            return new RecentBuckets(8).over(known, buckets);
        };
        StockPolicy policy = new ReorderUpTo(new Target.FillRate(0.9), WITHHOLD);
        ReplayTerms terms = terms(2, null, false, 14);

        ReplayResult result = new Replay(new ReplayHistory(demand, 20, 30), looking, terms, 1).run(policy);
        long[] other = demand.clone();
        Arrays.fill(other, 41, 60, 1_000);
        ReplayResult otherwise = new Replay(new ReplayHistory(other, 20, 30), looking, terms, 1).run(policy);

        assertThat(moments).contains(20, 22, 58);
        assertThat(otherwise.path().subList(0, 21)).isEqualTo(result.path().subList(0, 21));
        assertThat(otherwise.path().get(21).ordered())
                .isEqualTo(result.path().get(21).ordered());
    }

    @Test
    void servesAsFixedLotsPromiseWhereDemandIsAsExpected() {
        // Poisson of 6 a bucket; fixed lots are exact for backorders and lead times that never vary
        Random random = new Random(12);
        long[] demand = new long[40_000];
        for (int b = 0; b < demand.length; b++) {
            demand[b] = poisson(6, random);
        }
        PastForecast truth = (known, buckets) -> new PastForecast.Expected(6 * buckets, 6 * buckets);
        ReplayTerms terms = new ReplayTerms(
                1, 5, ANY, null, true, new LeadTimeDraw(4, 0), perDay -> new EconomicLot(50, false), COSTS);
        Replay replay = new Replay(new ReplayHistory(demand, 0, 100), truth, terms, 1);
        List<Target> targets = List.of(new Target.FillRate(0.85), new Target.FillRate(0.95), new Target.FillRate(0.99));

        List<Replay.CurvePoint> curve = replay.curve(target -> new FixedLots(target, WITHHOLD), targets);

        double stock = 0;
        for (Replay.CurvePoint point : curve) {
            assertThat(point.summary().fillRate()).isCloseTo(point.target().level(), within(0.015));
            assertThat(point.summary().averageStock()).isGreaterThan(stock);
            stock = point.summary().averageStock();
        }
    }

    private static long poisson(double rate, Random random) {
        long events = -1;
        for (double left = 0; left < rate; events++) {
            left -= Math.log(1 - random.nextDouble());
        }
        return events;
    }

    @Test
    void addsUpOverItems() {
        Random random = new Random(47);
        ReplaySummary one = random(random).run(policy(random)).summary();
        ReplaySummary other = random(random).run(policy(random)).summary();

        assertThat(one.plus(ReplaySummary.NONE)).isEqualTo(one);
        assertThat(one.plus(other).cost()).isCloseTo(one.cost() + other.cost(), within(1e-9));
        assertThat(one.plus(other).averageStock())
                .isCloseTo(
                        (one.averageStock() * one.buckets() + other.averageStock() * other.buckets())
                                / (one.buckets() + other.buckets()),
                        within(1e-9));
    }

    @Test
    void refusesWhatCannotBeReplayed() {
        assertThatThrownBy(() -> new ReplayHistory(new long[] {1, 2}, 2, 0)).hasMessageContaining("from 2 on");
        assertThatThrownBy(() -> new ReplayHistory(new long[] {1, -2}, 0, 0))
                .hasMessageContaining("-2 units in bucket 1");
        assertThatThrownBy(() -> terms(0, null, true, 7)).hasMessageContaining("review every 0");
        assertThatThrownBy(() -> new ReplayCosts(-1, 0, 0)).hasMessageContaining("holding -1.0");
        assertThatThrownBy(() -> new LeadTimeDraw(-1, 0)).hasMessageContaining("-1.0 days");
    }
}
