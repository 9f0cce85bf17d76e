package dev.shopkeeper.gateway.collector;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The schema of what the collector takes, in the hands of a validator that knows nothing of the collector. */
final class CollectorSchema {

    private static final String RESOURCE = "/schemas/collector-event.json";
    private static final JsonNode TREE = read();
    private static final Schema SCHEMA = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(TREE);

    private CollectorSchema() {}

    static JsonNode tree() {
        return TREE;
    }

    static List<String> errors(JsonNode event) {
        return SCHEMA
                .validate(event, context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)))
                .stream()
                .map(Error::toString)
                .toList();
    }

    private static JsonNode read() {
        try (InputStream in = CollectorSchema.class.getResourceAsStream(RESOURCE)) {
            return JsonMapper.shared().readTree(Objects.requireNonNull(in, RESOURCE));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
