package dev.shopkeeper.demo.world;

import java.math.BigDecimal;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * On what terms an item is supplied. An item has one supplier, that of its brand; a supplier has its own pace. The packs
 * are those of the orders to come: in its first year the shop bought loose units, never fewer than the least order.
 *
 * @param leadTimeDays median time from order to receipt
 * @param minimumOrderQuantity units, in whole packs
 * @param casePack units that are packed together
 * @param shelfLifeDays how long the item can be sold after its receipt, null for what does not spoil
 */
public record SupplyTerms(
        Item item,
        String supplierId,
        double leadTimeDays,
        int minimumOrderQuantity,
        int casePack,
        @Nullable Integer shelfLifeDays,
        BigDecimal unitCost) {

    /** Fewer are never ordered of anything. */
    public static final int LEAST_UNITS = 3;

    private static final int SUPPLIERS = 12;
    private static final double SHORTEST_LEAD_DAYS = 3;
    private static final double LONGEST_LEAD_DAYS = 20;

    /** Those of an item; the same for the same item. */
    public static SupplyTerms of(Item item) {
        int supplier = Math.floorMod(item.brand().en().hashCode(), SUPPLIERS);
        double lead = SHORTEST_LEAD_DAYS + (LONGEST_LEAD_DAYS - SHORTEST_LEAD_DAYS) * supplier / (SUPPLIERS - 1);
        int pack = item.category().casePack();
        int shelfLife = item.category().shelfLifeDays();
        return new SupplyTerms(
                item,
                String.format(Locale.ROOT, "supplier-%02d", supplier + 1),
                lead,
                LEAST_UNITS / pack * pack,
                pack,
                shelfLife == 0 ? null : shelfLife,
                item.cost());
    }
}
