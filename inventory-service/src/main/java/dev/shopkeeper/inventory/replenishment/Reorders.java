package dev.shopkeeper.inventory.replenishment;

import dev.shopkeeper.events.DemandForecasted;
import dev.shopkeeper.events.Money;
import dev.shopkeeper.inventory.purchase.PurchaseOrderDraft;
import dev.shopkeeper.inventory.replenishment.policy.EconomicLot;
import dev.shopkeeper.inventory.replenishment.policy.IntervalDemand;
import dev.shopkeeper.inventory.replenishment.policy.LeadTime;
import dev.shopkeeper.inventory.replenishment.policy.NetPosition;
import dev.shopkeeper.inventory.replenishment.policy.Order;
import dev.shopkeeper.inventory.replenishment.policy.OrderTerms;
import dev.shopkeeper.inventory.replenishment.policy.ReorderLevels;
import dev.shopkeeper.inventory.replenishment.policy.ReorderPolicy;
import dev.shopkeeper.inventory.stock.StockPlace;
import dev.shopkeeper.inventory.supply.LeadTimes;
import dev.shopkeeper.inventory.supply.Supply;
import dev.shopkeeper.inventory.supply.SupplyTerms;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Decides what to reorder at a place. */
@Service
class Reorders {

    /** Whoever hears a forecast plans by weeks. */
    private static final int FORECAST_DAYS = 28;

    private final PlaceRows places;
    private final Supply supply;
    private final LeadTimes leadTimes;
    private final DemandOutlook outlook;
    private final ReplenishmentSettings settings;
    private final ReorderPolicy policy;

    Reorders(
            PlaceRows places,
            Supply supply,
            LeadTimes leadTimes,
            DemandOutlook outlook,
            ReplenishmentSettings settings) {
        this.places = places;
        this.supply = supply;
        this.leadTimes = leadTimes;
        this.outlook = outlook;
        this.settings = settings;
        this.policy = settings.policy();
    }

    Sourcing sourcing(String itemId) {
        return supply.chosen(itemId)
                .map(terms -> new Sourcing(terms.supplierId(), terms))
                .orElseGet(() -> new Sourcing(leadTimes.lastSupplier(itemId).orElse(null), null));
    }

    /**
     * Decides.
     *
     * @param exceptOrder a draft that is not to be counted since it is what is decided on, or null
     * @param experience lead times as they are known
     */
    ReorderDecision decide(
            StockPlace place,
            Sourcing sourcing,
            @Nullable String exceptOrder,
            LeadTimes.Experience experience,
            Instant now) {
        SupplyTerms terms = sourcing.terms();
        LeadTime leadTime =
                experience.of(place.itemId(), sourcing.supplierId(), terms == null ? null : terms.leadTimeDays());
        long review = terms == null ? 1 : terms.reviewPeriodDays();
        Long shelfLife = terms == null ? null : terms.shelfLifeDays();
        Money unitCost = terms == null ? null : terms.unitCost();
        OrderTerms orderTerms =
                terms == null ? new OrderTerms(1, 1) : new OrderTerms(terms.minimumOrderQuantity(), terms.casePack());

        double days = leadTime.meanDays() + review;
        Outlook protection = outlook.over(place, days, now);
        IntervalDemand demand = new IntervalDemand(days, protection.mean(), protection.variance());
        double perDay = demand.mean() / days;
        EconomicLot lot = settings.lot(perDay, unitCost, review);
        NetPosition position = places.position(place, exceptOrder);
        Double sellable = shelfLife == null
                ? null
                : outlook.over(place, leadTime.meanDays() + shelfLife, now).mean();
        long smallest = orderTerms.atLeast(1);
        ReorderLevels levels = policy.levels(
                demand,
                interval(place, leadTime.meanDays(), now),
                leadTime,
                lot,
                sellable == null ? smallest : (long) Math.clamp(sellable, 1, smallest),
                position);
        Order order = policy.order(levels, position, orderTerms, sellable);
        if (order.quantity() > PurchaseOrderDraft.MOST) {
            throw new ArithmeticException(order.quantity() + " units would be due, beyond any purchase order.");
        }
        return new ReorderDecision(
                place.itemId(),
                place.locationId(),
                sourcing.supplierId(),
                order,
                position,
                demand,
                leadTime,
                review,
                levels,
                lot,
                review + settings.coverDays(),
                orderTerms,
                shelfLife,
                sellable,
                unitCost,
                settings.targetFillRate(),
                protection.model(),
                protection.version(),
                protection.degraded(),
                now);
    }

    /** What is expected of a place over the weeks ahead, for whoever goes by it. */
    DemandForecasted forecast(StockPlace place, Instant now) {
        Outlook ahead = outlook.over(place, FORECAST_DAYS, now);
        return new DemandForecasted(
                place.itemId(),
                place.locationId(),
                now,
                FORECAST_DAYS,
                ahead.mean(),
                ahead.model(),
                ahead.version(),
                ahead.degraded() != null,
                now);
    }

    private IntervalDemand interval(StockPlace place, double days, Instant now) {
        Outlook over = outlook.over(place, days, now);
        return new IntervalDemand(days, over.mean(), over.variance());
    }
}
