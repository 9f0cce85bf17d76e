package dev.shopkeeper.inventory.imports.format;

/** What an import can bring; the name is the list's in bulk bodies and in counts. */
public enum EntityType {
    PRODUCT("products", "item_id"),
    STOCK_MOVEMENT("stock_movements", "movement_id"),
    SUPPLY_TERMS("supply_terms", "item_id"),
    ORDER("orders", "order_id"),
    CANCELLATION("cancellations", "cancellation_id"),
    RETURN("returns", "return_id"),
    MESSAGE("messages", "message_id"),
    MESSAGE_CORRECTION("corrections", "message_id"),
    MEMBER("members", "user_id"),
    BEHAVIOUR("events", "event_id"),
    COMPETITOR_PRICE("competitor_prices", "item_id"),
    TRAVEL_TIME("travel_times", "zone_id"),
    DEPOT("depots", "depot_id"),
    VEHICLE("vehicles", "vehicle_id"),
    DELIVERY("deliveries", "delivery_id");

    private final String listName;
    private final String idName;

    EntityType(String listName, String idName) {
        this.listName = listName;
        this.idName = idName;
    }

    public String listName() {
        return listName;
    }

    /** The field by which an entity is known. */
    public String idName() {
        return idName;
    }
}
