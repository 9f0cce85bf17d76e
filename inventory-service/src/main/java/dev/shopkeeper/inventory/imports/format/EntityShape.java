package dev.shopkeeper.inventory.imports.format;

import static dev.shopkeeper.inventory.imports.format.EntityShape.Column.line;
import static dev.shopkeeper.inventory.imports.format.EntityShape.Column.named;
import static dev.shopkeeper.inventory.imports.format.EntityShape.Column.of;
import static dev.shopkeeper.inventory.imports.format.EntityShape.Type.LIST;
import static dev.shopkeeper.inventory.imports.format.EntityShape.Type.MONEY;
import static dev.shopkeeper.inventory.imports.format.EntityShape.Type.NUMBER;
import static dev.shopkeeper.inventory.imports.format.EntityShape.Type.TEXT;
import static dev.shopkeeper.inventory.imports.format.EntityShape.Type.TIME;
import static dev.shopkeeper.inventory.imports.format.EntityShape.Type.TRUTH;
import static dev.shopkeeper.inventory.imports.format.EntityShape.Type.WHOLE;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The platform's own entities as tables and as lines of JSON. */
enum EntityShape {
    PRODUCTS(
            EntityType.PRODUCT,
            "products",
            null,
            List.of("item_id"),
            of("item_id", TEXT),
            of("description", TEXT),
            of("brand", TEXT),
            of("merchant_id", TEXT),
            of("categories", LIST),
            of("cost", MONEY),
            of("list_price", MONEY),
            of("weight_grams", WHOLE),
            of("size", TEXT),
            of("image_url", TEXT),
            of("active", TRUTH)),
    STOCK_MOVEMENTS(
            EntityType.STOCK_MOVEMENT,
            "stock-movements",
            null,
            List.of("movement_id", "item_id", "location_id", "reason", "quantity"),
            of("movement_id", TEXT),
            of("item_id", TEXT),
            of("location_id", TEXT),
            of("reason", TEXT),
            of("quantity", WHOLE),
            of("purchase_order_id", TEXT),
            of("supplier_id", TEXT),
            of("unit_cost", MONEY),
            of("ordered_at", TIME),
            of("occurred_at", TIME)),
    SUPPLY_TERMS(
            EntityType.SUPPLY_TERMS,
            "supply-terms",
            null,
            List.of("item_id", "supplier_id"),
            of("item_id", TEXT),
            of("supplier_id", TEXT),
            of("lead_time_days", NUMBER),
            of("minimum_order_quantity", WHOLE),
            of("case_pack", WHOLE),
            of("shelf_life_days", WHOLE),
            of("unit_cost", MONEY),
            of("preferred", TRUTH),
            of("review_period_days", WHOLE)),
    ORDERS(
            EntityType.ORDER,
            "orders",
            "lines",
            List.of("order_id", "channel", "placed_at", "line_id", "item_id", "quantity", "unit_price"),
            of("order_id", TEXT),
            of("user_id", TEXT),
            of("channel", TEXT),
            of("placed_at", TIME),
            of("shipping", MONEY),
            of("coupon_codes", LIST),
            of("delivery_address.zone_id", TEXT),
            of("delivery_address.latitude", NUMBER),
            of("delivery_address.longitude", NUMBER),
            line("line_id", TEXT),
            line("item_id", TEXT),
            line("title", TEXT),
            line("quantity", WHOLE),
            line("unit_price", MONEY)),
    CANCELLATIONS(
            EntityType.CANCELLATION,
            "cancellations",
            "lines",
            List.of("cancellation_id", "cancelled_at"),
            of("cancellation_id", TEXT),
            of("order_id", TEXT),
            of("user_id", TEXT),
            of("reason", TEXT),
            of("cancelled_at", TIME),
            line("line_id", TEXT),
            line("item_id", TEXT),
            line("title", TEXT),
            line("quantity", WHOLE),
            line("unit_price", MONEY)),
    RETURNS(
            EntityType.RETURN,
            "returns",
            "lines",
            List.of("return_id", "order_id", "kind", "requested_at", "line_id", "quantity"),
            of("return_id", TEXT),
            of("order_id", TEXT),
            of("kind", TEXT),
            of("reason", TEXT),
            of("requested_at", TIME),
            line("line_id", TEXT),
            line("quantity", WHOLE)),
    MESSAGES(
            EntityType.MESSAGE,
            "messages",
            null,
            List.of("message_id", "text", "received_at"),
            of("message_id", TEXT),
            of("order_id", TEXT),
            of("user_id", TEXT),
            of("text", TEXT),
            of("received_at", TIME)),
    MESSAGE_CORRECTIONS(
            EntityType.MESSAGE_CORRECTION,
            "message-corrections",
            null,
            List.of("message_id", "intent", "corrected_by", "corrected_at"),
            of("message_id", TEXT),
            of("intent", TEXT),
            of("corrected_by", TEXT),
            of("group", TEXT),
            of("corrected_at", TIME)),
    MEMBERS(
            EntityType.MEMBER,
            "members",
            null,
            List.of("user_id", "joined_at"),
            of("user_id", TEXT),
            of("joined_at", TIME),
            of("email_hash", TEXT)),
    BEHAVIOUR(
            EntityType.BEHAVIOUR,
            "behaviour",
            "items",
            List.of("event_name", "occurred_at"),
            of("event_id", TEXT),
            of("event_name", TEXT),
            of("occurred_at", TIME),
            of("user_id", TEXT),
            of("anonymous_id", TEXT),
            of("session_id", TEXT),
            of("ranking_id", TEXT),
            of("consent", TEXT),
            of("currency", TEXT),
            of("value", NUMBER),
            of("transaction_id", TEXT),
            of("item_list_id", TEXT),
            of("search_term", TEXT),
            of("promotion_id", TEXT),
            of("coupon", TEXT),
            of("shipping", NUMBER),
            of("tax", NUMBER),
            line("item_id", TEXT),
            line("item_variant", TEXT),
            line("price", NUMBER),
            line("discount", NUMBER),
            line("quantity", WHOLE),
            line("index", WHOLE)),
    COMPETITOR_PRICES(
            EntityType.COMPETITOR_PRICE,
            "competitor-prices",
            null,
            List.of("item_id", "competitor_id", "price", "observed_at"),
            of("item_id", TEXT),
            of("competitor_id", TEXT),
            of("price", MONEY),
            of("shipping", MONEY),
            of("in_stock", TRUTH),
            of("url", TEXT),
            of("observed_at", TIME)),
    TRAVEL_TIMES(
            EntityType.TRAVEL_TIME,
            "travel-times",
            null,
            List.of("zone_id", "speed_metres_per_second", "observed_at"),
            of("zone_id", TEXT),
            of("speed_metres_per_second", NUMBER),
            of("free_flow_metres_per_second", NUMBER),
            of("observed_at", TIME)),
    DEPOTS(
            EntityType.DEPOT,
            "depots",
            null,
            List.of("depot_id", "latitude", "longitude", "time_zone"),
            of("depot_id", TEXT),
            of("latitude", NUMBER),
            of("longitude", NUMBER),
            of("time_zone", TEXT)),
    VEHICLES(
            EntityType.VEHICLE,
            "vehicles",
            null,
            List.of("vehicle_id", "depot_id", "capacity_grams", "shift_from", "shift_to"),
            of("vehicle_id", TEXT),
            of("depot_id", TEXT),
            of("capacity_grams", WHOLE),
            of("most_stops", WHOLE),
            of("shift_from", TEXT),
            of("shift_to", TEXT),
            of("break_minutes", WHOLE),
            of("break_from", TEXT),
            of("break_to", TEXT),
            of("cost_fixed", NUMBER),
            of("cost_per_hour", NUMBER),
            of("cost_per_kilometre", NUMBER),
            of("active", TRUTH)),
    DELIVERIES(
            EntityType.DELIVERY,
            "deliveries",
            null,
            List.of("delivery_id", "requested_at"),
            of("delivery_id", TEXT),
            of("order_id", TEXT),
            of("address.zone_id", TEXT),
            of("address.latitude", NUMBER),
            of("address.longitude", NUMBER),
            of("promised_earliest", TIME),
            of("promised_latest", TIME),
            of("requested_at", TIME),
            of("weight_grams", WHOLE),
            of("vehicle_id", TEXT),
            of("departed_at", TIME),
            named("departed_from.zone_id", TEXT, "departed_zone_id"),
            named("departed_from.latitude", NUMBER, "departed_latitude"),
            named("departed_from.longitude", NUMBER, "departed_longitude"),
            of("arrived_at", TIME),
            of("completed_at", TIME),
            of("failed_at", TIME),
            of("failure_reason", TEXT));

    private final EntityType type;
    private final String kindName;
    private final @Nullable String list;
    private final List<String> required;
    private final List<Column> columns;

    enum Type {
        TEXT,
        WHOLE,
        NUMBER,
        MONEY,
        TRUTH,
        TIME,
        /** Values separated by {@code |}. */
        LIST
    }

    /**
     * One column.
     *
     * @param path of the field; at most one dot
     * @param ofLine whether it belongs to an entry of the entity's list
     * @param header its name in the header; mostly the last part of the path
     */
    record Column(String path, Type type, boolean ofLine, String header) {

        static Column of(String path, Type type) {
            return named(path, type, lastPart(path));
        }

        static Column named(String path, Type type, String header) {
            return new Column(path, type, false, header);
        }

        static Column line(String path, Type type) {
            return new Column(path, type, true, lastPart(path));
        }

        private static String lastPart(String path) {
            return path.substring(path.indexOf('.') + 1);
        }
    }

    EntityShape(EntityType type, String kindName, @Nullable String list, List<String> required, Column... columns) {
        this.type = type;
        this.kindName = kindName;
        this.list = list;
        this.required = required;
        this.columns = List.of(columns);
    }

    EntityType type() {
        return type;
    }

    String kindName() {
        return kindName;
    }

    /** The field with the entries that further rows of the same id add to, or null. */
    @Nullable
    String list() {
        return list;
    }

    /** Names of the columns and fields without which nothing can be read. */
    List<String> required() {
        return required;
    }

    List<Column> columns() {
        return columns;
    }
}
