package dev.shopkeeper.recommendation;

import dev.shopkeeper.events.BehaviourRecorded;
import dev.shopkeeper.events.EventEnvelope;
import dev.shopkeeper.events.EventJson;
import dev.shopkeeper.events.EventTypes;
import dev.shopkeeper.events.ItemUpserted;
import dev.shopkeeper.events.OrderPlaced;
import dev.shopkeeper.events.ShopEvent;
import dev.shopkeeper.testing.kafka.KafkaProbe;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Says over Kafka what a shop, its storefront and its other services say. Ids carry a prefix of the test's own. Events
 * are written as the JSON that others send, so that fields unknown here do not matter.
 */
final class Shop {

    private static final Map<String, Object> PRICE = Map.of("amount", "10.00", "currency", "CNY");

    private final KafkaProbe kafka;
    private final String prefix = "t" + UUID.randomUUID().toString().substring(0, 8) + "-";

    Shop(KafkaProbe kafka) {
        this.kafka = kafka;
    }

    /** The id by which a short name is known outside. */
    String id(String name) {
        return prefix + name;
    }

    void items(String category, String... names) {
        for (String name : names) {
            item(name, category, true, Map.of());
        }
    }

    void item(String name, String category, boolean active, Map<String, String> attributes) {
        say(
                ItemUpserted.class,
                Map.of(
                        "item_id", id(name),
                        "titles", Map.of("en", "English " + name, "zh", "中文" + name),
                        "categories", List.of(category),
                        "attributes", attributes,
                        "active", active,
                        "updated_at", Instant.now()));
    }

    EventEnvelope<BehaviourRecorded> did(String user, String session, String event, String... items) {
        return did(user, event, Map.of("session_id", id(session)), items);
    }

    EventEnvelope<BehaviourRecorded> did(String user, String event, Map<String, Object> more, String... items) {
        EventEnvelope<BehaviourRecorded> envelope = envelope(behaviour(user, event, more, items));
        kafka.send(envelope);
        return envelope;
    }

    /** As a producer sends it that drops nothing of what consent forbids; the id of the event. */
    String didAsSent(String user, String event, Map<String, Object> more, String... items) {
        Map<String, Object> fields = behaviour(user, event, more, items);
        EventEnvelope<BehaviourRecorded> envelope = envelope(fields);
        kafka.sendAs(envelope, EventJson.mapper().writeValueAsString(fields));
        return envelope.id();
    }

    private Map<String, Object> behaviour(String user, String event, Map<String, Object> more, String... items) {
        Map<String, Object> fields = new HashMap<>(Map.of(
                "event_id", UUID.randomUUID().toString(),
                "event_name", event,
                "occurred_at", Instant.now(),
                "received_at", Instant.now(),
                "user_id", id(user),
                "currency", "CNY",
                "items",
                        Arrays.stream(items)
                                .map(item -> Map.of("item_id", id(item), "quantity", 1))
                                .toList()));
        fields.putAll(more);
        return fields;
    }

    private static EventEnvelope<BehaviourRecorded> envelope(Map<String, Object> fields) {
        BehaviourRecorded behaviour = EventJson.mapper().convertValue(fields, BehaviourRecorded.class);
        return new EventEnvelope<>(behaviour.eventId(), "/gateway", behaviour.occurredAt(), behaviour);
    }

    void again(EventEnvelope<?> envelope) {
        kafka.send(envelope);
    }

    EventEnvelope<OrderPlaced> ordered(String order, String user, Instant at, Map<String, Integer> units) {
        return say(
                OrderPlaced.class,
                Map.of(
                        "order_id",
                        id(order),
                        "user_id",
                        id(user),
                        "channel",
                        "web",
                        "lines",
                        lines(units),
                        "total",
                        PRICE,
                        "placed_at",
                        at));
    }

    List<Map<String, Object>> lines(Map<String, Integer> units) {
        return units.entrySet().stream()
                .map(line -> Map.<String, Object>of(
                        "line_id",
                        "line-" + line.getKey(),
                        "item_id",
                        id(line.getKey()),
                        "quantity",
                        line.getValue(),
                        "unit_price",
                        PRICE))
                .toList();
    }

    <T extends ShopEvent> EventEnvelope<T> say(Class<T> type, Map<String, Object> fields) {
        T event = EventJson.mapper().convertValue(fields, type);
        String source = "/" + EventTypes.of(type).topic().topicName().split("\\.")[0];
        EventEnvelope<T> envelope = new EventEnvelope<>(UUID.randomUUID().toString(), source, Instant.now(), event);
        kafka.send(envelope);
        return envelope;
    }
}
