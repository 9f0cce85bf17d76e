package dev.shopkeeper.inventory.replenishment.replay;

import dev.shopkeeper.inventory.replenishment.policy.EconomicLot;

/** How much it pays to order at once, by the units expected a day. */
@FunctionalInterface
public interface LotRule {

    EconomicLot lot(double unitsPerDay);
}
