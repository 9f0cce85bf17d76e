package dev.shopkeeper.testing.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.shopkeeper.events.EventJson;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A record as it lies in Kafka.
 *
 * @param value the bytes, null for a tombstone
 * @param headers by name, the last one of equal names, read as UTF-8
 */
public record ProbedRecord(
        String topic,
        int partition,
        long offset,
        @Nullable String key,
        byte @Nullable [] value,
        Map<String, String> headers) {

    static ProbedRecord of(ConsumerRecord<String, byte[]> record) {
        Map<String, String> headers = new LinkedHashMap<>();
        record.headers()
                .forEach(header ->
                        headers.put(header.key(), header.value() == null ? "" : new String(header.value(), UTF_8)));
        return new ProbedRecord(
                record.topic(), record.partition(), record.offset(), record.key(), record.value(), headers);
    }

    /** The CloudEvents type, or empty text. */
    public String type() {
        return headers.getOrDefault("ce_type", "");
    }

    /** The CloudEvents id, or empty text. */
    public String id() {
        return headers.getOrDefault("ce_id", "");
    }

    /** The value as text; empty for a tombstone. */
    public String text() {
        return value == null ? "" : new String(value, UTF_8);
    }

    /** The value as JSON; a missing node for a tombstone. */
    public JsonNode json() {
        return EventJson.mapper().readTree(text());
    }

    /** The value as an event of the contract. */
    public <T> T as(Class<T> event) {
        return EventJson.mapper().readValue(text(), event);
    }
}
