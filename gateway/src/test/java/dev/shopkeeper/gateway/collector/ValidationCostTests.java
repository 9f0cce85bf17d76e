package dev.shopkeeper.gateway.collector;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What reading an event costs with the collector's parser, and with a tree and the schema. */
class ValidationCostTests {

    private static final int EVENTS = 500;
    private static final TimeWindow WINDOW =
            TimeWindow.anyPastAt(Instant.parse("2026-11-20T10:00:00Z"), Duration.ofDays(1));

    @Test
    void readsSeveralTimesAsFastAsTheSchemaValidates() {
        // given
        byte[] batch = IntStream.range(0, EVENTS)
                .mapToObj("""
                        {"event_id":"0b9d4c1e-7a52-4c7e-9d0a-%d","event_name":"add_to_cart","user_id":"member-4711",\
                        "session_id":"s-20261101-77","occurred_at":"2026-11-01T08:30:00.123Z","currency":"CNY",\
                        "value":24.6,"consent":"granted","items":[{"item_id":"sku-1","price":"12.30","quantity":2},\
                        {"item_id":"sku-2","item_name":"Tea","index":3}]}"""::formatted)
                .collect(Collectors.joining(",", "[", "]"))
                .getBytes(UTF_8);
        BatchReader reader = new BatchReader(EVENTS);

        // when
        double parser = bestMicros(
                () -> assertThat(reader.read(batch, WINDOW).accepted()).hasSize(EVENTS));
        double schema = bestMicros(() -> {
            for (JsonNode event : JsonMapper.shared().readTree(batch)) {
                assertThat(CollectorSchema.errors(event)).isEmpty();
            }
        });

        // then
        System.out.printf("Reading an event: %.1f us by the parser, %.1f us by tree and schema%n", parser, schema);
        assertThat(parser).isLessThan(schema / 2);
    }

    private static double bestMicros(Runnable batch) {
        long best = Long.MAX_VALUE;
        for (int round = 0; round < 25; round++) {
            long start = System.nanoTime();
            batch.run();
            best = Math.min(best, System.nanoTime() - start);
        }
        return best / 1_000.0 / EVENTS;
    }
}
