package dev.shopkeeper.inventory.replenishment.simulation;

import dev.shopkeeper.events.Money;
import dev.shopkeeper.inventory.demand.DemandStore;
import dev.shopkeeper.inventory.forecast.history.Buckets;
import dev.shopkeeper.inventory.forecast.history.DemandSeries;
import dev.shopkeeper.inventory.forecast.history.ItemHistory;
import dev.shopkeeper.inventory.replenishment.ReplenishmentSettings;
import dev.shopkeeper.inventory.replenishment.policy.LeadTime;
import dev.shopkeeper.inventory.replenishment.policy.MinimumAboveShelfLife;
import dev.shopkeeper.inventory.replenishment.policy.OrderTerms;
import dev.shopkeeper.inventory.replenishment.policy.ReorderUpTo;
import dev.shopkeeper.inventory.replenishment.policy.StockPolicy;
import dev.shopkeeper.inventory.replenishment.policy.Target;
import dev.shopkeeper.inventory.replenishment.replay.LeadTimeDraw;
import dev.shopkeeper.inventory.replenishment.replay.RecentBuckets;
import dev.shopkeeper.inventory.replenishment.replay.Replay;
import dev.shopkeeper.inventory.replenishment.replay.ReplayCosts;
import dev.shopkeeper.inventory.replenishment.replay.ReplayHistory;
import dev.shopkeeper.inventory.replenishment.replay.ReplayResult;
import dev.shopkeeper.inventory.replenishment.replay.ReplaySummary;
import dev.shopkeeper.inventory.replenishment.replay.ReplayTerms;
import dev.shopkeeper.inventory.supply.LeadTimes;
import dev.shopkeeper.inventory.supply.Supply;
import dev.shopkeeper.inventory.supply.SupplyTerms;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Replays one item: its demand at the location, as the forecast would take it, by the terms and lead times of now. A forecast of
 * then is the mean of the quarter before, since a model trained by now has seen what came.
 */
@Component
class ItemReplays {

    static final String FORECAST = "recent-demand";

    /** So many buckets are only looked back at, however short the history is. */
    private static final int LEAST_KNOWN = 4;

    private static final int FORECAST_DAYS = 91;

    private final DemandStore demand;
    private final Supply supply;
    private final LeadTimes leadTimes;
    private final ReplenishmentSettings settings;

    ItemReplays(DemandStore demand, Supply supply, LeadTimes leadTimes, ReplenishmentSettings settings) {
        this.demand = demand;
        this.supply = supply;
        this.leadTimes = leadTimes;
        this.settings = settings;
    }

    /** The policy by which orders are proposed now, at a target. */
    StockPolicy present(Target target) {
        return new ReorderUpTo(target, aboveShelfLife());
    }

    Target presentTarget() {
        return new Target.FillRate(settings.targetFillRate());
    }

    private MinimumAboveShelfLife aboveShelfLife() {
        return settings.minimumAboveShelfLife();
    }

    /** First day that is not wholly known, in days since 1970-01-01. */
    long until() {
        return demand.of("").until();
    }

    /**
     * Replays an item.
     *
     * @param until first day that does not count any more, in days since 1970-01-01
     * @param withPath whether to keep the buckets of the policy asked about
     */
    ItemResult replay(
            String itemId, SimulationRequest request, long until, LeadTimes.Experience experience, boolean withPath) {
        int bucketDays = (int) request.bucketDays();
        long[] units = units(itemId, request, until);
        if (units.length <= LEAST_KNOWN) {
            return ItemResult.skipped("Of its demand at '" + request.locationId() + "' " + units.length + " buckets of "
                    + bucketDays + " days are known; it takes " + (LEAST_KNOWN + 1) + ".");
        }
        int from = Math.max(LEAST_KNOWN, units.length - (int) (request.days() / bucketDays));
        ReplayTerms terms = terms(itemId, request, experience);
        long seed = request.seed() * 31 + itemId.hashCode();
        RecentBuckets forecast = new RecentBuckets(Math.max(1, FORECAST_DAYS / bucketDays));
        Function<ReplayHistory, Replay> world = history -> new Replay(history, forecast, terms, seed);
        StockPolicy present = present(presentTarget());
        Long opening = request.openingStock();
        if (opening == null) {
            opening = world.apply(new ReplayHistory(Arrays.copyOf(units, from + 1), from, 0))
                    .run(present)
                    .path()
                    .getFirst()
                    .orderUpTo();
        }
        Replay replay = world.apply(new ReplayHistory(units, from, opening));
        ReplayResult asked = replay.run(request.policy().policy(aboveShelfLife()));
        List<Target> targets = request.targets();
        return new ItemResult(
                null,
                asked.summary(),
                replay.run(present).summary(),
                request.policy().given()
                        ? List.of()
                        : curve(replay, target -> request.policy().policy(target, aboveShelfLife()), targets),
                curve(replay, this::present, targets),
                withPath ? asked.path() : null);
    }

    private static List<ReplaySummary> curve(
            Replay replay, Function<Target, StockPolicy> policy, List<Target> targets) {
        return replay.curve(policy, targets).stream()
                .map(Replay.CurvePoint::summary)
                .toList();
    }

    /** Whole units by bucket; none where nothing is known there. */
    private long[] units(String itemId, SimulationRequest request, long until) {
        int bucketDays = (int) request.bucketDays();
        int most = (int) ((request.days() + FORECAST_DAYS) / bucketDays) + LEAST_KNOWN;
        for (ItemHistory item : demand.of(itemId).items()) {
            for (DemandSeries series : new Buckets(until, bucketDays, most).cut(item)) {
                if (Objects.equals(series.locationId(), request.locationId())) {
                    return Arrays.stream(series.series().values())
                            .mapToLong(Math::round)
                            .toArray();
                }
            }
        }
        return new long[0];
    }

    private ReplayTerms terms(String itemId, SimulationRequest request, LeadTimes.Experience experience) {
        SupplyTerms terms = supply.chosen(itemId).orElse(null);
        String supplier = terms == null ? leadTimes.lastSupplier(itemId).orElse(null) : terms.supplierId();
        LeadTime leadTime = experience.of(itemId, supplier, terms == null ? null : terms.leadTimeDays());
        long review = terms == null ? 1 : terms.reviewPeriodDays();
        Money unitCost = terms == null ? null : terms.unitCost();
        int bucketDays = (int) request.bucketDays();
        int reviewBuckets = (int) Math.ceilDiv(review, (long) bucketDays);
        return new ReplayTerms(
                bucketDays,
                reviewBuckets,
                terms == null ? new OrderTerms(1, 1) : new OrderTerms(terms.minimumOrderQuantity(), terms.casePack()),
                shelfLife(terms, bucketDays),
                request.unmet().equals(SimulationRequest.BACKORDERED),
                new LeadTimeDraw(leadTime.meanDays(), leadTime.deviationDays()),
                perDay -> settings.lot(perDay, unitCost, (long) reviewBuckets * bucketDays),
                new ReplayCosts(
                        request.costs().holdingPerUnitDay() * bucketDays,
                        request.costs().perOrder(),
                        request.costs().shortagePerUnit()));
    }

    private static @Nullable Integer shelfLife(@Nullable SupplyTerms terms, int bucketDays) {
        Long days = terms == null ? null : terms.shelfLifeDays();
        return days == null ? null : (int) Math.max(1, days / bucketDays);
    }
}
