package dev.shopkeeper.testing.schema;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.shopkeeper.events.EventType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;

/** The schemas on the class path, formats asserted. Thread-safe. */
final class EventSchemas {

    private static final SchemaRegistry REGISTRY =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    private static final Map<String, Schema> CACHE = new ConcurrentHashMap<>();

    private EventSchemas() {}

    /** What is wrong with the value, one readable line each; empty if it is valid. */
    static List<String> errors(EventType<?> type, JsonNode value) {
        return errors(type.schemaResource(), value);
    }

    /** As above, with the schema at a class-path location. */
    static List<String> errors(String resource, JsonNode value) {
        return CACHE
                .computeIfAbsent(resource, EventSchemas::load)
                .validate(value, context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)))
                .stream()
                .map(Error::toString)
                .toList();
    }

    private static Schema load(String resource) {
        try (InputStream stream = EventSchemas.class.getResourceAsStream(resource)) {
            if (stream == null) {
                throw new IllegalArgumentException(
                        "There is no schema " + resource + " on the class path. Maybe the type is misspelt?");
            }
            return REGISTRY.getSchema(stream);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
