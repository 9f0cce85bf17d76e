package dev.shopkeeper.inventory.replenishment.simulation;

import dev.shopkeeper.events.Money;
import dev.shopkeeper.inventory.demand.DemandStore;
import dev.shopkeeper.inventory.forecast.history.Buckets;
import dev.shopkeeper.inventory.forecast.history.DemandSeries;
import dev.shopkeeper.inventory.forecast.history.ItemHistory;
import dev.shopkeeper.inventory.replenishment.policy.ItemClasses;
import dev.shopkeeper.inventory.replenishment.policy.ItemClasses.ItemDemand;
import dev.shopkeeper.inventory.replenishment.simulation.SimulationRows.Item;
import dev.shopkeeper.inventory.supply.Supply;
import dev.shopkeeper.inventory.supply.SupplyTerms;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * Finds the items of a class at a location, by their weeks of the period. Turnover is at unit cost where that of all is known in
 * one currency, else in units.
 */
@Component
class ClassMembers {

    private static final int WEEK = 7;

    private final DemandStore demand;
    private final Supply supply;
    private final SimulationRows rows;

    ClassMembers(DemandStore demand, Supply supply, SimulationRows rows) {
        this.demand = demand;
        this.supply = supply;
        this.rows = rows;
    }

    /** Those that turn over most first. */
    List<Item> of(String itemClass, SimulationRequest request, long until) {
        Set<String> onSale = rows.onSale(request.locationId());
        Buckets weeks = new Buckets(until, WEEK, (int) Math.max(1, request.days() / WEEK));
        Map<String, double[]> demands = new HashMap<>();
        for (ItemHistory item : demand.all().items()) {
            if (onSale.contains(item.itemId())) {
                for (DemandSeries series : weeks.cut(item)) {
                    if (Objects.equals(series.locationId(), request.locationId())) {
                        demands.put(item.itemId(), series.series().values());
                    }
                }
            }
        }
        Map<String, Double> costs = costs(demands.keySet());
        List<ItemDemand> items = new ArrayList<>();
        demands.forEach((id, units) -> {
            double sum = 0;
            for (double one : units) {
                sum += one;
            }
            items.add(new ItemDemand(id, sum * costs.getOrDefault(id, 1.0), units));
        });
        List<Item> members = new ArrayList<>();
        for (ItemClasses.Classified item : ItemClasses.of(items)) {
            String name = item.itemClass().toString();
            if (name.startsWith(itemClass)) {
                members.add(new Item(members.size(), item.itemId(), name));
            }
        }
        return members;
    }

    /** Empty unless that of every item is known in one currency. */
    private Map<String, Double> costs(Set<String> itemIds) {
        Map<String, Double> costs = new HashMap<>();
        Set<String> currencies = new HashSet<>();
        for (String id : itemIds) {
            Money cost = supply.chosen(id).map(SupplyTerms::unitCost).orElse(null);
            if (cost == null || (currencies.add(cost.currency()) && currencies.size() > 1)) {
                return Map.of();
            }
            costs.put(id, cost.amount().doubleValue());
        }
        return costs;
    }
}
