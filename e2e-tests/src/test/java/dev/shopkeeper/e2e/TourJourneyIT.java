package dev.shopkeeper.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.shopkeeper.testing.http.ApiClient;
import dev.shopkeeper.testing.http.ApiResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** A fleet by file and by address, orders through the order service, tours, and a traffic jam; all through the gateway. */
class TourJourneyIT {

    private static final Duration DONE = Duration.ofMinutes(1);
    /** Far from the demo shop's depot. */
    private static final double LATITUDE = 47.37;

    private static final double LONGITUDE = 8.54;
    private static final int ORDERS = 9;

    private final RunningPlatform platform = RunningPlatform.get();
    private final ApiClient operator = platform.operator();
    private final String run = UUID.randomUUID().toString().substring(0, 8);
    private final String depot = "depot-" + run;
    private final String zone = "zone-" + run;
    private final Instant now = Instant.now();

    @AfterEach
    void takeTheVehiclesAway() {
        for (String van : List.of("van-1-" + run, "van-2-" + run)) {
            operator.delete("/admin/v1/vehicles/" + van);
        }
    }

    @Test
    void ordersAreOnToursWithExpectedTimesThatATrafficJamChanges() {
        // given a fleet, whose clock says about ten
        int hours = Math.floorMod(10 - now.atZone(ZoneOffset.UTC).getHour() + 11, 24) - 11;
        imported(
                "depots-csv",
                "depot_id,latitude,longitude,time_zone\n%s,%s,%s,%s\n"
                        .formatted(
                                depot,
                                LATITUDE,
                                LONGITUDE,
                                ZoneOffset.ofHours(hours).getId()));
        imported(
                "vehicles-csv",
                "vehicle_id,depot_id,capacity_grams,shift_from,shift_to,break_minutes,break_from,break_to\n"
                        + "van-1-%s,%s,500000,06:00,22:00,30,12:00,13:30\n".formatted(run, depot));
        ApiResponse second = operator.put(
                "/admin/v1/vehicles/van-2-" + run,
                Map.of("depot_id", depot, "capacity_grams", 500_000, "shift_from", "06:00", "shift_to", "22:00"));
        assertThat(second.status()).as(second.text()).isEqualTo(200);

        // when orders say where to
        ApiResponse taken = operator.post(
                "/admin/v1/orders",
                Map.of(
                        "orders",
                        IntStream.range(0, ORDERS).mapToObj(this::order).toList()));
        assertThat(taken.json().path("accepted").asInt()).as(taken.text()).isEqualTo(ORDERS);

        // then each is on a tour, whose costs add up, and is expected by it
        await().atMost(DONE).untilAsserted(() -> assertThat(stops()).hasSize(ORDERS));
        Map<String, String> before = new HashMap<>();
        for (JsonNode stop : stops()) {
            String id = stop.path("delivery_id").asString("");
            JsonNode eta = platform.storefront()
                    .get("/api/v1/deliveries/" + id + "/eta")
                    .json();
            assertThat(eta.path("expected_at").asString(""))
                    .isEqualTo(stop.path("expected_at").asString(""));
            before.put(id, eta.path("expected_at").asString(""));
        }

        // when traffic slows down
        travel(12, now.minus(Duration.ofMinutes(90)));
        travel(3, Instant.now());

        // then they come later, by more than the time that has passed, and it is said what moved
        Instant expected = last(before.values());
        await().atMost(DONE)
                .untilAsserted(() -> assertThat(last(stops().stream()
                                .map(stop -> stop.path("expected_at").asString(""))
                                .toList()))
                        .isAfter(expected.plus(Duration.ofMinutes(20))));
        JsonNode newest = operator.get("/admin/v1/depots/" + depot + "/replannings")
                .json()
                .at("/items/0");
        assertThat(newest.path("cause").asString("")).isNotEmpty();
        assertThat(newest.path("moved")).isNotEmpty();
        ApiResponse again = operator.post("/admin/v1/depots/" + depot + "/replan", Map.of());
        assertThat(again.json().path("deliveries").asInt()).as(again.text()).isEqualTo(ORDERS);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            vehicles/van-1 | {"depot_id":"D","capacity_grams":1,"shift_from":"18:00","shift_to":"08:00"} | shift_to | 08:00
            vehicles/van-1 | {"depot_id":"D","capacity_grams":1,"shift_from":"8 o","shift_to":"18:00"} | shift_from | 8 o
            vehicles/van-1 | {"depot_id":"D","capacity_grams":-1,"shift_from":"08:00","shift_to":"18:00"} | capacity_grams | -1
            vehicles/van-1 | {"depot_id":"nobody-knows-it","capacity_grams":1,"shift_from":"08:00","shift_to":"18:00"} | depot_id | nobody-knows-it
            vehicles/van-1 | {"depot_id":"D","capacity_grams":1,"shift_from":"08:00","shift_to":"18:00","break_minutes":30} | break_from |
            vehicles/van-1 | {"depot_id":"D","capacity_grams":1,"shift_from":"08:00","shift_to":"18:00","break_minutes":30,"break_from":"17:45","break_to":"18:00"} | break_from | 17:45
            vehicles/van-1 | {"depot_id":"D","capacity_grams":1,"shift_from":"08:00","shift_to":"18:00","skills":[1]} | skills |
            depots/D       | {"latitude":121.5,"longitude":31.2,"time_zone":"Asia/Shanghai"} | latitude | 121.5
            depots/D       | {"latitude":31.2,"longitude":121.5,"time_zone":"Middle/Earth"} | time_zone | Middle/Earth
            depots/D       | {"latitude":"NaN","longitude":121.5,"time_zone":"UTC"} | latitude | NaN
            """)
    void refusesAFleetByFieldAndValue(String path, String body, String name, @Nullable String value) {
        ApiResponse answer = operator.put("/admin/v1/" + path, body);

        assertThat(answer.status()).as(answer.text()).isEqualTo(400);
        assertThat(answer.json().at("/errors/0/name").asString(""))
                .as(answer.text())
                .isEqualTo(name);
        if (value != null) {
            assertThat(answer.json().at("/errors/0/value").toString()).contains(value);
        }
        assertThat(operator.get("/admin/v1/" + path).status()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "time_windows":[[28800,57600]] | vehicles[0].time_windows | is not known
            "time_window":[57600,28800]    | vehicles[0].time_window  |
            "capacity":[-1]                | vehicles[0].capacity     |
            "start":[39.9,116.4]           | vehicles[0].start        | exchanged
            """)
    void refusesAVehicleOfARoutingProblemByName(String field, String name, @Nullable String said) {
        ApiResponse answer = operator.post(
                "/admin/v1/routes/solve",
                "{\"vehicles\":[{\"id\":1," + field + (field.contains("start") ? "" : ",\"start\":[116.4,39.9]")
                        + "}],\"jobs\":[{\"id\":1,\"location\":[116.4,39.9]}]}");

        assertThat(answer.status()).as(answer.text()).isEqualTo(400);
        assertThat(answer.json().at("/errors/0/name").asString(""))
                .as(answer.text())
                .startsWith(name);
        if (said != null) {
            assertThat(answer.text()).contains(said);
        }
    }

    @Test
    void keepsSolversFromThePublishableKey() {
        String body =
                "{\"vehicles\":[{\"id\":1,\"start\":[116.4,39.9]}],\"jobs\":[{\"id\":1,\"location\":[116.4,39.9]}]}";

        assertThat(platform.storefront().post("/admin/v1/routes/solve", body).status())
                .isEqualTo(403);
        assertThat(platform.storefront().get("/admin/v1/tours").status()).isEqualTo(403);
        assertThat(operator.post("/admin/v1/routes/solve", body).status()).isEqualTo(200);
    }

    private static Instant last(Collection<String> times) {
        return times.stream().map(Instant::parse).max(Instant::compareTo).orElse(Instant.EPOCH);
    }

    private List<JsonNode> stops() {
        JsonNode tours =
                operator.get("/admin/v1/tours?depot_id=" + depot).json().path("items");
        return StreamSupport.stream(tours.spliterator(), false)
                .flatMap(tour -> StreamSupport.stream(tour.path("stops").spliterator(), false))
                .toList();
    }

    private Map<String, Object> order(int i) {
        return Map.of(
                "order_id",
                "tour-" + i + "-" + run,
                "channel",
                "web",
                "placed_at",
                now.minusSeconds(600).toString(),
                "delivery_address",
                Map.of(
                        "zone_id",
                        zone,
                        "latitude",
                        LATITUDE + 0.04 * Math.cos(i * 2.4),
                        "longitude",
                        LONGITUDE + 0.04 * Math.sin(i * 2.4)),
                "lines",
                List.of(Map.of(
                        "line_id",
                        "1",
                        "item_id",
                        "kettle-" + run,
                        "quantity",
                        1,
                        "unit_price",
                        Map.of("amount", "30.00", "currency", "CNY"))));
    }

    private void travel(double speed, Instant at) {
        ApiResponse answer = operator.post(
                "/admin/v1/travel-times",
                Map.of(
                        "travel_times",
                        List.of(Map.of(
                                "zone_id", zone, "speed_metres_per_second", speed, "observed_at", at.toString()))));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    }

    private void imported(String kind, String file) {
        ApiResponse started = operator.with("Content-Type", "application/octet-stream")
                .post("/admin/v1/imports?kind=" + kind, file.getBytes(UTF_8));
        assertThat(started.status()).as(started.text()).isEqualTo(202);
        String path = "/admin/v1/imports/" + started.json().path("id").asString("");
        await().atMost(DONE)
                .until(() ->
                        operator.get(path).json().path("state").asString("").equals("SUCCEEDED"));
        assertThat(operator.get(path).json().at("/counts/imported").asInt())
                .as(operator.get(path).text())
                .isEqualTo(1);
    }
}
