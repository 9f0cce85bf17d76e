package dev.shopkeeper.testing.schema;

import dev.shopkeeper.events.EventEnvelope;
import dev.shopkeeper.events.EventJson;
import dev.shopkeeper.events.EventType;
import dev.shopkeeper.events.EventTypes;
import dev.shopkeeper.events.ShopEvent;
import dev.shopkeeper.testing.kafka.ProbedRecord;
import java.net.URI;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Asserts that what a producer says is what the contract promises. The strongest form takes a record as it lies in
 * Kafka and looks at headers, key, topic and value.
 */
public final class SchemaAssert {

    private SchemaAssert() {}

    /** The event, written as the platform writes it, is valid. */
    public static void assertValid(ShopEvent event) {
        assertValid(EventTypes.of(event.getClass()).name(), EventJson.mapper().valueToTree(event));
    }

    /** The event in the envelope is valid, and the envelope is complete. */
    public static void assertValid(EventEnvelope<?> envelope) {
        List<String> errors = new ArrayList<>(
                EventSchemas.errors(envelope.type(), EventJson.mapper().valueToTree(envelope.data())));
        requirePresent(errors, "id", envelope.id());
        requirePresent(errors, "source", envelope.source());
        fail(envelope.type().name(), errors, envelope);
    }

    /** The JSON is a valid event of the CloudEvents type, {@code shop.order.placed.v1}. */
    public static void assertValid(String type, JsonNode event) {
        fail(type, EventSchemas.errors(named(type), event), event);
    }

    /** The JSON is valid against the schema at a class-path location, {@code /schemas/collector-event.json}. */
    public static void assertValidAgainst(String schemaResource, JsonNode value) {
        fail(schemaResource, EventSchemas.errors(schemaResource, value), value);
    }

    /** The record is a complete CloudEvent in binary mode, on the topic of its type, with a valid value. */
    public static void assertValid(ProbedRecord record) {
        EventType<?> type = named(record.type());
        List<String> errors = new ArrayList<>(EventSchemas.errors(type, record.json()));
        Map<String, String> headers = record.headers();
        requireEqual(errors, "topic", type.topic().topicName(), record.topic());
        requireEqual(errors, "ce_specversion", "1.0", headers.get("ce_specversion"));
        requireEqual(errors, "ce_subject", String.valueOf(record.key()), headers.get("ce_subject"));
        requireEqual(errors, "content-type", "application/json", headers.get("content-type"));
        requirePresent(errors, "ce_id", record.id());
        requirePresent(errors, "ce_source", headers.getOrDefault("ce_source", ""));
        requireTime(errors, headers.getOrDefault("ce_time", ""));
        requireAbsoluteUri(errors, headers.getOrDefault("ce_dataschema", type.dataSchema()));
        if (errors.isEmpty()) {
            requireEqual(errors, "key", record.as(type.record()).key(), record.key());
        }
        fail(type.name(), errors, record.text());
    }

    private static EventType<?> named(String type) {
        return EventTypes.named(type)
                .orElseThrow(() -> new AssertionError("'" + type + "' is no type of the contract"));
    }

    private static void requirePresent(List<String> errors, String name, String value) {
        if (value.isBlank()) {
            errors.add(name + ": is missing");
        }
    }

    private static void requireEqual(List<String> errors, String name, String expected, @Nullable String actual) {
        if (!expected.equals(actual)) {
            errors.add(name + ": is '" + actual + "' and not '" + expected + "'");
        }
    }

    private static void requireTime(List<String> errors, String value) {
        try {
            Instant.parse(value);
        } catch (DateTimeParseException e) {
            errors.add("ce_time: is '" + value + "', no RFC 3339 time");
        }
    }

    private static void requireAbsoluteUri(List<String> errors, String value) {
        if (!URI.create(value).isAbsolute()) {
            errors.add("ce_dataschema: is '" + value + "', no absolute URI");
        }
    }

    private static void fail(String what, List<String> errors, Object value) {
        if (!errors.isEmpty()) {
            throw new AssertionError("No valid " + what + ":\n  " + String.join("\n  ", errors) + "\nin " + value);
        }
    }
}
