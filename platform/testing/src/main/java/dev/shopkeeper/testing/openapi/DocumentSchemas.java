package dev.shopkeeper.testing.openapi;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Validates values against schemas that stand in the document, with its references. Not thread-safe. */
public final class DocumentSchemas {

    private final SchemaRegistry registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    private final Map<JsonNode, Schema> compiled = new IdentityHashMap<>();
    private final JsonNode components;

    public DocumentSchemas(OpenApiDocument document) {
        this.components = definitions(document.root().path("components"));
    }

    /** What is wrong with the value, shortened; empty if it is valid. */
    public List<String> errors(JsonNode schema, JsonNode value) {
        return compiled
                .computeIfAbsent(schema, this::compile)
                .validate(value, context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)))
                .stream()
                .map(Error::toString)
                .limit(5)
                .toList();
    }

    public boolean valid(JsonNode schema, JsonNode value) {
        return errors(schema, value).isEmpty();
    }

    /** The document's references begin at its root, so its schemas become the definitions of each. */
    private Schema compile(JsonNode schema) {
        ObjectNode root = JsonMapper.shared().createObjectNode();
        root.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        root.putArray("allOf").add(moved(schema));
        root.set("$defs", components);
        return registry.getSchema(root);
    }

    private static JsonNode definitions(JsonNode components) {
        ObjectNode definitions = JsonMapper.shared().createObjectNode();
        components.path("schemas").properties().forEach(each -> definitions.set(each.getKey(), moved(each.getValue())));
        return definitions;
    }

    private static JsonNode moved(JsonNode node) {
        return JsonMapper.shared().readTree(node.toString().replace("\"#/components/schemas/", "\"#/$defs/"));
    }
}
