package dev.shopkeeper.starter.messaging;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.shopkeeper.events.EventJson;
import dev.shopkeeper.events.EventType;
import dev.shopkeeper.events.EventTypes;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import tools.jackson.core.type.TypeReference;

/**
 * One event waiting to be published.
 *
 * @param attempts how often it was refused for its own sake
 */
record OutboxRow(
        UUID id,
        String topic,
        String key,
        String type,
        String json,
        String source,
        Instant time,
        String headers,
        int attempts) {

    private static final TypeReference<Map<String, String>> HEADERS = new TypeReference<>() {};

    static OutboxRow of(ResultSet row, int index) throws SQLException {
        return new OutboxRow(
                row.getObject("id", UUID.class),
                row.getString("aggregatetype"),
                row.getString("aggregateid"),
                row.getString("type"),
                row.getString("payload"),
                row.getString("source"),
                row.getObject("time", OffsetDateTime.class).toInstant(),
                row.getString("headers"),
                row.getInt("attempts"));
    }

    ProducerRecord<String, byte[]> toRecord() {
        EventType<?> eventType = EventTypes.named(type)
                .orElseThrow(() -> new IllegalStateException(
                        "The outbox holds an event of unknown type '" + type + "'. Maybe the service was downgraded?"));
        ProducerRecord<String, byte[]> record =
                CloudEvents.toRecord(eventType, id.toString(), source, time, key, json.getBytes(UTF_8));
        EventJson.mapper()
                .readValue(headers, HEADERS)
                .forEach((name, value) -> CloudEvents.put(record.headers(), name, value));
        return record;
    }
}
