package dev.shopkeeper.inventory.catalogue;

import dev.shopkeeper.starter.bulk.Fields;

/** One item as an upsert names it. */
public record ProductEntry(String itemId, ProductContent content) {

    /** Reads an entry of a bulk. */
    public static ProductEntry read(Fields fields) {
        return new ProductEntry(fields.id("item_id"), ProductContent.read(fields));
    }
}
