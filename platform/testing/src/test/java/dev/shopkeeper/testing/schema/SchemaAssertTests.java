package dev.shopkeeper.testing.schema;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shopkeeper.events.EventEnvelope;
import dev.shopkeeper.events.EventJson;
import dev.shopkeeper.events.OrderShipped;
import dev.shopkeeper.testing.kafka.ProbedRecord;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SchemaAssertTests {

    private final OrderShipped event = new OrderShipped("o/1:🛒", null, null, Instant.parse("2026-03-08T09:15:30Z"));

    private final Map<String, String> headers = new HashMap<>(Map.of(
            "ce_specversion", "1.0",
            "ce_id", "e-1",
            "ce_source", "/order-service",
            "ce_type", OrderShipped.TYPE,
            "ce_time", "2026-03-08T09:15:30Z",
            "ce_subject", "o/1:🛒",
            "ce_dataschema", "urn:shopkeeper:schema:shop.order.shipped.v1",
            "content-type", "application/json"));

    @Test
    void acceptsACompleteRecord() {
        assertThatCode(() -> SchemaAssert.assertValid(record("order.events.v1", "o/1:🛒")))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ce_specversion", "ce_id", "ce_source", "ce_type", "ce_time", "ce_subject", "content-type"})
    void refusesARecordWithoutTheHeader(String header) {
        headers.remove(header);

        assertThatThrownBy(() -> SchemaAssert.assertValid(record("order.events.v1", "o/1:🛒")))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(header.equals("ce_type") ? "no type of the contract" : header);
    }

    @ParameterizedTest
    @CsvSource({"ce_time, yesterday", "ce_dataschema, /schemas/x.json", "content-type, text/plain"})
    void refusesAHeaderThatSaysSomethingElse(String header, String value) {
        headers.put(header, value);

        assertThatThrownBy(() -> SchemaAssert.assertValid(record("order.events.v1", "o/1:🛒")))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(header);
    }

    @Test
    void refusesAnotherTopicAndAnotherKey() {
        headers.put("ce_subject", "o-2");

        assertThatThrownBy(() -> SchemaAssert.assertValid(record("stock.events.v1", "o-2")))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("topic");
        assertThatThrownBy(() -> SchemaAssert.assertValid(record("order.events.v1", "o-2")))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("key");
    }

    @Test
    void refusesAnEventThatBreaksItsSchema() {
        assertThatThrownBy(() -> SchemaAssert.assertValid(new EventEnvelope<>(
                        "e-1", "/order-service", Instant.EPOCH, new OrderShipped("", null, null, Instant.EPOCH))))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("order_id");
    }

    private ProbedRecord record(String topic, String key) {
        return new ProbedRecord(topic, 0, 0, key, EventJson.mapper().writeValueAsBytes(event), headers);
    }
}
