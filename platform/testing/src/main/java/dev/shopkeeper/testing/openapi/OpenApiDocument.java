package dev.shopkeeper.testing.openapi;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/** An OpenAPI 3.1 document: its operations, with references followed. */
public final class OpenApiDocument {

    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");

    private final JsonNode root;

    /**
     * Reads a document.
     *
     * @throws IllegalArgumentException if it is none
     */
    public OpenApiDocument(JsonNode root) {
        if (!root.path("openapi").asString("").startsWith("3.")) {
            throw new IllegalArgumentException("This is no OpenAPI 3 document; it has openapi=" + root.path("openapi")
                    + ". Maybe the address is not that of /v3/api-docs?");
        }
        this.root = root;
    }

    public JsonNode root() {
        return root;
    }

    public List<Operation> operations() {
        List<Operation> operations = new ArrayList<>();
        root.path("paths").properties().forEach(path -> {
            JsonNode item = resolve(path.getValue());
            Set<String> methods = new LinkedHashSet<>();
            item.propertyNames().stream()
                    .filter(METHODS::contains)
                    .forEach(method -> methods.add(method.toUpperCase(Locale.ROOT)));
            for (String method : methods) {
                JsonNode operation = item.path(method.toLowerCase(Locale.ROOT));
                operations.add(operation(method, path.getKey(), item, operation, methods));
            }
        });
        return operations;
    }

    private Operation operation(String method, String path, JsonNode item, JsonNode operation, Set<String> methods) {
        Map<String, Parameter> parameters = new LinkedHashMap<>();
        for (JsonNode source : List.of(item.path("parameters"), operation.path("parameters"))) {
            for (JsonNode each : source) {
                Parameter parameter = parameter(resolve(each));
                parameters.put(parameter.in() + ":" + parameter.name(), parameter);
            }
        }
        JsonNode request = resolve(operation.path("requestBody"));
        String contentType = contentType(request.path("content"));
        JsonNode media = contentType == null
                ? MissingNode.getInstance()
                : request.path("content").path(contentType);
        Map<String, JsonNode> responses = new LinkedHashMap<>();
        operation
                .path("responses")
                .properties()
                .forEach(each -> responses.put(each.getKey(), resolve(each.getValue())));
        JsonNode security = operation.has("security") ? operation.path("security") : root.path("security");
        return new Operation(
                method,
                path,
                List.copyOf(parameters.values()),
                contentType,
                media.has("schema") ? media.path("schema") : null,
                examples(media),
                request.path("required").asBoolean(false),
                responses,
                !security.isEmpty(),
                methods);
    }

    private static Parameter parameter(JsonNode node) {
        String in = node.path("in").asString("");
        boolean required = node.path("required").asBoolean(false) || in.equals("path");
        JsonNode schema = node.path("schema");
        if (node.has("example") && schema instanceof ObjectNode plain) {
            schema = plain.deepCopy().set("example", node.path("example"));
        }
        return new Parameter(node.path("name").asString(""), in, required, schema);
    }

    private List<JsonNode> examples(JsonNode media) {
        List<JsonNode> examples = new ArrayList<>();
        if (media.has("example")) {
            examples.add(media.path("example"));
        }
        for (JsonNode named : media.path("examples")) {
            examples.add(resolve(named).path("value"));
        }
        return examples;
    }

    private static @Nullable String contentType(JsonNode content) {
        List<String> types = List.copyOf(content.propertyNames());
        return types.stream()
                .filter(type -> type.contains("json"))
                .findFirst()
                .orElse(types.isEmpty() ? null : types.getFirst());
    }

    /** The node itself, or what its reference points to. */
    public JsonNode resolve(JsonNode node) {
        JsonNode current = node;
        for (int hops = 0; current.has("$ref") && hops < 20; hops++) {
            current = root.at(current.path("$ref").asString("").replaceFirst("^#", ""));
        }
        return current;
    }
}
