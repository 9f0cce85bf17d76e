package dev.shopkeeper.gateway.collector;

import dev.shopkeeper.starter.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Snowplow's <a href="https://docs.snowplow.io/docs/events/ontology/e-commerce/">e-commerce events</a> as its trackers
 * post them: a {@code payload_data} envelope of self-describing events ({@code ue_pr}, {@code ue_px}) with their
 * entities ({@code co}, {@code cx}). Entities that have no counterpart are left out.
 */
final class SnowplowAdapter implements Adapter {

    private static final String ACTION = "snowplow_ecommerce_action";

    private static final Map<String, String> NAMES = Map.of(
            "list_view", "view_item_list",
            "product_view", "view_item",
            "list_click", "select_item",
            "add_to_cart", "add_to_cart",
            "remove_from_cart", "remove_from_cart",
            "checkout_step", "begin_checkout",
            "transaction", "purchase",
            "refund", "refund",
            "promo_view", "view_promotion",
            "promo_click", "select_promotion");

    private static final Map<String, String> SOURCES = Map.of(
            "event_id", "eid",
            "occurred_at", "dtm",
            "user_id", "uid",
            "anonymous_id", "duid",
            "session_id", "sid",
            "item_list_id", "name",
            "items", "product",
            "item_id", "id",
            "index", "position");

    @Override
    public List<JsonNode> entries(JsonNode body) {
        JsonNode data = body.isArray() ? body : body.get("data");
        if (body.isObject()) {
            String schema = Trees.text(body, "schema");
            if (!"payload_data".equals(name(schema))) {
                throw ProblemException.invalid(
                        "schema", schema == null ? null : Values.shortened(schema), "is no payload_data envelope");
            }
        }
        if (data == null || !data.isArray()) {
            throw ProblemException.invalid("data", null, "is no JSON array");
        }
        return Trees.elements(data);
    }

    @Override
    public ObjectNode adapt(JsonNode payload) throws UnmappableException {
        if (!payload.isObject()) {
            throw new UnmappableException("", null, "is no JSON object");
        }
        String kind = Trees.text(payload, "e");
        if (!"ue".equals(kind)) {
            throw new UnmappableException("e", kind, "is not ue, a self-describing event, the only kind that is taken");
        }
        JsonNode event = selfDescribing(payload, "ue_pr", "ue_px");
        JsonNode inner = event == null ? null : event.get("data");
        String schema = inner == null ? null : Trees.text(inner, "schema");
        JsonNode action = inner == null ? null : inner.get("data");
        if (!ACTION.equals(name(schema)) || action == null) {
            throw new UnmappableException("ue_pr", schema, "is no " + ACTION);
        }
        String type = Trees.text(action, "type");
        String name = type == null ? null : NAMES.get(type);
        if (name == null) {
            throw new UnmappableException("type", type, "is no type of " + ACTION + " that is taken");
        }
        ObjectNode adapted = Trees.object().put("event_name", name);
        Trees.copyId(payload, adapted, "event_id", "eid");
        Trees.copyId(payload, adapted, "user_id", "uid");
        Trees.copyId(payload, adapted, "anonymous_id", "duid", "nuid", "tnuid");
        Trees.copyId(payload, adapted, "session_id", "sid");
        time(payload, adapted);
        if (type != null && type.startsWith("list_")) {
            Trees.copyId(action, adapted, "item_list_id", "name");
        }
        entities(selfDescribing(payload, "co", "cx"), adapted);
        return adapted;
    }

    private static void time(JsonNode payload, ObjectNode adapted) throws UnmappableException {
        String text = Trees.text(payload, "ttm");
        String millis = text == null ? Trees.text(payload, "dtm") : text;
        if (millis == null) {
            return;
        }
        try {
            adapted.put(
                    "occurred_at", Instant.ofEpochMilli(Long.parseLong(millis)).toString());
        } catch (NumberFormatException | DateTimeException e) {
            throw new UnmappableException(text == null ? "dtm" : "ttm", millis, "is no number of milliseconds");
        }
    }

    private static void entities(@Nullable JsonNode contexts, ObjectNode adapted) throws UnmappableException {
        JsonNode data = contexts == null ? null : contexts.get("data");
        if (data == null || !data.isArray()) {
            return;
        }
        List<ObjectNode> items = new ArrayList<>();
        for (JsonNode entity : data) {
            JsonNode fields = entity.get("data");
            String entityName = name(Trees.text(entity, "schema"));
            if (fields == null || !fields.isObject() || entityName == null) {
                continue;
            }
            switch (entityName) {
                case "product" -> {
                    items.add(item(fields));
                    Trees.copy(fields, adapted, "currency", "currency");
                }
                case "cart" -> money(fields, adapted, "total_value");
                case "transaction" -> {
                    Trees.copyId(fields, adapted, "transaction_id", "transaction_id");
                    money(fields, adapted, "revenue");
                }
                case "refund" -> {
                    Trees.copyId(fields, adapted, "transaction_id", "transaction_id");
                    money(fields, adapted, "refund_amount");
                }
                case "promotion" -> Trees.copyId(fields, adapted, "promotion_id", "id");
                case "checkout_step" -> firstStep(fields);
                default -> {
                    // an entity of another purpose: web page, consent, performance
                }
            }
        }
        if (!items.isEmpty()) {
            ArrayNode array = adapted.putArray("items");
            items.forEach(array::add);
        }
    }

    /** Checkouts report every step; the behaviour known here is that one has begun. */
    private static void firstStep(JsonNode step) throws UnmappableException {
        JsonNode number = step.get("step");
        if (number != null && number.isIntegralNumber() && number.asInt(1) > 1) {
            throw new UnmappableException("step", number.asString(), "is not 1, the beginning of a checkout");
        }
    }

    private static void money(JsonNode fields, ObjectNode adapted, String amount) {
        Trees.copy(fields, adapted, "value", amount);
        Trees.copy(fields, adapted, "currency", "currency");
    }

    private static ObjectNode item(JsonNode product) {
        ObjectNode item = Trees.object();
        Trees.copyId(product, item, "item_id", "id");
        Trees.copy(product, item, "price", "price", "list_price");
        Trees.copy(product, item, "quantity", "quantity");
        Trees.copy(product, item, "index", "position");
        return item;
    }

    private static @Nullable JsonNode selfDescribing(JsonNode payload, String plain, String encoded)
            throws UnmappableException {
        String text = Trees.text(payload, plain);
        String name = plain;
        try {
            if (text == null) {
                name = encoded;
                String base64 = Trees.text(payload, encoded);
                if (base64 == null) {
                    return null;
                }
                text = new String(
                        Base64.getUrlDecoder().decode(base64.replace('+', '-').replace('/', '_')),
                        StandardCharsets.UTF_8);
            }
            return CollectorJson.tree(text.getBytes(StandardCharsets.UTF_8));
        } catch (ProblemException | IllegalArgumentException e) {
            throw new UnmappableException(name, null, "is no JSON" + (name.equals(encoded) ? " in base64" : ""));
        }
    }

    /** {@code product} of {@code iglu:com.snowplowanalytics.snowplow.ecommerce/product/jsonschema/1-0-0}. */
    private static @Nullable String name(@Nullable String schema) {
        if (schema == null || !schema.startsWith("iglu:")) {
            return null;
        }
        String[] parts = schema.split("/", -1);
        return parts.length == 4 ? parts[1] : null;
    }

    @Override
    public String sourceName(String name) {
        return SourceNames.of(name, SOURCES);
    }
}
