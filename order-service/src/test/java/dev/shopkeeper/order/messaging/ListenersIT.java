package dev.shopkeeper.order.messaging;

import static dev.shopkeeper.order.orders.OrderUploads.line;
import static dev.shopkeeper.order.orders.OrderUploads.newId;
import static dev.shopkeeper.order.orders.OrderUploads.order;
import static dev.shopkeeper.order.orders.OrderUploads.upload;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.shopkeeper.events.DeliveryCompleted;
import dev.shopkeeper.events.EventEnvelope;
import dev.shopkeeper.events.ItemUpserted;
import dev.shopkeeper.events.ShopEvent;
import dev.shopkeeper.events.Topic;
import dev.shopkeeper.starter.security.Role;
import dev.shopkeeper.testing.PlatformTest;
import dev.shopkeeper.testing.http.ApiClient;
import dev.shopkeeper.testing.kafka.KafkaProbe;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@PlatformTest
class ListenersIT {

    private static final Instant NOW = Instant.parse("2026-03-06T00:00:00Z");

    private final KafkaProbe kafka;
    private ApiClient api;

    @Autowired
    ListenersIT(ApiClient api, KafkaProbe kafka) {
        this.api = api;
        this.kafka = kafka;
    }

    @BeforeEach
    void authenticate() {
        api = api.as(Role.OPERATOR);
    }

    private <T extends ShopEvent> void send(T event) {
        kafka.send(new EventEnvelope<>(newId("e"), "/test", NOW, event));
    }

    private String field(String orderId, String pointer) {
        return api.get("/admin/v1/orders/" + orderId).json().at(pointer).asString("");
    }

    @Test
    void fillTitlesThatTheOrderDidNotBring() {
        // given
        String itemId = newId("i");
        String orderId = newId("o");
        Map<String, Object> line = line("1", 1, "1");
        line.put("item_id", itemId);
        api.post("/admin/v1/orders", upload(order(orderId, line)));

        // when
        send(new ItemUpserted(
                itemId,
                Map.of("zh", "杯子", "en", "Cup"),
                null,
                null,
                null,
                List.of(),
                Map.of(),
                null,
                null,
                null,
                null,
                null,
                true,
                NOW));

        // then
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(
                        () -> assertThat(field(orderId, "/lines/0/title")).isEqualTo("Cup"));
    }

    @Test
    void deliverAnOrderThatLogisticsHandedOver() {
        String orderId = newId("o");
        api.post("/admin/v1/orders", upload(order(orderId, line("1", 1, "1"))));

        send(new DeliveryCompleted("d-1", orderId, null, NOW));

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(field(orderId, "/state")).isEqualTo("DELIVERED"));
        kafka.await(
                Topic.ORDER_NAME,
                each -> orderId.equals(each.key()) && each.type().contains("shipped"));
    }
}
