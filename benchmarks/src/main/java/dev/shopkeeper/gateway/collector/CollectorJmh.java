package dev.shopkeeper.gateway.collector;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Random;
import java.util.StringJoiner;
import org.jspecify.annotations.NullMarked;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The same bytes of a batch of a hundred events, read and judged by the collector, and by a tree and its schema. */
@State(Scope.Thread)
@NullMarked
@SuppressWarnings("NullAway.Init") // JMH calls the method annotated with Setup first
public class CollectorJmh {

    private static final int EVENTS = 100;
    private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");

    @Param("1")
    public long seed;

    private final BatchReader reader = new BatchReader(EVENTS);
    private final TimeWindow window = TimeWindow.anyPastAt(NOW, Duration.ofDays(1));
    private final JsonMapper json = JsonMapper.shared();
    private byte[] batch;
    private Schema schema;

    @Setup
    public void prepare() throws IOException {
        Random random = new Random(seed);
        StringJoiner events = new StringJoiner(",", "[", "]");
        for (int i = 0; i < EVENTS; i++) {
            events.add("""
                    {"event_id":"0b9d4c1e-7a52-4c7e-9d0a-%d","event_name":"add_to_cart","user_id":"member-%d",\
                    "session_id":"s-%d","occurred_at":"2026-11-01T08:30:00.123Z","currency":"CNY","value":24.6,\
                    "consent":"granted","items":[{"item_id":"sku-%d","price":"12.30","quantity":%d},\
                    {"item_id":"sku-2","item_name":"Tea","index":3}]}""".formatted(
                    i, random.nextInt(5_000), random.nextInt(9_000), random.nextInt(2_000), 1 + random.nextInt(9)));
        }
        batch = events.toString().getBytes(UTF_8);
        try (InputStream resource = EventParser.class.getResourceAsStream("/schemas/collector-event.json")) {
            schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(json.readTree(Objects.requireNonNull(resource)));
        }
        if (productBatchOf100() != EVENTS || peerSchemaBatchOf100() != EVENTS) {
            throw new IllegalStateException("not all of the events are valid");
        }
    }

    @Benchmark
    public int productBatchOf100() {
        return reader.read(batch, window).accepted().size();
    }

    @Benchmark
    public int peerSchemaBatchOf100() {
        int valid = 0;
        for (JsonNode event : json.readTree(batch)) {
            boolean faultless = schema.validate(
                            event, context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)))
                    .isEmpty();
            valid += faultless ? 1 : 0;
        }
        return valid;
    }
}
