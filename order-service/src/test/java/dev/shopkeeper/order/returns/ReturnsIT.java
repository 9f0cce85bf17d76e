package dev.shopkeeper.order.returns;

import static dev.shopkeeper.order.orders.OrderUploads.line;
import static dev.shopkeeper.order.orders.OrderUploads.newId;
import static dev.shopkeeper.order.orders.OrderUploads.order;
import static dev.shopkeeper.order.orders.OrderUploads.upload;
import static org.assertj.core.api.Assertions.assertThat;

import dev.shopkeeper.events.Money;
import dev.shopkeeper.events.ReturnCompleted;
import dev.shopkeeper.events.Topic;
import dev.shopkeeper.starter.security.Role;
import dev.shopkeeper.testing.PlatformTest;
import dev.shopkeeper.testing.http.ApiClient;
import dev.shopkeeper.testing.http.ApiResponse;
import dev.shopkeeper.testing.kafka.KafkaProbe;
import dev.shopkeeper.testing.kafka.ProbedRecord;
import dev.shopkeeper.testing.schema.SchemaAssert;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

@PlatformTest
class ReturnsIT {

    private final KafkaProbe kafka;
    private ApiClient api;
    private String orderId = "";

    @Autowired
    ReturnsIT(ApiClient api, KafkaProbe kafka) {
        this.api = api;
        this.kafka = kafka;
    }

    @BeforeEach
    void placeAnOrder() {
        api = api.as(Role.OPERATOR);
        orderId = newId("o");
        ApiResponse response = api.post("/admin/v1/orders", upload(order(orderId, line("1", 10, "2.50"))));
        assertThat(response.status()).as(response.toString()).isEqualTo(200);
    }

    private Map<String, Object> request(String returnId, long quantity) {
        return Map.of(
                "return_id",
                returnId,
                "order_id",
                orderId,
                "kind",
                "refund",
                "lines",
                List.of(Map.of("line_id", "1", "quantity", quantity)),
                "reason",
                "too small",
                "requested_at",
                "2026-03-05T00:00:00Z");
    }

    private ApiResponse post(Map<String, Object> orderReturn) {
        return api.post("/admin/v1/returns", Map.of("returns", List.of(orderReturn)));
    }

    private ApiResponse decide(String returnId, String decision) {
        return api.post("/admin/v1/returns/" + returnId + "/decide", Map.of("decision", decision));
    }

    private ApiResponse complete(String returnId, Map<String, Object> body) {
        return api.post("/admin/v1/returns/" + returnId + "/complete", body);
    }

    private JsonNode storedOrder() {
        return api.get("/admin/v1/orders/" + orderId).json();
    }

    private String refunded() {
        return storedOrder().path("refunded").path("amount").asString();
    }

    @Test
    void goesFromRequestToRefundAndTellsEachStep() {
        // given
        String id = newId("r");

        // when
        assertThat(post(request(id, 3)).status()).isEqualTo(200);
        assertThat(decide(id, "approve").status()).isEqualTo(200);
        ApiResponse completed = complete(id, Map.of());

        // then
        assertThat(completed.json().path("state").asString()).isEqualTo("COMPLETED");
        assertThat(refunded()).isEqualTo("7.50");
        for (String step : List.of("requested", "decided", "completed")) {
            SchemaAssert.assertValid(kafka.await(
                    Topic.ORDER_NAME,
                    each -> orderId.equals(each.key()) && each.type().equals("shop.return." + step + ".v1")));
        }
        ProbedRecord last = kafka.await(
                Topic.ORDER_NAME,
                each -> orderId.equals(each.key()) && each.type().equals(ReturnCompleted.TYPE));
        assertThat(last.as(ReturnCompleted.class).refunded()).isEqualTo(Money.of("7.5000", "CNY"));
    }

    @Test
    void isOneReturnHoweverOftenItIsTold() {
        String id = newId("r");

        post(request(id, 3));
        ApiResponse again = post(request(id, 3));
        ApiResponse other = post(request(id, 4));

        assertThat(again.status()).isEqualTo(200);
        assertThat(storedOrder().path("lines").get(0).path("returned_quantity").asLong())
                .isEqualTo(3);
        assertThat(other.status()).isEqualTo(400);
        assertThat(other.json().path("errors").get(0).path("message").asString())
                .contains("known with other content");
    }

    @Test
    void givesUnitsFreeAgainWhenItIsRejected() {
        String id = newId("r");
        post(request(id, 10));
        assertThat(post(request(newId("r"), 1)).status()).isEqualTo(400);

        decide(id, "reject");

        assertThat(post(request(newId("r"), 1)).status()).isEqualTo(200);
    }

    @Test
    void refusesAVerbThatItsStateDoesNotAllow() {
        String id = newId("r");
        post(request(id, 1));

        ApiResponse early = complete(id, Map.of());
        decide(id, "approve");
        ApiResponse twice = decide(id, "approve");

        assertThat(early.status()).isEqualTo(409);
        assertThat(early.json().path("code").asString()).isEqualTo("wrong-return-state");
        assertThat(twice.json().path("errors").get(0).path("value").asString()).isEqualTo("APPROVED");
    }

    @Test
    void refusesARefundAboveTheWorthOfWhatComesBack() {
        String id = newId("r");
        post(request(id, 2));
        decide(id, "approve");

        ApiResponse response = complete(id, Map.of("refund", Map.of("amount", "5.01", "currency", "CNY")));

        assertThat(response.status()).isEqualTo(409);
        assertThat(response.json().path("code").asString()).isEqualTo("refund-above-paid");
        assertThat(refunded()).isEqualTo("0.00");
    }

    @Test
    void listsTheReturnsOfAnOrderByState() {
        String requested = newId("r");
        String approved = newId("r");
        post(request(requested, 1));
        post(request(approved, 1));
        decide(approved, "approve");

        JsonNode page =
                api.get("/admin/v1/returns?state=APPROVED&order_id=" + orderId).json();

        assertThat(page.path("items")).hasSize(1);
        assertThat(page.path("items").get(0).path("return_id").asString()).isEqualTo(approved);
        assertThat(api.get("/admin/v1/returns?order_id=" + orderId).json().path("items"))
                .hasSize(2);
    }

    @Test
    void neverRefundsMoreThanWasPaidWhenManyAskAtOnce() throws Exception {
        // given: twelve requests for a unit each of a line of ten, and every completion sent twice
        List<String> ids = new ArrayList<>();
        List<Callable<ApiResponse>> requests = new ArrayList<>();
        for (int number = 0; number < 12; number++) {
            String id = newId("r");
            ids.add(id);
            requests.add(() -> post(request(id, 1)));
        }

        // when
        long completed = 0;
        try (var threads = Executors.newFixedThreadPool(8)) {
            threads.invokeAll(requests);
            List<Callable<ApiResponse>> completions = new ArrayList<>();
            for (String id : ids) {
                decide(id, "approve");
                completions.add(() -> complete(id, Map.of()));
                completions.add(() -> complete(id, Map.of()));
            }
            for (Future<ApiResponse> answer : threads.invokeAll(completions)) {
                assertThat(answer.get().status()).isIn(200, 404, 409);
                completed += answer.get().status() == 200 ? 1 : 0;
            }
        }

        // then
        assertThat(completed).isEqualTo(10);
        assertThat(new BigDecimal(refunded())).isEqualByComparingTo("25");
    }
}
