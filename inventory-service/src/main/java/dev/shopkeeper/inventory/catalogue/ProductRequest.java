package dev.shopkeeper.inventory.catalogue;

import dev.shopkeeper.starter.bulk.Fields;
import org.jspecify.annotations.Nullable;

/**
 * One item as it is put under its address.
 *
 * @param itemId the item of the address, or absent
 */
record ProductRequest(@Nullable String itemId, ProductContent content) {

    static ProductRequest read(Fields fields) {
        return new ProductRequest(fields.idOrNull("item_id"), ProductContent.read(fields));
    }
}
