package dev.shopkeeper.events;

/**
 * One row of the contract.
 *
 * @param name CloudEvents type, {@code shop.order.placed.v1}
 * @param record the Java record that carries it
 * @param topic where it travels
 */
public record EventType<T extends ShopEvent>(String name, Class<T> record, Topic topic) {

    /** Class-path location of the JSON Schema (2020-12), also the tail of {@code ce_dataschema}. */
    public String schemaResource() {
        return "/schemas/" + name + ".json";
    }
}
