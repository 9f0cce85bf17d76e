package dev.shopkeeper.gateway.collector;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What the adapters do with trees. */
final class Trees {

    private Trees() {}

    static ObjectNode object() {
        return CollectorJson.mapper().createObjectNode();
    }

    static List<JsonNode> elements(JsonNode array) {
        List<JsonNode> elements = new ArrayList<>(array.size());
        array.forEach(elements::add);
        return elements;
    }

    /** Copies the first of these fields that is there; JSON null counts as not there. */
    static void copy(JsonNode from, ObjectNode to, String name, String... sources) {
        for (String source : sources) {
            JsonNode value = from.get(source);
            if (value != null && !value.isNull()) {
                to.set(name, value);
                return;
            }
        }
    }

    /** As {@link #copy}, writing whole numbers as text: many shops count their identifiers. */
    static void copyId(JsonNode from, ObjectNode to, String name, String... sources) {
        copy(from, to, name, sources);
        JsonNode value = to.get(name);
        if (value != null && value.isIntegralNumber()) {
            to.put(name, value.asString());
        }
        if (value != null && value.isString() && value.asString().isEmpty()) {
            to.remove(name); // trackers send empty text for what they do not know
        }
    }

    /** The text of a field, or null. */
    static @Nullable String text(JsonNode node, String name) {
        JsonNode value = node.get(name);
        return value != null && value.isString() ? value.asString() : null;
    }
}
