package dev.shopkeeper.inventory.supply;

import dev.shopkeeper.events.Money;
import dev.shopkeeper.starter.bulk.Fields;
import org.jspecify.annotations.Nullable;

/**
 * How a supplier sells an item.
 *
 * @param leadTimeDays days from order to receipt; absent where unknown, and then learnt from receipts
 * @param minimumOrderQuantity smallest order, in units
 * @param casePack units in a case; orders are whole cases
 * @param shelfLifeDays days from receipt until a unit can no longer be sold; absent where it does not expire
 * @param unitCost what a unit costs
 * @param preferred whether the item is ordered here; at most one supplier of an item is
 * @param reviewPeriodDays how often may be ordered
 */
public record SupplyTerms(
        String itemId,
        String supplierId,
        @Nullable Double leadTimeDays,
        long minimumOrderQuantity,
        long casePack,
        @Nullable Long shelfLifeDays,
        @Nullable Money unitCost,
        boolean preferred,
        long reviewPeriodDays) {

    private static final long MOST_UNITS = 1_000_000_000L;
    private static final int MOST_LEAD_DAYS = 730;
    private static final long MOST_SHELF_DAYS = 36_500;
    private static final long MOST_REVIEW_DAYS = 365;

    /** Reads an entry of a bulk. */
    public static SupplyTerms read(Fields fields) {
        return read(fields.id("item_id"), fields.id("supplier_id"), fields);
    }

    static SupplyTerms read(String itemId, String supplierId, Fields fields) {
        Double leadTime = fields.numberOrNull("lead_time_days", 0, MOST_LEAD_DAYS);
        Long minimum = fields.wholeOrNull("minimum_order_quantity", 1, MOST_UNITS);
        Long casePack = fields.wholeOrNull("case_pack", 1, MOST_UNITS);
        Long shelfLife = fields.wholeOrNull("shelf_life_days", 1, MOST_SHELF_DAYS);
        Money cost = fields.moneyOrNull("unit_cost");
        Boolean preferred = fields.truthOrNull("preferred");
        Long review = fields.wholeOrNull("review_period_days", 1, MOST_REVIEW_DAYS);
        return new SupplyTerms(
                itemId,
                supplierId,
                leadTime,
                minimum == null ? 1 : minimum,
                casePack == null ? 1 : casePack,
                shelfLife,
                cost,
                preferred != null && preferred,
                review == null ? 1 : review);
    }

    SupplyTerms notPreferred() {
        return new SupplyTerms(
                itemId,
                supplierId,
                leadTimeDays,
                minimumOrderQuantity,
                casePack,
                shelfLifeDays,
                unitCost,
                false,
                reviewPeriodDays);
    }
}
