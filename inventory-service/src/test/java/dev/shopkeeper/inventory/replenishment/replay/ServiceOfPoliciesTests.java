package dev.shopkeeper.inventory.replenishment.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shopkeeper.inventory.replenishment.policy.EconomicLot;
import dev.shopkeeper.inventory.replenishment.policy.FixedLots;
import dev.shopkeeper.inventory.replenishment.policy.MinMax;
import dev.shopkeeper.inventory.replenishment.policy.MinimumAboveShelfLife;
import dev.shopkeeper.inventory.replenishment.policy.Newsvendor;
import dev.shopkeeper.inventory.replenishment.policy.OrderTerms;
import dev.shopkeeper.inventory.replenishment.policy.ReorderUpTo;
import dev.shopkeeper.inventory.replenishment.policy.StockPolicy;
import dev.shopkeeper.inventory.replenishment.policy.Target;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each policy at each kind of target against long Poisson demand whose truth it is told. */
class ServiceOfPoliciesTests {

    private static final MinimumAboveShelfLife WITHHOLD = MinimumAboveShelfLife.WITHHOLD;
    private static final int BUCKETS = 60_000;

    /**
     * @param mean demand of a bucket
     * @param lead buckets
     * @param lot units
     * @param above how far above the target the service may be
     */
    record Case(StockPolicy policy, double mean, int lead, int review, long lot, double above) {}

    static Stream<Case> cases() {
        Target cycle = new Target.CycleService(0.9);
        Target fill = new Target.FillRate(0.93);
        Target costs = new Target.CostRatio(9, 1);
        return Stream.of(
                new Case(new ReorderUpTo(cycle, WITHHOLD), 2, 5, 1, 20, 0.06),
                new Case(new ReorderUpTo(cycle, WITHHOLD), 6, 3, 5, 90, 0.06),
                new Case(new ReorderUpTo(fill, WITHHOLD), 2, 5, 1, 20, 0.05),
                new Case(new ReorderUpTo(costs, WITHHOLD), 2, 5, 1, 20, 0.06),
                new Case(new ReorderUpTo(costs, WITHHOLD), 6, 3, 5, 90, 0.08),
                new Case(MinMax.derived(cycle, WITHHOLD), 2, 5, 1, 20, 0.1),
                new Case(MinMax.derived(cycle, WITHHOLD), 6, 3, 5, 90, 0.1),
                new Case(MinMax.derived(fill, WITHHOLD), 6, 3, 5, 90, 0.07),
                new Case(MinMax.derived(costs, WITHHOLD), 6, 3, 5, 90, 0.1),
                // one unit less would serve 91.7 %, and this 96.2 %
                new Case(new FixedLots(fill, WITHHOLD), 0.4, 9, 1, 4, 0.035),
                new Case(new FixedLots(costs, WITHHOLD), 2, 5, 1, 20, 0.03),
                new Case(new FixedLots(cycle, WITHHOLD), 2, 5, 1, 20, 0.06),
                new Case(new Newsvendor(cycle, WITHHOLD), 3, 2, 4, 1, 0.05),
                new Case(new Newsvendor(fill, WITHHOLD), 3, 0, 4, 1, 0.03),
                new Case(new Newsvendor(costs, WITHHOLD), 3, 4, 1, 1, 0.05));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void isWhatItAimsAtAndNotByPilingUp(Case one) {
        Random random = new Random(53);
        long[] demand = new long[BUCKETS];
        for (int b = 0; b < BUCKETS; b++) {
            demand[b] = poisson(one.mean(), random);
        }
        ReplayTerms terms = new ReplayTerms(
                1,
                one.review(),
                new OrderTerms(1, 1),
                null,
                true,
                new LeadTimeDraw(one.lead(), 0),
                perDay -> new EconomicLot(one.lot(), false),
                new ReplayCosts(0, 0, 0));
        PastForecast truth = (known, buckets) -> new PastForecast.Expected(one.mean() * buckets, one.mean() * buckets);
        Target target = Objects.requireNonNull(one.policy().target(), "All of these aim at something");

        ReplayResult result = new Replay(new ReplayHistory(demand, 0, 100), truth, terms, 1).run(one.policy());

        assertThat(service(target, result, one.review()))
                .as("%s with seed 53: %s", one, result.summary())
                .isBetween(target.level() - 0.01, target.level() + one.above());
    }

    /** What a target speaks of; of costs, the share of buckets before a review that end with nothing owed. */
    private static double service(Target target, ReplayResult result, int review) {
        return switch (target.kind()) {
            case FILL_RATE -> Objects.requireNonNull(result.summary().fillRate(), "There is demand");
            case CYCLE_SERVICE -> Objects.requireNonNull(result.summary().cycleService(), "There are cycles");
            case COST_RATIO -> {
                List<ReplayStep> path = result.path();
                int lead = 0;
                while (path.get(lead).received() == 0) {
                    lead++;
                }
                int last = (lead + review - 1) % review;
                yield path.stream()
                        .filter(step -> step.bucket() % review == last)
                        .mapToInt(step -> step.backorders() == 0 ? 1 : 0)
                        .average()
                        .orElse(0);
            }
        };
    }

    private static long poisson(double rate, Random random) {
        long events = -1;
        for (double left = 0; left < rate; events++) {
            left -= Math.log(1 - random.nextDouble());
        }
        return events;
    }
}
