package dev.shopkeeper.logistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.shopkeeper.events.DeliveryAddress;
import dev.shopkeeper.events.DeliveryPlanned;
import dev.shopkeeper.events.EventEnvelope;
import dev.shopkeeper.events.Money;
import dev.shopkeeper.events.OrderCancelled;
import dev.shopkeeper.events.OrderLine;
import dev.shopkeeper.events.OrderPlaced;
import dev.shopkeeper.events.ShopEvent;
import dev.shopkeeper.events.Topic;
import dev.shopkeeper.events.TravelTimeObserved;
import dev.shopkeeper.starter.security.Role;
import dev.shopkeeper.testing.PlatformTest;
import dev.shopkeeper.testing.decision.DecisionContract;
import dev.shopkeeper.testing.http.ApiClient;
import dev.shopkeeper.testing.http.ApiResponse;
import dev.shopkeeper.testing.kafka.KafkaProbe;
import dev.shopkeeper.testing.kafka.ProbedRecord;
import dev.shopkeeper.testing.schema.SchemaAssert;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;

@PlatformTest
class LogisticsIT {

    private static final Instant PLACED = Instant.parse("2026-03-01T10:00:00Z");

    private final KafkaProbe kafka;
    private final JdbcTemplate jdbc;
    private ApiClient api;
    private String id = "";

    @Autowired
    LogisticsIT(ApiClient api, KafkaProbe kafka, JdbcTemplate jdbc) {
        this.api = api;
        this.kafka = kafka;
        this.jdbc = jdbc;
    }

    @BeforeEach
    void begin() {
        api = api.as(Role.OPERATOR);
        id = newId();
    }

    private static String newId() {
        return UUID.randomUUID().toString();
    }

    private void send(ShopEvent event) {
        kafka.send(new EventEnvelope<>(newId(), "/test", PLACED, event));
    }

    private static List<OrderLine> lines(long quantity) {
        return List.of(new OrderLine("1", "item", null, quantity, Money.of("2", "CNY")));
    }

    private static OrderPlaced order(String orderId, DeliveryAddress address) {
        return new OrderPlaced(orderId, null, "web", lines(3), Money.of("6", "CNY"), null, List.of(), address, PLACED);
    }

    private Map<String, Object> delivery(String deliveryId, String zone) {
        Map<String, Object> delivery = new LinkedHashMap<>();
        delivery.put("delivery_id", deliveryId);
        delivery.put("address", Map.of("zone_id", zone));
        delivery.put("requested_at", "2026-03-01T10:00:00Z");
        return delivery;
    }

    private ApiResponse upload(Map<String, Object> delivery) {
        return api.post("/admin/v1/deliveries", Map.of("deliveries", List.of(delivery)));
    }

    private ApiResponse verb(String deliveryId, String verb, Map<String, Object> body) {
        return api.post("/admin/v1/deliveries/" + deliveryId + "/" + verb, body);
    }

    private String state() {
        return api.get("/admin/v1/deliveries/" + id).json().path("state").asString("");
    }

    private JsonNode eta() {
        ApiResponse response = api.as(Role.STOREFRONT).get("/api/v1/deliveries/" + id + "/eta");
        assertThat(response.status()).as(response.toString()).isEqualTo(200);
        return response.json();
    }

    private void eventually(Runnable assertion) {
        await().atMost(Duration.ofSeconds(20)).untilAsserted(assertion::run);
    }

    @Nested
    class Orders {

        @Test
        void becomeDeliveriesIfTheySayWhereTo() {
            // when
            send(order(id, new DeliveryAddress("z", 31.2, 121.5)));

            // then
            eventually(() -> assertThat(state()).isEqualTo("WAITING"));
            ProbedRecord record = kafka.await(Topic.DELIVERY_NAME, each -> id.equals(each.key()));
            SchemaAssert.assertValid(record);
            assertThat(record.as(DeliveryPlanned.class).orderId()).isEqualTo(id);
            assertThat(record.as(DeliveryPlanned.class).expectedAt()).isNotNull();
        }

        @Test
        void cancelTheirDeliveryOnceNothingIsLeft() {
            send(order(id, new DeliveryAddress("z", null, null)));
            send(new OrderCancelled(id, null, lines(1), null, PLACED));
            eventually(() -> assertThat(state()).isEqualTo("WAITING"));

            send(new OrderCancelled(id, null, lines(2), null, PLACED));

            eventually(() -> assertThat(state()).isEqualTo("CANCELLED"));
            assertThat(eta().has("expected_at")).isFalse();
        }

        @Test
        void areNotDeliveredIfTheirCancellationCameFirst() {
            // given
            String marker = newId();
            send(new OrderCancelled(id, null, List.of(), null, PLACED));

            // when
            send(order(id, new DeliveryAddress("z", null, null)));
            eventually(() -> assertThat(
                            jdbc.queryForList("select 1 from order_units where order_id = ? and placed = 3", id))
                    .hasSize(1));
            send(order(marker, new DeliveryAddress("z", null, null)));

            // then
            kafka.await(Topic.DELIVERY_NAME, each -> marker.equals(each.key()));
            assertThat(api.get("/admin/v1/deliveries/" + id).status()).isEqualTo(404);
        }
    }

    @Nested
    class Uploading {

        @Test
        void storesADeliveryOnce() {
            upload(delivery(id, "z"));
            ApiResponse again = upload(delivery(id, "z"));
            ApiResponse other = upload(delivery(id, "y"));

            assertThat(again.status()).isEqualTo(200);
            assertThat(other.status()).isEqualTo(400);
            assertThat(other.json().path("errors").get(0).path("message").asString())
                    .contains("known with other content");
            kafka.await(Topic.DELIVERY_NAME, each -> id.equals(each.key()));
            assertThat(kafka.readAll(Topic.DELIVERY_NAME))
                    .filteredOn(each -> id.equals(each.key()))
                    .hasSize(1);
        }

        @Test
        void refusesAnAddressThatIsNowhereAndAWindowThatEndsBeforeItBegins() {
            Map<String, Object> nowhere = delivery(id, "z");
            nowhere.put("address", Map.of("latitude", 91, "longitude", 0));
            Map<String, Object> backwards = delivery(id, "z");
            backwards.put("promised_earliest", "2026-03-03T12:00:00Z");
            backwards.put("promised_latest", "2026-03-03T10:00:00Z");

            ApiResponse response = api.post("/admin/v1/deliveries", Map.of("deliveries", List.of(nowhere, backwards)));

            assertThat(response.status()).isEqualTo(400);
            assertThat(response.json().path("errors"))
                    .extracting(error -> error.path("name").asString())
                    .containsExactly("deliveries[0].address.latitude", "deliveries[1].promised_latest");
        }
    }

    @Nested
    class Verbs {

        @Test
        void carryADeliveryToItsDoorAndTellOfIt() {
            upload(delivery(id, "z"));

            assertThat(verb(id, "arrive", Map.of()).json().path("state").asString())
                    .isEqualTo("ARRIVED");
            assertThat(verb(id, "complete", Map.of()).json().path("state").asString())
                    .isEqualTo("COMPLETED");

            ProbedRecord record = kafka.await(
                    Topic.DELIVERY_NAME,
                    each -> id.equals(each.key()) && each.type().contains("completed"));
            SchemaAssert.assertValid(record);
            assertThat(eta().path("degraded").asBoolean()).isFalse();
        }

        @Test
        void failWithAReasonAndNothingComesAfter() {
            upload(delivery(id, "z"));

            verb(id, "fail", Map.of("reason", "nobody at home"));
            ApiResponse late = verb(id, "complete", Map.of());

            assertThat(late.status()).isEqualTo(409);
            assertThat(late.json().path("code").asString()).isEqualTo("wrong-delivery-state");
            SchemaAssert.assertValid(kafka.await(
                    Topic.DELIVERY_NAME,
                    each -> id.equals(each.key()) && each.type().contains("failed")));
        }

        @Test
        void completeOnceWhenEightSayItAtTheSameTime() throws Exception {
            // given
            upload(delivery(id, "z"));
            List<Callable<Integer>> calls = IntStream.range(0, 8)
                    .<Callable<Integer>>mapToObj(
                            number -> () -> verb(id, "complete", Map.of()).status())
                    .toList();

            // when
            int done = 0;
            try (var threads = Executors.newFixedThreadPool(8)) {
                for (Future<Integer> status : threads.invokeAll(calls)) {
                    assertThat(status.get()).isIn(200, 409);
                    done += status.get() == 200 ? 1 : 0;
                }
            }

            // then
            assertThat(done).isEqualTo(1);
        }
    }

    @TestFactory
    Stream<DynamicTest> keepTheContractOfDecisions() {
        upload(delivery(id, "zone"));
        return DecisionContract.of(api.as(Role.STOREFRONT), "/api/v1/deliveries/" + id + "/eta")
                .documentedAs("/api/v1/deliveries/{id}/eta", api)
                .refusing("/api/v1/deliveries/nothing-of-the-kind/eta", 404, "nothing-of-the-kind")
                .tests();
    }

    @Nested
    class ExpectedTimes {

        @Test
        void areThePromisedWindow() {
            Map<String, Object> promised = delivery(id, "z");
            Instant latest = Instant.now().plus(Duration.ofHours(30)).truncatedTo(ChronoUnit.SECONDS);
            promised.put("promised_earliest", latest.minusSeconds(7_200).toString());
            promised.put("promised_latest", latest.toString());
            upload(promised);

            assertThat(eta().path("model").asString()).isEqualTo("promised-window");
            assertThat(eta().path("expected_at").asString()).isEqualTo(latest.toString());
            assertThat(eta().path("degraded").asBoolean()).isTrue();
        }

        @Test
        void areNeverInThePast() {
            Map<String, Object> promised = delivery(id, "z");
            promised.put("promised_earliest", "2026-03-03T10:00:00Z");
            promised.put("promised_latest", "2026-03-03T12:00:00Z");
            upload(promised);

            Instant before = Instant.now();
            assertThat(Instant.parse(eta().path("expected_at").asString(""))).isAfterOrEqualTo(before);
            assertThat(eta().at("/explanation/summary").asString("")).contains("late");
            assertThat(api.as(Role.STOREFRONT)
                            .with("Accept-Language", "zh")
                            .get("/api/v1/deliveries/" + id + "/eta")
                            .text())
                    .contains("已延误");
        }

        @Test
        void refuseAHandOverBeforeTheArrival() {
            upload(delivery(id, "z"));
            verb(id, "arrive", Map.of("arrived_at", "2026-03-01T12:00:00Z"));

            ApiResponse answer = verb(id, "complete", Map.of("completed_at", "2026-03-01T11:00:00Z"));

            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.text()).contains("completed_at", "is before arrived_at");
        }

        @Test
        void areWhatTheZoneTookOnAverage() {
            // given: five deliveries of a zone of its own that took from one to five hours
            String zone = newId();
            for (int hours = 1; hours <= 5; hours++) {
                String other = newId();
                upload(delivery(other, zone));
                verb(other, "complete", Map.of("completed_at", "2026-03-01T1%d:00:00Z".formatted(hours)));
            }
            Instant recently = Instant.now().minusSeconds(60);
            jdbc.update(
                    "update delivery set requested_at = ?::timestamptz - (completed_at - requested_at),"
                            + " completed_at = ?::timestamptz where zone_id = ?",
                    recently.toString(),
                    recently.toString(),
                    zone);

            // when
            Map<String, Object> next = delivery(id, zone);
            next.put("requested_at", recently.toString());
            upload(next);

            // then
            assertThat(eta().path("model").asString()).isEqualTo("mean-duration");
            assertThat(Duration.between(
                            recently, Instant.parse(eta().path("expected_at").asString())))
                    .isBetween(
                            Duration.ofHours(3).minusSeconds(1),
                            Duration.ofHours(3).plusSeconds(1));
            assertThat(eta().at("/explanation/summary").asString()).contains("zone '" + zone + "'");
        }
    }

    @Nested
    class Traffic {

        @Test
        void comesByUploadAndByEventAndTheNewestCounts() {
            // when
            api.post(
                    "/admin/v1/travel-times",
                    Map.of(
                            "travel_times",
                            List.of(
                                    Map.of(
                                            "zone_id",
                                            id,
                                            "speed_metres_per_second",
                                            8.5,
                                            "observed_at",
                                            "2026-03-01T10:00:00Z"),
                                    Map.of(
                                            "zone_id",
                                            id,
                                            "speed_metres_per_second",
                                            7,
                                            "observed_at",
                                            "2026-03-01T09:00:00Z"))));
            send(new TravelTimeObserved(id, 3.25, 14.0, Instant.parse("2026-03-01T11:00:00Z")));
            send(new TravelTimeObserved(id, 9, null, Instant.parse("2026-03-01T08:00:00Z")));

            // then
            eventually(() -> assertThat(jdbc.queryForList("select 1 from travel_time where zone_id = ?", id))
                    .hasSize(4));
            assertThat(jdbc.queryForObject(
                            "select speed_metres_per_second from zone_speed where zone_id = ?", Double.class, id))
                    .isEqualTo(3.25);
            assertThat(api.get("/admin/v1/travel-times?limit=200").json().path("items"))
                    .isNotEmpty();
        }

        @Test
        void isRefusedAboveAllMeasure() {
            ApiResponse response = api.post(
                    "/admin/v1/travel-times",
                    Map.of(
                            "travel_times",
                            List.of(Map.of(
                                    "zone_id",
                                    id,
                                    "speed_metres_per_second",
                                    1e300,
                                    "observed_at",
                                    "2026-03-01T10:00:00Z"))));

            assertThat(response.status()).isEqualTo(400);
            assertThat(response.json().path("errors").get(0).path("name").asString())
                    .isEqualTo("travel_times[0].speed_metres_per_second");
        }
    }
}
