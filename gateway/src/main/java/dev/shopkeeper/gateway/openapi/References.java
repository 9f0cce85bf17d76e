package dev.shopkeeper.gateway.openapi;

import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Rewrites the references within a document. */
final class References {

    private References() {}

    /** A copy with every {@code $ref}, and every mapping of a discriminator, changed. */
    static JsonNode rewritten(JsonNode node, UnaryOperator<String> change) {
        return switch (node) {
            case ObjectNode object -> {
                ObjectNode copy = JsonMapper.shared().createObjectNode();
                object.properties().forEach(field -> {
                    JsonNode value = field.getValue();
                    boolean reference = value.isString() && value.asString().startsWith("#/");
                    if (reference) {
                        copy.put(field.getKey(), change.apply(value.asString()));
                    } else {
                        copy.set(field.getKey(), rewritten(value, change));
                    }
                });
                yield copy;
            }
            case ArrayNode array -> {
                ArrayNode copy = JsonMapper.shared().createArrayNode();
                array.forEach(element -> copy.add(rewritten(element, change)));
                yield copy;
            }
            default -> node;
        };
    }
}
