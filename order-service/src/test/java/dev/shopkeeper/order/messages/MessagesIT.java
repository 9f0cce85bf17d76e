package dev.shopkeeper.order.messages;

import static dev.shopkeeper.order.orders.OrderUploads.newId;
import static org.assertj.core.api.Assertions.assertThat;

import dev.shopkeeper.events.MessageReceived;
import dev.shopkeeper.events.Topic;
import dev.shopkeeper.starter.security.Role;
import dev.shopkeeper.testing.PlatformTest;
import dev.shopkeeper.testing.http.ApiClient;
import dev.shopkeeper.testing.http.ApiResponse;
import dev.shopkeeper.testing.kafka.KafkaProbe;
import dev.shopkeeper.testing.kafka.ProbedRecord;
import dev.shopkeeper.testing.schema.SchemaAssert;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

@PlatformTest
class MessagesIT {

    private final KafkaProbe kafka;
    private ApiClient api;

    @Autowired
    MessagesIT(ApiClient api, KafkaProbe kafka) {
        this.api = api;
        this.kafka = kafka;
    }

    @BeforeEach
    void authenticate() {
        api = api.as(Role.OPERATOR);
    }

    private ApiResponse post(String id, String text) {
        return api.post(
                "/admin/v1/messages",
                Map.of(
                        "messages",
                        List.of(Map.of(
                                "message_id",
                                id,
                                "order_id",
                                "o-" + id,
                                "text",
                                text,
                                "received_at",
                                "2026-03-05T00:00:00Z"))));
    }

    @Test
    void waitsForAPersonAndIsToldWithoutItsText() {
        // given
        String id = newId("m");

        // when
        assertThat(post(id, "我的订单什么时候到?\nCall 13800138000").status()).isEqualTo(200);
        post(id, "我的订单什么时候到?\nCall 13800138000");

        // then
        JsonNode message = api.get("/admin/v1/messages/" + id).json();
        assertThat(message.path("text").asString()).contains("13800138000");
        assertThat(message.path("language").asString()).isEqualTo("zh");
        assertThat(message.path("state").asString()).isEqualTo("WAITING_FOR_PERSON");
        assertThat(message.path("degraded").asBoolean()).isTrue();
        ProbedRecord record = kafka.await(Topic.ORDER_NAME, each -> ("o-" + id).equals(each.key()));
        SchemaAssert.assertValid(record);
        assertThat(record.text()).doesNotContain("13800138000");
        assertThat(record.as(MessageReceived.class).intent()).isNull();
        assertThat(kafka.readAll(Topic.ORDER_NAME))
                .filteredOn(each -> ("o-" + id).equals(each.key()))
                .hasSize(1);
    }

    @Test
    void refusesOtherTextUnderTheSameIdAndRepeatsNoneOfIt() {
        String id = newId("m");
        post(id, "where is my order?");

        ApiResponse response = post(id, "secret 13800138000");

        assertThat(response.status()).isEqualTo(400);
        assertThat(response.text()).doesNotContain("13800138000").contains("known with other content");
    }

    @Test
    void refusesATextThatIsTooLongWithoutRepeatingIt() {
        ApiResponse response = post(newId("m"), "x".repeat(20_001));

        assertThat(response.status()).isEqualTo(400);
        assertThat(response.json().path("errors").get(0).path("name").asString())
                .isEqualTo("messages[0].text");
        assertThat(response.text()).doesNotContain("xxxx");
    }
}
