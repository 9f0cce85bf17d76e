package dev.shopkeeper.starter.messaging;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.shopkeeper.events.EventEnvelope;
import dev.shopkeeper.events.EventJson;
import dev.shopkeeper.events.EventType;
import dev.shopkeeper.events.EventTypes;
import dev.shopkeeper.events.ShopEvent;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * CloudEvents 1.0 on Kafka in binary mode: attributes in {@code ce_*} headers, the event as plain JSON in the value,
 * the event's key as message key and subject.
 */
public final class CloudEvents {

    public static final String ID = "ce_id";
    public static final String SOURCE = "ce_source";
    public static final String TYPE = "ce_type";
    public static final String TIME = "ce_time";
    public static final String SUBJECT = "ce_subject";
    public static final String SPEC_VERSION = "ce_specversion";
    public static final String DATA_SCHEMA = "ce_dataschema";
    public static final String CONTENT_TYPE = "content-type";

    private static final String SCHEMA_ROOT = "https://shopkeeper.dev";

    private CloudEvents() {}

    /** The record to send for an event, on the topic of its type. */
    public static ProducerRecord<String, byte[]> toRecord(EventEnvelope<?> event) {
        return toRecord(
                event.type(),
                event.id(),
                event.source(),
                event.time(),
                event.key(),
                EventJson.mapper().writeValueAsBytes(event.data()));
    }

    static ProducerRecord<String, byte[]> toRecord(
            EventType<?> type, String id, String source, Instant time, String key, byte[] json) {
        ProducerRecord<String, byte[]> record =
                new ProducerRecord<>(type.topic().topicName(), key, json);
        Headers headers = record.headers();
        put(headers, SPEC_VERSION, "1.0");
        put(headers, ID, id);
        put(headers, SOURCE, source);
        put(headers, TYPE, type.name());
        put(headers, TIME, time.toString());
        put(headers, SUBJECT, key);
        put(headers, DATA_SCHEMA, SCHEMA_ROOT + type.schemaResource());
        put(headers, CONTENT_TYPE, "application/json");
        return record;
    }

    /**
     * Reads an event. Empty for what a consumer is to ignore: types of a newer contract and tombstones.
     *
     * @throws UnreadableEventException if the record is no event
     */
    public static Optional<EventEnvelope<?>> fromRecord(ConsumerRecord<String, byte[]> record) {
        return read(record.headers(), record.value());
    }

    static Optional<EventEnvelope<?>> read(Headers headers, byte @Nullable [] value) {
        if (value == null) {
            return Optional.empty();
        }
        String type = required(headers, TYPE);
        EventType<?> known = EventTypes.named(type).orElse(null);
        if (known == null) {
            return Optional.empty();
        }
        return Optional.of(new EventEnvelope<>(
                required(headers, ID), required(headers, SOURCE), time(headers), parse(known, value)));
    }

    private static ShopEvent parse(EventType<?> type, byte[] value) {
        try {
            ShopEvent event = EventJson.mapper().readValue(value, type.record());
            if (event == null) {
                throw new UnreadableEventException(
                        "The value of a " + type.name() + " is null. Maybe its producer is broken?");
            }
            return event;
        } catch (JacksonException e) {
            throw new UnreadableEventException("The value is no " + type.name() + ": " + e.getOriginalMessage(), e);
        }
    }

    private static Instant time(Headers headers) {
        String time = required(headers, TIME);
        try {
            return OffsetDateTime.parse(time).toInstant();
        } catch (DateTimeException e) {
            throw new UnreadableEventException("Header " + TIME + " is '" + time + "', which is no RFC 3339 time.", e);
        }
    }

    private static String required(Headers headers, String name) {
        String value = get(headers, name);
        if (value == null || value.isEmpty()) {
            throw new UnreadableEventException(
                    "Header " + name + " is missing. Maybe the record is no CloudEvent in binary mode?");
        }
        return value;
    }

    static @Nullable String get(Headers headers, String name) {
        Header header = headers.lastHeader(name);
        return header == null || header.value() == null ? null : new String(header.value(), UTF_8);
    }

    static void put(Headers headers, String name, String value) {
        headers.remove(name);
        headers.add(name, value.getBytes(UTF_8));
    }
}
