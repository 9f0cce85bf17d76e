package dev.shopkeeper.inventory.supply;

import dev.shopkeeper.starter.bulk.Fields;
import org.jspecify.annotations.Nullable;

/**
 * Terms as they are put under their address.
 *
 * @param itemId the item of the address, or absent
 * @param supplierId the supplier of the address, or absent
 * @param terms with neither
 */
record SupplyTermsRequest(@Nullable String itemId, @Nullable String supplierId, SupplyTerms terms) {

    static SupplyTermsRequest read(Fields fields) {
        return new SupplyTermsRequest(
                fields.idOrNull("item_id"), fields.idOrNull("supplier_id"), SupplyTerms.read("", "", fields));
    }

    SupplyTerms of(String item, String supplier) {
        return new SupplyTerms(
                item,
                supplier,
                terms.leadTimeDays(),
                terms.minimumOrderQuantity(),
                terms.casePack(),
                terms.shelfLifeDays(),
                terms.unitCost(),
                terms.preferred(),
                terms.reviewPeriodDays());
    }
}
