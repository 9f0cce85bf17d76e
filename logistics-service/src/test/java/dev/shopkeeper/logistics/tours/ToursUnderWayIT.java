package dev.shopkeeper.logistics.tours;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shopkeeper.events.DeliveryAddress;
import dev.shopkeeper.events.Money;
import dev.shopkeeper.events.OrderCancelled;
import dev.shopkeeper.events.OrderLine;
import dev.shopkeeper.events.OrderPlaced;
import dev.shopkeeper.events.Topic;
import dev.shopkeeper.testing.PlatformTest;
import dev.shopkeeper.testing.http.ApiClient;
import dev.shopkeeper.testing.http.ApiResponse;
import dev.shopkeeper.testing.kafka.KafkaProbe;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;

/** Tours whose vehicles have left, and what counts as that. */
@PlatformTest
class ToursUnderWayIT extends DepotDay {

    @Autowired
    ToursUnderWayIT(ApiClient api, KafkaProbe kafka, JdbcTemplate jdbc) {
        super(api, kafka, jdbc);
    }

    @Test
    void keepWhatAVehicleCarriesInItOnceItHasLeft() {
        put("/admin/v1/vehicles/" + van(1), van());
        upload(some(6));
        untilPlanned(6);
        String tour = tours().getFirst().path("tour_id").asString("");
        String first =
                tours().getFirst().path("stops").get(0).path("delivery_id").asString("");
        String second =
                tours().getFirst().path("stops").get(1).path("delivery_id").asString("");
        api.post(
                "/admin/v1/deliveries/" + first + "/arrive",
                Map.of("arrived_at", Instant.now().toString()));
        api.post(
                "/admin/v1/deliveries/" + first + "/complete",
                Map.of("completed_at", Instant.now().toString()));

        put("/admin/v1/vehicles/" + van(2), van("cost_per_hour", 1, "cost_fixed", 0));
        upload(List.of(delivery("new-" + run, 0.001, 0.001)));
        untilPlanned(7);

        JsonNode underway = api.get("/admin/v1/tours/" + tour).json();
        assertThat(list(underway.path("stops"))).hasSize(6);
        assertThat(underway.path("stops").get(0).path("state").asString("")).isEqualTo("COMPLETED");
        assertThat(underway.path("stops").get(1).path("delivery_id").asString(""))
                .isEqualTo(second);
        assertThat(list(underway.path("stops")).stream()
                        .map(stop -> stop.path("delivery_id").asString("")))
                .doesNotContain("new-" + run);
        JsonNode told = kafka.await(
                        Topic.DELIVERY_NAME,
                        record -> first.equals(record.key()) && record.text().contains("completed_at"))
                .json();
        assertThat(told.path("route_id").asString("")).isEqualTo(tour);
        api.post(
                "/admin/v1/deliveries/" + second + "/arrive",
                Map.of("arrived_at", Instant.now().plusSeconds(1).toString()));
        assertThat(jdbc.queryForObject(
                        "select departed_latitude from delivery where delivery_id = ?", Double.class, second))
                .isNotNull();
    }

    @Test
    void leaveOnceSomebodySaysSo() {
        put("/admin/v1/vehicles/" + van(1), van());
        upload(some(4));
        untilPlanned(4);
        String tour = tours().getFirst().path("tour_id").asString("");
        String path = "/admin/v1/tours/" + tour + "/depart";
        String at = Instant.now().minusSeconds(60).toString();

        ApiResponse otherDay = api.post(
                path, Map.of("departed_at", now.minus(Duration.ofDays(2)).toString()));
        assertThat(otherDay.status()).isEqualTo(400);
        assertThat(otherDay.text()).contains("departed_at", "is not on the tour's day");
        assertThat(api.post("/admin/v1/tours/nobody@2026-01-01/depart", Map.of())
                        .status())
                .isEqualTo(404);
        ApiResponse left = api.post(path, Map.of("departed_at", at));
        assertThat(left.status()).as(left.text()).isEqualTo(200);
        assertThat(api.post(path, Map.of("departed_at", at)).status()).isEqualTo(200);
        ApiResponse otherTime =
                api.post(path, Map.of("departed_at", now.minusSeconds(300).toString()));
        assertThat(otherTime.status()).as(otherTime.text()).isEqualTo(409);
        assertThat(otherTime.json().path("code").asString("")).isEqualTo("already-departed");

        // what comes now is not on it
        upload(List.of(delivery("new-" + run, 0.001, 0.001)));
        untilPlanned(5);
        JsonNode underway = api.get("/admin/v1/tours/" + tour).json();
        assertThat(list(underway.path("stops")).stream()
                        .map(stop -> stop.path("delivery_id").asString("")))
                .hasSize(4)
                .doesNotContain("new-" + run);
        assertThat(Duration.between(
                                Instant.parse(at),
                                Instant.parse(underway.path("departs_at").asString("")))
                        .abs())
                .isLessThan(Duration.ofSeconds(1));
    }

    @Test
    void doNotCountWhatHappenedBeforeTheyWerePlanned() {
        put("/admin/v1/vehicles/" + van(1), van());
        List<Map<String, Object>> deliveries = some(3);
        upload(deliveries);
        untilPlanned(3);

        // somebody tells late how one of them ended hours ago
        Map<String, Object> ended = new LinkedHashMap<>(deliveries.getFirst());
        ended.put("completed_at", now.minus(Duration.ofHours(3)).toString());
        upload(List.of(ended));
        untilPlanned(2);
        upload(List.of(delivery("new-" + run, 0.001, 0.001)));
        untilPlanned(3);

        assertThat(tours()).hasSize(1);
        assertThat(planned()).contains("new-" + run);
    }

    @Test
    void keepTheVehicleThatIsUnderWay() {
        put("/admin/v1/vehicles/" + van(1), van());
        upload(some(3));
        untilPlanned(3);
        String tour = tours().getFirst().path("tour_id").asString("");
        api.post("/admin/v1/tours/" + tour + "/depart", Map.of());

        ApiResponse deleted = api.delete("/admin/v1/vehicles/" + van(1));
        ApiResponse idle = api.put("/admin/v1/vehicles/" + van(1), van("active", false));
        ApiResponse bulk = api.post("/admin/v1/vehicles", Map.of("vehicles", List.of(entry(van(1), "active", false))));

        assertThat(deleted.status()).as(deleted.text()).isEqualTo(409);
        assertThat(idle.json().path("code").asString("")).isEqualTo("vehicle-under-way");
        assertThat(bulk.text()).contains("under way", van(1));
        for (int i = 0; i < 3; i++) {
            api.post("/admin/v1/deliveries/d" + i + "-" + run + "/fail", Map.of("reason", "nobody_home"));
        }
        assertThat(api.delete("/admin/v1/vehicles/" + van(1)).status()).isEqualTo(204);
    }

    private Map<String, Object> entry(String id, Object... changes) {
        Map<String, Object> entry = van(changes);
        entry.put("vehicle_id", id);
        return entry;
    }

    @Test
    void doNotForgetThatAVehicleLeftWithWhatWasCancelled() {
        put("/admin/v1/vehicles/" + van(1), van());
        String order = "only-" + run;
        send(new OrderPlaced(
                order,
                null,
                "web",
                List.of(new OrderLine("1", "thing", null, 1, Money.of("2", "CNY"))),
                Money.of("2", "CNY"),
                null,
                List.of(),
                new DeliveryAddress(null, LATITUDE + 0.01, LONGITUDE),
                now.minusSeconds(60)));
        untilPlanned(1);
        String tour = tours().getFirst().path("tour_id").asString("");
        api.post("/admin/v1/tours/" + tour + "/depart", Map.of());
        send(new OrderCancelled(order, null, List.of(), null, now));
        untilPlanned(0);

        upload(List.of(delivery("next-" + run, 0.001, 0.001)));
        untilPlanned(1);

        assertThat(api.get("/admin/v1/tours/" + tour).json().path("stops")).isEmpty();
    }
}
