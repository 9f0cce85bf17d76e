package dev.shopkeeper.testing.kafka;

import dev.shopkeeper.events.DeliveryCompleted;
import dev.shopkeeper.events.EventType;
import dev.shopkeeper.events.EventTypes;
import dev.shopkeeper.events.OrderPlaced;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Messages that claim to be an event and are none, so that whoever hears of such events sets a dead letter aside. Every
 * service hears of orders, and the order service itself of deliveries.
 */
public final class PoisonEvents {

    private static final List<EventType<?>> TYPES =
            List.of(EventTypes.of(OrderPlaced.class), EventTypes.of(DeliveryCompleted.class));

    private PoisonEvents() {}

    /** Sends so many of each type, and waits until the broker has them. */
    public static void send(KafkaProbe kafka, int ofEachType) {
        for (EventType<?> type : TYPES) {
            for (int i = 0; i < ofEachType; i++) {
                String id = "poison-" + UUID.randomUUID();
                kafka.send(type.topic().topicName(), id, "{\"broken", headers(id, type.name()));
            }
        }
    }

    private static Map<String, String> headers(String id, String type) {
        return Map.of(
                "ce_id",
                id,
                "ce_source",
                "/somebody",
                "ce_type",
                type,
                "ce_time",
                Instant.now().toString(),
                "ce_specversion",
                "1.0",
                "content-type",
                "application/json");
    }
}
