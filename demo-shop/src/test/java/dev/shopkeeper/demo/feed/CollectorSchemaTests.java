package dev.shopkeeper.demo.feed;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.shopkeeper.demo.history.History;
import dev.shopkeeper.demo.world.World;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Every behaviour event of a small shop is one that the collector takes. */
class CollectorSchemaTests {

    @Test
    void everyBehaviourEventIsValidAgainstTheCollectorsSchema() throws IOException {
        Schema schema = collectorSchema();
        Bodies bodies = new Bodies(UnaryOperator.identity());
        int[] events = {0};

        new History(World.generate(3, 0.02, Instant.parse("2026-11-01T00:00:00Z"))).forEachRemaining(fact -> {
            Bodies.Entry entry = bodies.of(fact);
            if (entry.endpoint().path().equals("/api/v1/events")) {
                events[0]++;
                assertThat(schema.validate(entry.body()))
                        .as(entry.body().toString())
                        .isEmpty();
            }
        });

        assertThat(events[0]).isGreaterThan(1000);
    }

    private static Schema collectorSchema() throws IOException {
        try (InputStream resource = CollectorSchemaTests.class.getResourceAsStream("/schemas/collector-event.json")) {
            JsonNode schema = JsonMapper.shared().readTree(Objects.requireNonNull(resource));
            return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(schema);
        }
    }
}
