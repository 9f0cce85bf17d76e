package dev.shopkeeper.inventory.replenishment;

import dev.shopkeeper.inventory.supply.SupplyTerms;
import org.jspecify.annotations.Nullable;

/**
 * From whom an item is ordered.
 *
 * @param supplierId by its terms, or else whoever delivered it last; null where nobody knows
 * @param terms null where there are none
 */
record Sourcing(@Nullable String supplierId, @Nullable SupplyTerms terms) {}
