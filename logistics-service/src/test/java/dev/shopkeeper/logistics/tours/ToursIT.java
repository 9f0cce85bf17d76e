package dev.shopkeeper.logistics.tours;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.shopkeeper.events.DeliveryAddress;
import dev.shopkeeper.events.DeliveryPlanned;
import dev.shopkeeper.events.EventEnvelope;
import dev.shopkeeper.events.ItemUpserted;
import dev.shopkeeper.events.MemberUpdated;
import dev.shopkeeper.events.Money;
import dev.shopkeeper.events.OrderCancelled;
import dev.shopkeeper.events.OrderLine;
import dev.shopkeeper.events.OrderPlaced;
import dev.shopkeeper.events.ShopEvent;
import dev.shopkeeper.events.Topic;
import dev.shopkeeper.starter.security.Role;
import dev.shopkeeper.testing.PlatformTest;
import dev.shopkeeper.testing.http.ApiClient;
import dev.shopkeeper.testing.http.ApiResponse;
import dev.shopkeeper.testing.kafka.KafkaProbe;
import dev.shopkeeper.testing.kafka.ProbedRecord;
import dev.shopkeeper.testing.schema.SchemaAssert;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;

/** A depot's day, with real clock, database and broker. Its time zone is chosen so that it is about ten in the morning there. */
@PlatformTest
class ToursIT {

    private static final double LATITUDE = 31.2;
    private static final double LONGITUDE = 121.5;

    private final ApiClient api;
    private final KafkaProbe kafka;
    private final JdbcTemplate jdbc;
    private final String run = UUID.randomUUID().toString().substring(0, 8);
    private final String depot = "depot-" + run;
    private final Instant now = Instant.now();
    private final ZoneOffset zone =
            ZoneOffset.ofHours(Math.floorMod(10 - now.atZone(ZoneOffset.UTC).getHour() + 11, 24) - 11);

    @Autowired
    ToursIT(ApiClient api, KafkaProbe kafka, JdbcTemplate jdbc) {
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

    private JsonNode put(String path, Map<String, Object> body) {
        ApiResponse answer = api.put(path, body);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.json();
    }

    private Map<String, Object> van(Object... changes) {
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

    private String van(int number) {
        return "van-" + number + "-" + run;
    }

    private Map<String, Object> delivery(String id, double north, double east, Object... more) {
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

    private void upload(List<Map<String, Object>> deliveries) {
        ApiResponse answer = api.post("/admin/v1/deliveries", Map.of("deliveries", deliveries));
        assertThat(answer.json().path("accepted").asInt()).as(answer.text()).isEqualTo(deliveries.size());
    }

    private List<Map<String, Object>> some(int number, Object... more) {
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

    private List<JsonNode> tours() {
        return list(
                api.get("/admin/v1/tours?limit=100&depot_id=" + depot).json().path("items"));
    }

    private List<JsonNode> unassigned() {
        return list(
                api.get("/admin/v1/tours/unassigned?depot_id=" + depot).json().path("items"));
    }

    private static List<JsonNode> list(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).toList();
    }

    private List<String> planned() {
        return tours().stream()
                .flatMap(tour -> list(tour.path("stops")).stream())
                .map(stop -> stop.path("delivery_id").asString(""))
                .toList();
    }

    private void untilPlanned(int stops) {
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            assertThat(planned()).hasSize(stops);
            assertThat(jdbc.queryForObject("select count(*) from tour_wish", Long.class))
                    .isZero();
        });
    }

    private JsonNode eta(String id) {
        ApiResponse answer = api.as(Role.STOREFRONT).get("/api/v1/deliveries/" + id + "/eta");
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.json();
    }

    private void send(ShopEvent event) {
        kafka.send(new EventEnvelope<>(UUID.randomUUID().toString(), "/test", now, event));
    }

    @Test
    void areMadeOfWhatIsOpenAndSayWhatEachStopCosts() {
        put("/admin/v1/vehicles/" + van(1), van());
        upload(some(12));
        untilPlanned(12);

        JsonNode tour = tours().getFirst();

        BigDecimal sum = list(tour.at("/explanation/reasons")).stream()
                .map(reason -> reason.path("contribution").decimalValue())
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        assertThat(sum).isEqualByComparingTo(tour.path("cost").decimalValue());
        assertThat(list(tour.at("/explanation/reasons")))
                .hasSize(tour.path("stops").size() + 2);
        assertThat(tour.path("vehicle_id").asString("")).isEqualTo(van(1));
        Instant last = Instant.parse(tour.path("departs_at").asString(""));
        for (JsonNode stop : list(tour.path("stops"))) {
            Instant arrives = Instant.parse(stop.path("arrives_at").asString(""));
            assertThat(arrives).isAfter(last);
            last = Instant.parse(stop.path("leaves_at").asString(""));
            JsonNode eta = eta(stop.path("delivery_id").asString(""));
            assertThat(eta.path("expected_at").asString(""))
                    .isEqualTo(stop.path("expected_at").asString(""));
            assertThat(Instant.parse(eta.path("expected_latest").asString("")))
                    .isAfter(Instant.parse(eta.path("expected_earliest").asString("")));
        }
        ProbedRecord told = kafka.await(
                Topic.DELIVERY_NAME,
                record -> ("d3-" + run).equals(record.key())
                        && record.as(DeliveryPlanned.class).routeId() != null);
        SchemaAssert.assertValid(told);
        assertThat(told.as(DeliveryPlanned.class).vehicleId()).isEqualTo(van(1));
        assertThat(told.as(DeliveryPlanned.class).stopIndex()).isNotNull();
        assertThat(told.as(DeliveryPlanned.class).expectedEarliest()).isNotNull();
    }

    @Test
    void takeInANewOrderByItsWeightAndLetGoOfACancelledOne() {
        put("/admin/v1/vehicles/" + van(1), van());
        upload(some(5));
        untilPlanned(5);
        String order = "order-" + run;
        send(new ItemUpserted(
                "item-" + run,
                Map.of("en", "Anvil"),
                null,
                null,
                null,
                List.of(),
                Map.of(),
                null,
                null,
                20_000,
                null,
                null,
                true,
                now,
                null));
        await().until(() -> !jdbc.queryForList("select 1 from item_weight where item_id = ?", "item-" + run)
                .isEmpty());
        List<OrderLine> lines = List.of(new OrderLine("1", "item-" + run, null, 3, Money.of("2", "CNY")));

        send(new OrderPlaced(
                order,
                null,
                "web",
                lines,
                Money.of("6", "CNY"),
                null,
                List.of(),
                new DeliveryAddress(null, LATITUDE + 0.01, LONGITUDE),
                now.minusSeconds(60)));
        untilPlanned(6);

        assertThat(jdbc.queryForObject("select weight_grams from tour_stop where delivery_id = ?", Long.class, order))
                .isEqualTo(60_000);
        send(new OrderCancelled(order, null, List.of(), null, now));
        untilPlanned(5);
        assertThat(eta(order).path("state").asString("")).isEqualTo("CANCELLED");
    }

    @Test
    void areDrivenInAnotherTimeOnceATrafficJamIsSeen() {
        put("/admin/v1/vehicles/" + van(1), van());
        upload(some(10));
        untilPlanned(10);
        Map<String, String> before = new LinkedHashMap<>();
        planned().forEach(id -> before.put(id, eta(id).path("expected_at").asString("")));
        travel(10, now.minus(Duration.ofHours(1)));

        travel(2.5, now);

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(planned().stream()
                                .filter(id -> !eta(id).path("expected_at")
                                        .asString("")
                                        .equals(before.get(id))))
                        .hasSizeGreaterThanOrEqualTo(5));
        JsonNode newest = api.get("/admin/v1/depots/" + depot + "/replannings")
                .json()
                .path("items")
                .get(0);
        assertThat(newest.path("cause").asString("")).contains("traffic");
        assertThat(newest.path("moved")).isNotEmpty();
        JsonNode move = newest.path("moved").get(0);
        assertThat(move.at("/from/expected_at").asString(""))
                .isNotEqualTo(move.at("/to/expected_at").asString(""));
    }

    private void travel(double speed, Instant at) {
        ApiResponse answer = api.post(
                "/admin/v1/travel-times",
                Map.of(
                        "travel_times",
                        List.of(Map.of(
                                "zone_id",
                                "z-" + run,
                                "speed_metres_per_second",
                                speed,
                                "observed_at",
                                at.toString()))));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
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
    void letGoOfWhatIsPromisedForLaterAndOfWhatIsFetchedBeforeItsDay() {
        put("/admin/v1/vehicles/" + van(1), van());
        List<Map<String, Object>> deliveries = some(4);
        upload(deliveries);
        untilPlanned(4);

        // a window that is told later, in four days
        Map<String, Object> later = new LinkedHashMap<>(deliveries.getFirst());
        later.put("promised_earliest", now.plus(Duration.ofDays(4)).toString());
        later.put(
                "promised_latest",
                now.plus(Duration.ofDays(4)).plusSeconds(7_200).toString());
        upload(List.of(later));
        untilPlanned(3);
        assertThat(Instant.parse(eta("d0-" + run).path("expected_at").asString("")))
                .isAfter(now.plus(Duration.ofDays(3)));

        // one of tomorrow's that is fetched today
        upload(List.of(delivery(
                "tomorrow-" + run,
                0.002,
                0.002,
                "promised_earliest",
                now.plus(Duration.ofHours(24)).toString(),
                "promised_latest",
                now.plus(Duration.ofHours(26)).toString())));
        untilPlanned(4);
        api.post("/admin/v1/deliveries/tomorrow-" + run + "/complete", Map.of());
        upload(List.of(delivery(
                "again-" + run,
                0.003,
                0.002,
                "promised_earliest",
                now.plus(Duration.ofHours(24)).toString(),
                "promised_latest",
                now.plus(Duration.ofHours(26)).toString())));
        untilPlanned(4);
        assertThat(planned()).contains("again-" + run).doesNotContain("tomorrow-" + run);
        assertThat(api.post("/admin/v1/depots/" + depot + "/replan", Map.of()).status())
                .isEqualTo(200);
    }

    @Test
    void areNoneWithoutAVehicleAndSayThatOfEach() {
        upload(some(3));

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(unassigned())
                        .hasSize(3)
                        .allMatch(each -> each.path("reason").asString("").equals("no_vehicle")));
        JsonNode eta = eta("d0-" + run);
        assertThat(eta.has("expected_at")).isFalse();
        assertThat(eta.at("/explanation/summary").asString("")).contains("no vehicle");
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

    @Test
    void bringFirstWhatWasPromisedAndWhatWaitsLongest() {
        put("/admin/v1/vehicles/" + van(1), van("most_stops", 1));
        upload(List.of(
                delivery(
                        "old-" + run,
                        0.06,
                        0.06,
                        "requested_at",
                        now.minus(Duration.ofDays(12)).toString()),
                delivery(
                        "overdue-" + run,
                        0.05,
                        0.05,
                        "promised_earliest",
                        now.minus(Duration.ofHours(4)).toString(),
                        "promised_latest",
                        now.minus(Duration.ofHours(2)).toString())));
        untilPlanned(2);

        upload(List.of(delivery("new1-" + run, 0.001, 0), delivery("new2-" + run, 0, 0.001)));

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(unassigned()).hasSize(2));
        assertThat(planned()).containsExactlyInAnyOrder("old-" + run, "overdue-" + run);
    }

    @Test
    void nameWhyADeliveryIsInNone() {
        put("/admin/v1/vehicles/" + van(1), van());
        Map<String, Object> nowhere = delivery("nowhere-" + run, 0, 0);
        nowhere.put("address", Map.of("zone_id", "unknown-" + run));
        Map<String, Object> swapped = delivery("swapped-" + run, 0, 0);
        swapped.put("address", Map.of("latitude", 52.5, "longitude", 13.4));
        put("/admin/v1/depots/" + depot, Map.of("latitude", 13.4, "longitude", 52.5, "time_zone", zone.getId()));
        Map<String, Object> heavy = delivery("heavy-" + run, 0, 0, "weight_grams", 100_001);
        heavy.put("address", Map.of("latitude", 13.41, "longitude", 52.51));

        upload(List.of(nowhere, swapped, heavy));

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(unassigned())
                        .extracting(each -> each.path("delivery_id").asString("") + ": "
                                + each.path("reason").asString(""))
                        .containsExactly(
                                "heavy-" + run + ": capacity",
                                "nowhere-" + run + ": no_place",
                                "swapped-" + run + ": coordinates_swapped"));
        assertThat(api.with("Accept-Language", "zh")
                        .get("/admin/v1/tours/unassigned?depot_id=" + depot)
                        .text())
                .contains("经纬度");
    }

    @Test
    void bringTheLoyalTheirsWhereNotAllCanBeBrought() {
        String loyal = "loyal-" + run;
        send(new MemberUpdated(loyal, "loyal", null, List.of("priority_delivery"), List.of(), now));
        await().until(() -> !jdbc.queryForList("select 1 from member_tier where user_id = ?", loyal)
                .isEmpty());
        put("/admin/v1/vehicles/" + van(1), van("most_stops", 1));
        List<OrderLine> lines = List.of(new OrderLine("1", "thing", null, 1, Money.of("2", "CNY")));
        for (String user : List.of("a-" + run, "b-" + run, loyal, "c-" + run, "d-" + run)) {
            send(new OrderPlaced(
                    "order-of-" + user,
                    user,
                    "web",
                    lines,
                    Money.of("6", "CNY"),
                    null,
                    List.of(),
                    new DeliveryAddress(null, LATITUDE + (user.equals(loyal) ? 0.05 : 0.001), LONGITUDE),
                    now.minusSeconds(60)));
        }

        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            assertThat(unassigned()).hasSize(3);
            assertThat(planned()).hasSize(2).contains("order-of-" + loyal);
        });
    }

    @Test
    void areComeRoundToByOnePlanningOfManyAtOnce() throws InterruptedException {
        put("/admin/v1/vehicles/" + van(1), van());
        upload(some(8));
        untilPlanned(8);

        List<Thread> threads = new ArrayList<>();
        List<ApiResponse> answers = Collections.synchronizedList(new ArrayList<>());
        for (int i = 0; i < 4; i++) {
            threads.add(Thread.startVirtualThread(
                    () -> answers.add(api.post("/admin/v1/depots/" + depot + "/replan", Map.of()))));
        }
        for (Thread thread : threads) {
            thread.join();
        }

        assertThat(answers).hasSize(4).allMatch(answer -> answer.status() == 200 || answer.status() == 409);
        assertThat(answers).anyMatch(answer -> answer.status() == 200);
        assertThat(planned()).hasSize(8).doesNotHaveDuplicates();
        assertThat(answers.stream().filter(answer -> answer.status() == 200))
                .allSatisfy(answer ->
                        assertThat(answer.json().path("deliveries").asInt()).isEqualTo(8));
    }
}
