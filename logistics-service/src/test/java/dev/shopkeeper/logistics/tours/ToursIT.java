package dev.shopkeeper.logistics.tours;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.shopkeeper.events.DeliveryAddress;
import dev.shopkeeper.events.DeliveryPlanned;
import dev.shopkeeper.events.ItemUpserted;
import dev.shopkeeper.events.MemberUpdated;
import dev.shopkeeper.events.Money;
import dev.shopkeeper.events.OrderCancelled;
import dev.shopkeeper.events.OrderLine;
import dev.shopkeeper.events.OrderPlaced;
import dev.shopkeeper.events.Topic;
import dev.shopkeeper.testing.PlatformTest;
import dev.shopkeeper.testing.http.ApiClient;
import dev.shopkeeper.testing.http.ApiResponse;
import dev.shopkeeper.testing.kafka.KafkaProbe;
import dev.shopkeeper.testing.kafka.ProbedRecord;
import dev.shopkeeper.testing.schema.SchemaAssert;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;

/** Tours of what waits, and what changes them. */
@PlatformTest
class ToursIT extends DepotDay {

    @Autowired
    ToursIT(ApiClient api, KafkaProbe kafka, JdbcTemplate jdbc) {
        super(api, kafka, jdbc);
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
        Instant before = last();
        travel(10, now.minus(Duration.ofHours(1)));

        travel(2.5, now);

        // not only as much later as time has passed
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(last()).isAfter(before.plus(Duration.ofMinutes(20))));
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

    /** When the last of all is expected. */
    private Instant last() {
        return planned().stream()
                .map(id -> Instant.parse(eta(id).path("expected_at").asString("")))
                .max(Instant::compareTo)
                .orElse(Instant.EPOCH);
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

    @Test
    void comeWithTimeForWhatWasTooFarAhead() {
        put("/admin/v1/vehicles/" + van(1), van());
        upload(List.of(delivery(
                "far-" + run,
                0.01,
                0.01,
                "promised_earliest",
                now.plus(Duration.ofDays(5)).toString(),
                "promised_latest",
                now.plus(Duration.ofDays(5)).plusSeconds(7_200).toString())));
        untilPlanned(0);

        // four days later, nothing else has happened
        jdbc.update("update delivery set promised_earliest = promised_earliest - interval '4 days',"
                + " promised_latest = promised_latest - interval '4 days' where delivery_id = 'far-" + run + "'");
        jdbc.update("update depot set planned_at = planned_at - interval '11 minutes'");

        untilPlanned(1);
    }
}
