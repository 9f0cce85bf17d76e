package dev.shopkeeper.inventory.replenishment.replay;

import dev.shopkeeper.inventory.replenishment.policy.Advice;
import dev.shopkeeper.inventory.replenishment.policy.EconomicLot;
import dev.shopkeeper.inventory.replenishment.policy.IntervalDemand;
import dev.shopkeeper.inventory.replenishment.policy.LeadTime;
import dev.shopkeeper.inventory.replenishment.policy.LeadTimeSource;
import dev.shopkeeper.inventory.replenishment.policy.NetPosition;
import dev.shopkeeper.inventory.replenishment.policy.Review;
import dev.shopkeeper.inventory.replenishment.policy.StockPolicy;
import dev.shopkeeper.inventory.replenishment.policy.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Replays a policy over a history. In a bucket, in this order: what is due arrives, what is too old is wasted, what is owed
 * is given, a review orders (what takes no time arrives at once), and the bucket's demand takes what is there, oldest first.
 * Immutable and thread-safe; the same seed gives the same to the last unit.
 */
public final class Replay {

    private final ReplayHistory history;
    private final PastForecast forecast;
    private final ReplayTerms terms;
    private final long seed;

    /** @param seed of the lead times */
    public Replay(ReplayHistory history, PastForecast forecast, ReplayTerms terms, long seed) {
        this.history = history;
        this.forecast = forecast;
        this.terms = terms;
        this.seed = seed;
    }

    /**
     * A policy at one of a series of targets.
     *
     * @param target what it aimed at
     * @param summary what came of it
     */
    public record CurvePoint(Target target, ReplaySummary summary) {}

    /** The same policy at each of the targets, in one and the same world. */
    public List<CurvePoint> curve(Function<Target, StockPolicy> policy, List<Target> targets) {
        return targets.stream()
                .map(target -> new CurvePoint(target, run(policy.apply(target)).summary()))
                .toList();
    }

    /** Replays a policy. */
    public ReplayResult run(StockPolicy policy) {
        return new Run(policy).all();
    }

    /** One run; not thread-safe. */
    private final class Run {

        private final StockPolicy policy;
        private final long[] demand = history.demand();
        private final Shelf shelf = new Shelf(terms.shelfLifeBuckets());
        private final TreeMap<Integer, Long> coming = new TreeMap<>();
        private final List<ReplayStep> path = new ArrayList<>();
        private @Nullable Advice latest;
        private long onOrder;
        private long owed;
        private long orders;
        private long cycles;
        private long cyclesMet;
        private boolean cycleShort;

        Run(StockPolicy policy) {
            this.policy = policy;
        }

        ReplayResult all() {
            shelf.receive(history.openingStock(), history.from());
            for (int bucket = history.from(); bucket < demand.length; bucket++) {
                step(bucket);
            }
            return new ReplayResult(summary(), path);
        }

        private void step(int bucket) {
            long received = receive(bucket);
            long wasted = shelf.expire(bucket);
            long late = giveOwed();
            long ordered = 0;
            if ((bucket - history.from()) % terms.reviewBuckets() == 0) {
                ordered = review(bucket);
                received += receive(bucket);
                late += giveOwed();
            }
            long wanted = demand[bucket];
            long atOnce = shelf.take(wanted);
            cycleShort |= atOnce < wanted;
            owed += terms.backorders() ? wanted - atOnce : 0;
            path.add(new ReplayStep(
                    bucket,
                    received,
                    wasted,
                    ordered,
                    latest == null ? 0 : latest.levels().reorderPoint(),
                    latest == null ? 0 : latest.levels().orderUpTo(),
                    late,
                    wanted,
                    atOnce,
                    shelf.onHand(),
                    owed,
                    onOrder));
        }

        private long receive(int bucket) {
            long units = 0;
            while (!coming.isEmpty() && coming.firstKey() <= bucket) {
                units += coming.pollFirstEntry().getValue();
            }
            if (units > 0) {
                onOrder -= units;
                shelf.receive(units, bucket);
                cycles++;
                cyclesMet += cycleShort ? 0 : 1;
                cycleShort = false;
            }
            return units;
        }

        private long giveOwed() {
            long given = shelf.take(owed);
            owed -= given;
            return given;
        }

        private long review(int bucket) {
            KnownDemand known = KnownDemand.until(demand, bucket);
            double lead = terms.leadTime().meanDays() / terms.bucketDays();
            IntervalDemand protection = expect(known, lead + terms.reviewBuckets());
            EconomicLot lot = terms.lots().lot(protection.mean() / protection.days());
            Advice advice = policy.decide(new Review(
                    protection,
                    expect(known, lead),
                    new LeadTime(
                            terms.leadTime().meanDays(), terms.leadTime().deviationDays(), LeadTimeSource.STATED, 0),
                    lot,
                    terms.order(),
                    new NetPosition(shelf.onHand(), 0, owed, onOrder, 0),
                    terms.shelfLifeBuckets() == null
                            ? null
                            : expect(known, lead + terms.shelfLifeBuckets()).mean()));
            latest = advice;
            long quantity = advice.order().quantity();
            if (quantity > 0) {
                orders++;
                onOrder = Math.addExact(onOrder, quantity);
                coming.merge(
                        bucket + terms.leadTime().buckets(seed, bucket, terms.bucketDays()), quantity, Math::addExact);
            }
            return quantity;
        }

        private IntervalDemand expect(KnownDemand known, double buckets) {
            PastForecast.Expected expected = forecast.over(known, buckets);
            return new IntervalDemand(buckets * terms.bucketDays(), expected.mean(), expected.variance());
        }

        private ReplaySummary summary() {
            long received = 0;
            long sold = 0;
            long wasted = 0;
            long demanded = 0;
            long metAtOnce = 0;
            long ordered = 0;
            long bucketsShort = 0;
            long unitBuckets = 0;
            for (ReplayStep step : path) {
                received += step.received();
                sold += step.metAtOnce() + step.metLate();
                wasted += step.wasted();
                demanded += step.demand();
                metAtOnce += step.metAtOnce();
                ordered += step.ordered();
                bucketsShort += step.missing() > 0 ? 1 : 0;
                unitBuckets += step.onHand();
            }
            ReplayCosts costs = terms.costs();
            return new ReplaySummary(
                    path.size(),
                    history.openingStock(),
                    received,
                    sold,
                    wasted,
                    shelf.onHand(),
                    demanded,
                    metAtOnce,
                    orders,
                    ordered,
                    cycles,
                    cyclesMet,
                    bucketsShort,
                    unitBuckets,
                    costs.holding() * unitBuckets,
                    costs.order() * orders,
                    costs.shortage() * (demanded - metAtOnce));
        }
    }
}
