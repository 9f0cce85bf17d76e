package dev.shopkeeper.logistics.tours;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.shopkeeper.events.EventEnvelope;
import dev.shopkeeper.events.ShopEvent;
import dev.shopkeeper.starter.security.Role;
import dev.shopkeeper.testing.http.ApiClient;
import dev.shopkeeper.testing.http.ApiResponse;
import dev.shopkeeper.testing.kafka.KafkaProbe;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;

/** A depot's day, with real clock, database and broker. Its time zone is chosen so that it is about ten in the morning there. */
abstract class DepotDay {

    static final double LATITUDE = 31.2;
    static final double LONGITUDE = 121.5;

    final ApiClient api;
    final KafkaProbe kafka;
    final JdbcTemplate jdbc;
    final String run = UUID.randomUUID().toString().substring(0, 8);
    final String depot = "depot-" + run;
    final Instant now = Instant.now();
    final ZoneOffset zone =
            ZoneOffset.ofHours(Math.floorMod(10 - now.atZone(ZoneOffset.UTC).getHour() + 11, 24) - 11);

    DepotDay(ApiClient api, KafkaProbe kafka, JdbcTemplate jdbc) {
        this.api = api.as(Role.OPERATOR);
        this.kafka = kafka;
        this.jdbc = jdbc;
    }

    @BeforeEach
    void open() {
        close();
        put(
                "/admin/v1/depots/" + depot,
                Map.of("latitude", LATITUDE, "longitude", LONGITUDE, "time_zone", zone.getId()));
    }

    @AfterEach
    void close() {
        for (String table :
                List.of("tour_stop", "tour_absence", "tour", "replanning", "vehicle", "tour_wish", "depot")) {
            jdbc.update("delete from " + table);
        }
        jdbc.update("delete from delivery where state = 'WAITING'");
        jdbc.update("delete from zone_speed");
        jdbc.update("delete from travel_time");
    }

    JsonNode put(String path, Map<String, Object> body) {
        ApiResponse answer = api.put(path, body);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.json();
    }

    Map<String, Object> van(Object... changes) {
        Map<String, Object> van = new LinkedHashMap<>();
        van.put("depot_id", depot);
        van.put("capacity_grams", 100_000);
        van.put("shift_from", "06:00");
        van.put("shift_to", "22:00");
        van.put("cost_fixed", 20);
        van.put("cost_per_hour", 30);
        van.put("cost_per_kilometre", 0.5);
        for (int i = 0; i < changes.length; i += 2) {
            van.put(String.valueOf(changes[i]), changes[i + 1]);
        }
        return van;
    }

    String van(int number) {
        return "van-" + number + "-" + run;
    }

    Map<String, Object> delivery(String id, double north, double east, Object... more) {
        Map<String, Object> delivery = new LinkedHashMap<>();
        delivery.put("delivery_id", id);
        delivery.put(
                "address", Map.of("zone_id", "z-" + run, "latitude", LATITUDE + north, "longitude", LONGITUDE + east));
        delivery.put("requested_at", now.minus(Duration.ofHours(5)).toString());
        for (int i = 0; i < more.length; i += 2) {
            delivery.put(String.valueOf(more[i]), more[i + 1]);
        }
        return delivery;
    }

    void upload(List<Map<String, Object>> deliveries) {
        ApiResponse answer = api.post("/admin/v1/deliveries", Map.of("deliveries", deliveries));
        assertThat(answer.json().path("accepted").asInt()).as(answer.text()).isEqualTo(deliveries.size());
    }

    List<Map<String, Object>> some(int number, Object... more) {
        List<Map<String, Object>> deliveries = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            deliveries.add(delivery(
                    "d" + i + "-" + run,
                    0.03 * Math.cos(i * 2.4) * (1 + i % 3),
                    0.03 * Math.sin(i * 2.4) * (1 + i % 3),
                    more));
        }
        return deliveries;
    }

    List<JsonNode> tours() {
        return list(
                api.get("/admin/v1/tours?limit=100&depot_id=" + depot).json().path("items"));
    }

    List<JsonNode> unassigned() {
        return list(
                api.get("/admin/v1/tours/unassigned?depot_id=" + depot).json().path("items"));
    }

    static List<JsonNode> list(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).toList();
    }

    List<String> planned() {
        return tours().stream()
                .flatMap(tour -> list(tour.path("stops")).stream())
                .map(stop -> stop.path("delivery_id").asString(""))
                .toList();
    }

    void untilPlanned(int stops) {
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            assertThat(planned()).hasSize(stops);
            assertThat(jdbc.queryForObject("select count(*) from tour_wish", Long.class))
                    .isZero();
        });
    }

    JsonNode eta(String id) {
        ApiResponse answer = api.as(Role.STOREFRONT).get("/api/v1/deliveries/" + id + "/eta");
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.json();
    }

    void send(ShopEvent event) {
        kafka.send(new EventEnvelope<>(UUID.randomUUID().toString(), "/test", now, event));
    }
}
