package dev.shopkeeper.order.orders;

import static dev.shopkeeper.order.orders.OrderUploads.bigOrder;
import static dev.shopkeeper.order.orders.OrderUploads.line;
import static dev.shopkeeper.order.orders.OrderUploads.newId;
import static dev.shopkeeper.order.orders.OrderUploads.order;
import static dev.shopkeeper.order.orders.OrderUploads.upload;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shopkeeper.events.OrderCancelled;
import dev.shopkeeper.events.OrderLine;
import dev.shopkeeper.events.OrderPlaced;
import dev.shopkeeper.events.Topic;
import dev.shopkeeper.starter.security.Role;
import dev.shopkeeper.testing.PlatformTest;
import dev.shopkeeper.testing.http.ApiClient;
import dev.shopkeeper.testing.http.ApiResponse;
import dev.shopkeeper.testing.kafka.KafkaProbe;
import dev.shopkeeper.testing.kafka.ProbedRecord;
import dev.shopkeeper.testing.schema.SchemaAssert;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;

@PlatformTest
class OrderIntakeIT {

    private final KafkaProbe kafka;
    private final JdbcTemplate jdbc;
    private ApiClient api;

    @Autowired
    OrderIntakeIT(ApiClient api, KafkaProbe kafka, JdbcTemplate jdbc) {
        this.api = api;
        this.kafka = kafka;
        this.jdbc = jdbc;
    }

    @BeforeEach
    void authenticate() {
        api = api.as(Role.OPERATOR);
    }

    private JsonNode post(Object body) {
        ApiResponse response = api.post("/admin/v1/orders", body);
        assertThat(response.status()).as(response.toString()).isEqualTo(200);
        return response.json();
    }

    private JsonNode get(String orderId) {
        ApiResponse response = api.get("/admin/v1/orders/"
                + URLEncoder.encode(orderId, StandardCharsets.UTF_8).replace("+", "%20"));
        assertThat(response.status()).as(response.toString()).isEqualTo(200);
        return response.json();
    }

    /** Waits for a later order on the same topic, so that "no event" is no matter of patience. */
    private List<ProbedRecord> eventsOf(String orderId) {
        String marker = newId("marker");
        post(upload(order(marker, line("1", 1, "1"))));
        kafka.await(Topic.ORDER_NAME, record -> marker.equals(record.key()));
        return kafka.readAll(Topic.ORDER_NAME).stream()
                .filter(record -> orderId.equals(record.key()))
                .toList();
    }

    @Nested
    class Uploading {

        @Test
        void storesAnOrderAndTellsOfIt() {
            // given
            String orderId = newId("o/1:🎈");
            Map<String, Object> order = order(orderId, line("1", 2, "1.50"), line("2", 1, "0.0010"));
            order.put("shipping", Map.of("amount", "5", "currency", "CNY"));
            order.put("coupon_codes", List.of("SPRING", "春"));
            order.put("delivery_address", Map.of("zone_id", "z1", "latitude", 31.2, "longitude", 121.5));

            // when
            JsonNode answer = post(upload(order));

            // then
            assertThat(answer.path("accepted").asInt()).isEqualTo(1);
            JsonNode stored = get(orderId);
            assertThat(stored.path("total").path("amount").asString()).isEqualTo("3.001");
            assertThat(stored.path("state").asString()).isEqualTo("PLACED");
            assertThat(stored.path("coupon_codes").toString()).isEqualTo("[\"SPRING\",\"春\"]");
            assertThat(stored.path("delivery_address").path("latitude").asDouble())
                    .isEqualTo(31.2);
            ProbedRecord record = kafka.await(Topic.ORDER_NAME, each -> orderId.equals(each.key()));
            SchemaAssert.assertValid(record);
            assertThat(record.as(OrderPlaced.class).lines())
                    .extracting(OrderLine::lineId)
                    .containsExactly("1", "2");
        }

        @Test
        void changesNothingAndSaysNothingWhenTheSameIsToldAgain() {
            String orderId = newId("o");
            post(upload(order(orderId, line("1", 2, "1.50"))));

            JsonNode answer = post(upload(order(orderId, line("1", 2, "1.5"))));

            assertThat(answer.path("accepted").asInt()).isEqualTo(1);
            assertThat(eventsOf(orderId)).hasSize(1);
        }

        @Test
        void addsNewLinesAndTellsTheDifference() {
            String orderId = newId("o");
            post(upload(order(orderId, line("1", 2, "1.50"))));

            post(upload(order(orderId, line("1", 2, "1.50"), line("2", 1, "4"))));

            assertThat(get(orderId).path("total").path("amount").asString()).isEqualTo("7.00");
            List<ProbedRecord> events = eventsOf(orderId);
            assertThat(events).hasSize(2);
            OrderPlaced difference = events.getLast().as(OrderPlaced.class);
            assertThat(difference.lines()).extracting(OrderLine::lineId).containsExactly("2");
            assertThat(difference.total().amount()).isEqualByComparingTo("4");
        }

        @Test
        void refusesAContradictingEntryAndStoresTheOthers() {
            String known = newId("o");
            String other = newId("o");
            post(upload(order(known, line("1", 2, "1.50"))));

            JsonNode answer = post(
                    upload(order(known, line("1", 3, "1.50"), line("2", 1, "1")), order(other, line("1", 1, "1"))));

            assertThat(answer.path("rejected").asInt()).isEqualTo(1);
            assertThat(answer.path("errors").get(0).path("code").asString()).isEqualTo("conflict");
            assertThat(get(known).path("lines")).hasSize(1);
            assertThat(get(other).path("lines")).hasSize(1);
        }

        @Test
        void tellsOnceOfAnOrderThatEightUploadAtTheSameTime() throws Exception {
            // given
            List<String> ids = List.of(newId("o"), newId("o"), newId("o"));
            Object forwards = upload(
                    order(ids.get(0), line("1", 2, "1.50")),
                    order(ids.get(1), line("1", 2, "1.50")),
                    order(ids.get(2), line("1", 2, "1.50")));
            Object backwards = upload(
                    order(ids.get(2), line("1", 2, "1.50")),
                    order(ids.get(1), line("1", 2, "1.50")),
                    order(ids.get(0), line("1", 2, "1.50")));

            // when
            List<Callable<Integer>> uploads = IntStream.range(0, 8)
                    .<Callable<Integer>>mapToObj(number -> () -> post(number % 2 == 0 ? forwards : backwards)
                            .path("accepted")
                            .asInt())
                    .toList();
            try (var threads = Executors.newFixedThreadPool(8)) {
                for (Future<Integer> accepted : threads.invokeAll(uploads)) {
                    assertThat(accepted.get()).isEqualTo(3);
                }
            }

            // then
            for (String id : ids) {
                assertThat(eventsOf(id)).hasSize(1);
                assertThat(get(id).path("total").path("amount").asString()).isEqualTo("3.00");
            }
        }

        @Test
        void takesALongOrderInParts() {
            String orderId = newId("o");

            post(upload(bigOrder(orderId, 1_200)));
            post(upload(bigOrder(orderId, 2_000)));

            assertThat(get(orderId).path("lines")).hasSize(2_000);
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "\"quantity\":0        | lines[0].quantity | must be from 1",
                    "\"quantity\":\"2\"    | lines[0].quantity | must be a whole number",
                    "\"quantity\":99999999999999999999 | lines[0].quantity | must be a whole number",
                    "\"unit_price\":{\"amount\":\"-1\",\"currency\":\"CNY\"} | lines[0].unit_price.amount | must not be",
                    "\"unit_price\":{\"amount\":\"1\",\"currency\":\"XXY\"} | lines[0].unit_price.currency | unknown",
                    "\"colour\":\"red\"    | lines[0].colour | unknown field",
                })
        void refusesABadLineByNameAndStoresNothingOfItsOrder(String field, String name, String message) {
            // given
            String bad = newId("o");
            String line = "{\"line_id\":\"1\",\"item_id\":\"i\"," + field
                    + (field.contains("quantity") ? "" : ",\"quantity\":1")
                    + (field.contains("unit_price") ? "" : ",\"unit_price\":{\"amount\":\"1\",\"currency\":\"CNY\"}")
                    + "}";
            String order = "{\"order_id\":\"%s\",\"channel\":\"web\",\"placed_at\":\"%s\",\"lines\":[%s]}";
            String good = order.formatted(
                    newId("o"),
                    "2026-01-01T00:00:00Z",
                    "{\"line_id\":\"1\",\"item_id\":\"i\",\"quantity\":1,"
                            + "\"unit_price\":{\"amount\":\"1\",\"currency\":\"CNY\"}}");

            // when
            JsonNode answer =
                    post("{\"orders\":[" + order.formatted(bad, "2026-01-01T00:00:00Z", line) + "," + good + "]}");

            // then
            assertThat(answer.path("accepted").asInt()).isEqualTo(1);
            JsonNode error = answer.path("errors").get(0);
            assertThat(error.path("index").asInt()).isZero();
            assertThat(error.path("name").asString()).isEqualTo(name);
            assertThat(error.path("message").asString()).startsWith(message);
            assertThat(api.get("/admin/v1/orders/" + bad).status()).isEqualTo(404);
        }

        @Test
        void answersAProblemWhenEverythingIsRefused() {
            Map<String, Object> order = order(newId("o"), line("1", 1, "1"));
            order.put("placed_at", "2199-01-01T00:00:00Z");

            ApiResponse response = api.post("/admin/v1/orders", upload(order));

            assertThat(response.status()).isEqualTo(400);
            assertThat(response.contentType()).isEqualTo("application/problem+json");
            assertThat(response.json().path("code").asString()).isEqualTo("all-rejected");
            assertThat(response.json().path("errors").get(0).path("name").asString())
                    .isEqualTo("orders[0].placed_at");
        }
    }

    @Nested
    class Listing {

        @Test
        void filtersByUserAndWalksByCursor() {
            // given
            String user = newId("u");
            for (int number = 0; number < 3; number++) {
                Map<String, Object> order = order(newId("o"), line("1", 1, "1"));
                order.put("user_id", user);
                order.put("placed_at", "2026-02-0" + (number + 1) + "T00:00:00Z");
                post(upload(order));
            }

            // when
            JsonNode first = api.get("/admin/v1/orders?limit=2&user_id=" + user).json();
            JsonNode second = api.get("/admin/v1/orders?limit=2&user_id=" + user + "&cursor="
                            + first.path("next_cursor").asString())
                    .json();
            JsonNode early = api.get("/admin/v1/orders?from=2026-02-01T00:00:00Z&to=2026-02-02T00:00:00Z&state=PLACED"
                            + "&user_id=" + user)
                    .json();

            // then
            assertThat(first.path("items")).hasSize(2);
            assertThat(second.path("items")).hasSize(1);
            assertThat(second.has("next_cursor")).isFalse();
            assertThat(early.path("items")).hasSize(1);
        }

        @Test
        void refusesAnUnknownStateByName() {
            ApiResponse response = api.get("/admin/v1/orders?state=LOST");

            assertThat(response.status()).isEqualTo(400);
            assertThat(response.json().path("errors").get(0).path("name").asString())
                    .isEqualTo("state");
        }
    }

    @Nested
    class Cancelling {

        private JsonNode postCancellation(Map<String, Object> cancellation) {
            ApiResponse response =
                    api.post("/admin/v1/orders/cancellations", Map.of("cancellations", List.of(cancellation)));
            assertThat(response.status()).as(response.toString()).isEqualTo(200);
            return response.json();
        }

        @Test
        void cancelsUnitsOnceHoweverOftenItIsTold() {
            // given
            String orderId = newId("o");
            post(upload(order(orderId, line("1", 3, "2"), line("2", 1, "5"))));
            Map<String, Object> cancellation = Map.of(
                    "cancellation_id",
                    newId("c"),
                    "order_id",
                    orderId,
                    "lines",
                    List.of(Map.of("line_id", "1", "quantity", 2)),
                    "cancelled_at",
                    "2026-03-02T00:00:00Z");

            // when
            postCancellation(cancellation);
            postCancellation(cancellation);

            // then
            JsonNode order = get(orderId);
            assertThat(order.path("cancelled").path("amount").asString()).isEqualTo("4.00");
            assertThat(order.path("state").asString()).isEqualTo("PLACED");
            List<ProbedRecord> events = eventsOf(orderId);
            assertThat(events).hasSize(2);
            SchemaAssert.assertValid(events.getLast());
            assertThat(events.getLast().as(OrderCancelled.class).lines())
                    .singleElement()
                    .satisfies(line -> assertThat(line.quantity()).isEqualTo(2));
        }

        @Test
        void keepsACancellationThatNamesNoOrderAndTellsOfItByItsOwnId() {
            // given
            String id = newId("C53");
            Map<String, Object> cancellation = Map.of(
                    "cancellation_id",
                    id,
                    "user_id",
                    "u-1",
                    "lines",
                    List.of(line("1", 2, "1.25")),
                    "cancelled_at",
                    "2026-03-02T00:00:00Z");

            // when
            postCancellation(cancellation);
            postCancellation(cancellation);

            // then
            List<ProbedRecord> events = eventsOf(id);
            assertThat(events).hasSize(1);
            SchemaAssert.assertValid(events.getFirst());
            OrderCancelled event = events.getFirst().as(OrderCancelled.class);
            assertThat(event.orderId()).isEqualTo(id);
            assertThat(event.userId()).isEqualTo("u-1");
        }

        @Test
        void refusesMoreUnitsThanAreLeft() {
            String orderId = newId("o");
            post(upload(order(orderId, line("1", 3, "2"))));

            ApiResponse response = api.post(
                    "/admin/v1/orders/" + orderId + "/cancel",
                    Map.of("lines", List.of(Map.of("line_id", "1", "quantity", 4))));

            assertThat(response.status()).isEqualTo(400);
            assertThat(response.json().path("errors").get(0).path("name").asString())
                    .isEqualTo("lines[0].quantity");
        }

        @Test
        void refusesTheCancellationThatNamesALineTwiceAndStoresTheOthersOfItsUpload() {
            // given
            List<String> orders = List.of(newId("o"), newId("o"), newId("o"));
            orders.forEach(id -> post(upload(order(id, line("1", 3, "2"), line("2", 1, "5")))));
            List<Map<String, Object>> twice =
                    List.of(Map.of("line_id", "1", "quantity", 1), Map.of("line_id", "1", "quantity", 2));
            List<Map<String, Object>> once =
                    List.of(Map.of("line_id", "1", "quantity", 1), Map.of("line_id", "2", "quantity", 1));

            // when
            ApiResponse response = api.post(
                    "/admin/v1/orders/cancellations",
                    Map.of(
                            "cancellations",
                            List.of(
                                    cancellation(orders.get(0), once),
                                    cancellation(orders.get(1), twice),
                                    cancellation(orders.get(2), once))));

            // then
            assertThat(response.status()).as(response.toString()).isEqualTo(200);
            JsonNode answer = response.json();
            assertThat(answer.path("accepted").asInt()).isEqualTo(2);
            assertThat(answer.path("errors")).singleElement().satisfies(error -> {
                assertThat(error.path("index").asInt()).isEqualTo(1);
                assertThat(error.path("code").asString()).isEqualTo("invalid");
                assertThat(error.path("name").asString()).isEqualTo("lines[1].line_id");
                assertThat(error.path("value").asString()).isEqualTo("1");
            });
            assertThat(orders)
                    .extracting(id -> get(id).path("cancelled").path("amount").asString())
                    .containsExactly("7.00", "0.00", "7.00");
            assertThat(eventsOf(orders.get(1))).hasSize(1);
            assertThat(eventsOf(orders.get(2))).hasSize(2);
        }

        private Map<String, Object> cancellation(String orderId, List<Map<String, Object>> lines) {
            return Map.of(
                    "cancellation_id",
                    newId("c"),
                    "order_id",
                    orderId,
                    "lines",
                    lines,
                    "cancelled_at",
                    "2026-03-02T00:00:00Z");
        }

        @Test
        void refusesARequestThatNamesALineTwiceAndChangesNothing() {
            String orderId = newId("o");
            post(upload(order(orderId, line("1", 3, "2"))));

            ApiResponse response = api.post(
                    "/admin/v1/orders/" + orderId + "/cancel",
                    Map.of(
                            "lines",
                            List.of(Map.of("line_id", "1", "quantity", 1), Map.of("line_id", "1", "quantity", 1))));

            assertThat(response.status()).isEqualTo(400);
            assertThat(response.json().path("errors").get(0).path("name").asString())
                    .isEqualTo("lines[1].line_id");
            assertThat(response.json().path("errors").get(0).path("value").asString())
                    .isEqualTo("1");
            assertThat(get(orderId).path("cancelled").path("amount").asString()).isEqualTo("0.00");
        }

        @Test
        void refusesAnUnknownOrderByName() {
            ApiResponse response = api.post(
                    "/admin/v1/orders/cancellations",
                    Map.of(
                            "cancellations",
                            List.of(Map.of(
                                    "cancellation_id", newId("c"),
                                    "order_id", "nobody-knows",
                                    "cancelled_at", "2026-03-02T00:00:00Z"))));

            assertThat(response.status()).isEqualTo(400);
            assertThat(response.json().path("errors").get(0).path("name").asString())
                    .isEqualTo("cancellations[0].order_id");
        }
    }

    @Nested
    class Verbs {

        @Test
        void shipAndDeliverAndRefuseWhatTheStateDoesNotAllow() {
            // given
            String orderId = newId("o");
            post(upload(order(orderId, line("1", 3, "2"))));
            String path = "/admin/v1/orders/" + orderId;

            // when
            ApiResponse early = api.post(path + "/deliver", Map.of());
            ApiResponse shipped = api.post(path + "/ship", Map.of("delivery_id", "d-1"));
            ApiResponse delivered = api.post(path + "/deliver", Map.of());
            ApiResponse late = api.post(path + "/cancel", Map.of());

            // then
            assertThat(early.status()).isEqualTo(409);
            assertThat(early.json().path("code").asString()).isEqualTo("wrong-order-state");
            assertThat(early.json().path("errors").get(0).path("value").asString())
                    .isEqualTo("PLACED");
            assertThat(shipped.json().path("state").asString()).isEqualTo("SHIPPED");
            assertThat(delivered.json().path("state").asString()).isEqualTo("DELIVERED");
            assertThat(late.status()).isEqualTo(409);
            ProbedRecord record = kafka.await(
                    Topic.ORDER_NAME,
                    each -> orderId.equals(each.key()) && each.type().contains("shipped"));
            SchemaAssert.assertValid(record);
        }

        @Test
        void areRefusedToTheStorefront() {
            ApiResponse response = api.as(Role.STOREFRONT).post("/admin/v1/orders/x/ship", Map.of());

            assertThat(response.status()).isEqualTo(403);
        }
    }

    @Test
    void holdsTheLineBetweenMoneyPaidAndRefundedInTheDatabaseToo() {
        String orderId = newId("o");
        post(upload(order(orderId, line("1", 1, "2"))));

        assertThatThrownBy(() -> jdbc.update("update shop_order set refunded = 2.01 where order_id = ?", orderId))
                .hasMessageContaining("refunded_at_most_paid");
    }
}
