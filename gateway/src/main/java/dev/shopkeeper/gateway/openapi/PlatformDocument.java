package dev.shopkeeper.gateway.openapi;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Merges the documents of several applications into one. Operation ids, tags and components get the name of their
 * application in front, so that nothing clashes; what the gateway may answer is added to every operation.
 */
final class PlatformDocument {

    private static final String COMPONENTS = "#/components/";

    private PlatformDocument() {}

    /** @param parts documents by the name of their application, in the order of the result */
    static ObjectNode merge(Map<String, JsonNode> parts) {
        ObjectNode merged = JsonMapper.shared().createObjectNode().put("openapi", "3.1.0");
        merged.putObject("info")
                .put("title", "Shopkeeper")
                .put("version", "v1")
                .put("description", "The decision layer of an online shop: events in, decisions out.");
        merged.putArray("servers").addObject().put("url", "/");
        ArrayNode security = merged.putArray("security");
        security.addObject().putArray("api_key");
        security.addObject().putArray("bearer");
        ArrayNode tags = merged.putArray("tags");
        ObjectNode paths = merged.putObject("paths");
        ObjectNode components = merged.putObject("components");
        ObjectNode schemes = components.putObject("securitySchemes");
        schemes.putObject("api_key").put("type", "apiKey").put("in", "header").put("name", "X-API-Key");
        schemes.putObject("bearer")
                .put("type", "http")
                .put("scheme", "bearer")
                .put("description", "An API key, or a token of the shop's identity provider");
        GatewayResponses.addProblem(components.putObject("schemas"));
        parts.forEach((name, document) -> add(name, document, tags, paths, components));
        return merged;
    }

    private static void add(String name, JsonNode document, ArrayNode tags, ObjectNode paths, ObjectNode components) {
        JsonNode renamed = References.rewritten(document, reference -> prefixed(name, reference));
        renamed.path("components").properties().forEach(section -> {
            if (!section.getKey().equals("securitySchemes")) {
                ObjectNode target = components.get(section.getKey()) instanceof ObjectNode present
                        ? present
                        : components.putObject(section.getKey());
                section.getValue()
                        .properties()
                        .forEach(component -> target.set(name + "." + component.getKey(), component.getValue()));
            }
        });
        renamed.path("tags").forEach(tag -> {
            ObjectNode copy = tags.addObject();
            copy.setAll((ObjectNode) tag);
            copy.put("name", name + ": " + tag.path("name").asString(""));
        });
        renamed.path("paths").properties().forEach(path -> {
            if (isRouted(path.getKey()) && path.getValue() instanceof ObjectNode item) {
                item.forEach(operation -> {
                    if (GatewayResponses.isOperation(operation)) {
                        rename(name, (ObjectNode) operation);
                    }
                });
                if (paths.get(path.getKey()) instanceof ObjectNode present) {
                    present.setAll(item);
                } else {
                    paths.set(path.getKey(), item);
                }
            }
        });
    }

    private static void rename(String name, ObjectNode operation) {
        operation.remove("security");
        if (operation.has("operationId")) {
            operation.put(
                    "operationId", name + "_" + operation.path("operationId").asString(""));
        }
        List<String> tags = new ArrayList<>();
        operation.path("tags").forEach(tag -> tags.add(name + ": " + tag.asString("")));
        ArrayNode renamed = operation.putArray("tags");
        if (tags.isEmpty()) {
            renamed.add(name);
        }
        tags.forEach(renamed::add);
        GatewayResponses.addTo(operation, "Problem");
    }

    private static boolean isRouted(String path) {
        return path.startsWith("/api/v1/") || path.startsWith("/admin/v1/");
    }

    private static String prefixed(String name, String reference) {
        if (!reference.startsWith(COMPONENTS)) {
            return reference;
        }
        int slash = reference.indexOf('/', COMPONENTS.length());
        return slash < 0 ? reference : reference.substring(0, slash + 1) + name + "." + reference.substring(slash + 1);
    }
}
