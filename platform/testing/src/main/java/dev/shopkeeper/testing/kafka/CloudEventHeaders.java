package dev.shopkeeper.testing.kafka;

import dev.shopkeeper.events.EventEnvelope;
import dev.shopkeeper.events.EventType;
import java.util.LinkedHashMap;
import java.util.Map;

/** CloudEvents 1.0 in Kafka's binary mode, written down from the specification. */
final class CloudEventHeaders {

    private CloudEventHeaders() {}

    static Map<String, String> of(EventEnvelope<?> envelope) {
        EventType<?> type = envelope.type();
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("ce_specversion", "1.0");
        headers.put("ce_id", envelope.id());
        headers.put("ce_source", envelope.source());
        headers.put("ce_type", type.name());
        headers.put("ce_time", envelope.time().toString());
        headers.put("ce_subject", envelope.key());
        headers.put("ce_dataschema", type.dataSchema());
        headers.put("content-type", "application/json");
        return headers;
    }
}
