package dev.shopkeeper.gateway.collector;

import dev.shopkeeper.starter.problem.ProblemException;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Segment's <a href="https://segment.com/docs/connections/spec/ecommerce/v2/">e-commerce events</a>: a {@code track}
 * call, or {@code {"batch": [...]}} of them. Properties that have no counterpart are left out.
 */
final class SegmentAdapter implements Adapter {

    private static final Map<String, String> NAMES = Map.ofEntries(
            Map.entry("Products Searched", "search"),
            Map.entry("Product List Viewed", "view_item_list"),
            Map.entry("Product Clicked", "select_item"),
            Map.entry("Product Viewed", "view_item"),
            Map.entry("Product Added", "add_to_cart"),
            Map.entry("Product Removed", "remove_from_cart"),
            Map.entry("Product Added to Wishlist", "add_to_wishlist"),
            Map.entry("Checkout Started", "begin_checkout"),
            Map.entry("Order Completed", "purchase"),
            Map.entry("Order Refunded", "refund"),
            Map.entry("Promotion Viewed", "view_promotion"),
            Map.entry("Promotion Clicked", "select_promotion"));

    private static final Map<String, String> SOURCES = Map.ofEntries(
            Map.entry("event_id", "messageId"),
            Map.entry("event_name", "event"),
            Map.entry("occurred_at", "timestamp"),
            Map.entry("user_id", "userId"),
            Map.entry("anonymous_id", "anonymousId"),
            Map.entry("transaction_id", "properties.order_id"),
            Map.entry("item_list_id", "properties.list_id"),
            Map.entry("search_term", "properties.query"),
            Map.entry("item_id", "product_id"),
            Map.entry("index", "position"),
            Map.entry("items", "properties.products"));

    @Override
    public List<JsonNode> entries(JsonNode body) {
        if (!body.isObject()) {
            throw ProblemException.invalid("", null, "the body is neither a track call nor {\"batch\": […]}");
        }
        JsonNode batch = body.get("batch");
        if (batch == null) {
            return List.of(body);
        }
        if (!batch.isArray()) {
            throw ProblemException.invalid("batch", null, "is no JSON array");
        }
        return Trees.elements(batch);
    }

    @Override
    public ObjectNode adapt(JsonNode call) throws UnmappableException {
        if (!call.isObject()) {
            throw new UnmappableException("", null, "is no JSON object");
        }
        String type = Trees.text(call, "type");
        if (type != null && !type.equals("track")) {
            throw new UnmappableException("type", type, "is not track, the only call that is taken");
        }
        String event = Trees.text(call, "event");
        String name = event == null ? null : NAMES.get(event);
        if (name == null) {
            throw new UnmappableException("event", event, "is no e-commerce event that is taken");
        }
        JsonNode properties = call.get("properties");
        if (properties == null || !properties.isObject()) {
            properties = Trees.object();
        }
        ObjectNode adapted = Trees.object().put("event_name", name);
        Trees.copyId(call, adapted, "event_id", "messageId");
        Trees.copyId(call, adapted, "user_id", "userId");
        Trees.copyId(call, adapted, "anonymous_id", "anonymousId");
        Trees.copy(call, adapted, "occurred_at", "timestamp", "originalTimestamp");
        Trees.copyId(properties, adapted, "session_id", "session_id");
        Trees.copyId(properties, adapted, "ranking_id", "ranking_id");
        Trees.copy(properties, adapted, "consent", "consent");
        Trees.copy(properties, adapted, "currency", "currency");
        Trees.copy(properties, adapted, "value", "value", "revenue", "total");
        Trees.copyId(properties, adapted, "transaction_id", "order_id", "checkout_id");
        Trees.copyId(properties, adapted, "item_list_id", "list_id");
        Trees.copy(properties, adapted, "search_term", "query");
        Trees.copyId(properties, adapted, "promotion_id", "promotion_id");
        items(properties, adapted);
        return adapted;
    }

    private static void items(JsonNode properties, ObjectNode adapted) {
        JsonNode products = properties.get("products");
        if (products != null && products.isArray()) {
            ArrayNode items = adapted.putArray("items");
            products.forEach(product -> items.add(product.isObject() ? item(product) : product));
        } else if (properties.has("product_id")) {
            adapted.putArray("items").add(item(properties));
        }
    }

    private static ObjectNode item(JsonNode product) {
        ObjectNode item = Trees.object();
        Trees.copyId(product, item, "item_id", "product_id");
        Trees.copy(product, item, "price", "price");
        Trees.copy(product, item, "quantity", "quantity");
        Trees.copy(product, item, "index", "position");
        return item;
    }

    @Override
    public String sourceName(String name) {
        return SourceNames.of(name, SOURCES);
    }
}
