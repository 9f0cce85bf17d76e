package dev.shopkeeper.gateway.openapi;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The document of the gateway's own operations: what annotations can say, and the schema of events to the letter. */
final class GatewayDocument {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String EVENT_SCHEMA = "/schemas/collector-event.json";
    private static final String EVENT = "CollectorEvent";
    private static final String SCHEMAS = "#/components/schemas/";

    private final JsonNode eventSchema;
    private final int maxEvents;

    GatewayDocument(int maxEvents) {
        this.maxEvents = maxEvents;
        this.eventSchema = resource(EVENT_SCHEMA);
    }

    /** Completes what was generated from the code. */
    ObjectNode complete(byte[] generated) {
        ObjectNode document = (ObjectNode) JSON.readTree(generated);
        document.remove("servers");
        document.remove("security");
        document.putObject("info")
                .put("title", "Shopkeeper gateway")
                .put("version", "v1")
                .put("description", "Events in, and the way to every service.");
        ObjectNode schemas = child(child(document, "components"), "schemas");
        addEvent(schemas);
        addRequest(schemas);
        addExample(document, "segment");
        addExample(document, "snowplow");
        GatewayResponses.addProblem(schemas);
        document.path("paths")
                .forEach(path -> path.forEach(operation -> GatewayResponses.addTo((ObjectNode) operation, "Problem")));
        return document;
    }

    /** Parts of the schema become components of their own: references within a document start at its root. */
    private void addEvent(ObjectNode schemas) {
        ObjectNode event = (ObjectNode)
                References.rewritten(eventSchema, reference -> reference.replace("#/$defs/", SCHEMAS + EVENT + "."));
        event.remove("$schema");
        event.remove("$id");
        JsonNode parts = event.remove("$defs");
        schemas.set(EVENT, event);
        if (parts != null) {
            parts.properties().forEach(part -> schemas.set(EVENT + "." + part.getKey(), part.getValue()));
        }
    }

    private void addRequest(ObjectNode schemas) {
        ObjectNode request = schemas.putObject("EventsRequest");
        request.put("description", "One event, an array of events, or an object with the array.");
        ArrayNode forms = request.putArray("oneOf");
        forms.addObject().put("$ref", SCHEMAS + EVENT);
        forms.add(events());
        ObjectNode wrapper = forms.addObject().put("type", "object").put("additionalProperties", false);
        wrapper.putArray("required").add("events");
        wrapper.putObject("properties").set("events", events());
    }

    /** What another tool sends is described where that tool is; an example shows what is taken of it. */
    private static void addExample(ObjectNode document, String tool) {
        if (document.at("/paths/~1api~1v1~1events~1" + tool + "/post/requestBody/content/application~1json/schema")
                instanceof ObjectNode schema) {
            schema.putArray("examples").add(resource("/examples/" + tool + ".json"));
        }
    }

    private static JsonNode resource(String path) {
        try (InputStream in = GatewayDocument.class.getResourceAsStream(path)) {
            return JSON.readTree(Objects.requireNonNull(in, path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ObjectNode events() {
        ObjectNode events =
                JSON.createObjectNode().put("type", "array").put("minItems", 1).put("maxItems", maxEvents);
        events.putObject("items").put("$ref", SCHEMAS + EVENT);
        return events;
    }

    private static ObjectNode child(ObjectNode parent, String name) {
        return parent.get(name) instanceof ObjectNode present ? present : parent.putObject(name);
    }
}
