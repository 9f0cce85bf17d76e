package dev.shopkeeper.events;

/**
 * One row of the contract.
 *
 * @param name CloudEvents type, {@code shop.order.placed.v1}
 * @param record the Java record that carries it
 * @param topic where it travels
 */
public record EventType<T extends ShopEvent>(String name, Class<T> record, Topic topic) {

    /** The schema's identifier, {@code ce_dataschema}: an absolute URI, as CloudEvents asks. */
    public String dataSchema() {
        return "urn:shopkeeper:schema:" + name;
    }

    /** Class-path location of the JSON Schema (2020-12). */
    public String schemaResource() {
        return "/schemas/" + name + ".json";
    }
}
