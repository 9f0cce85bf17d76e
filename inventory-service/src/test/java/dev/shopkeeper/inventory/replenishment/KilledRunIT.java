package dev.shopkeeper.inventory.replenishment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.shopkeeper.events.PurchaseOrderChanged;
import dev.shopkeeper.events.Topic;
import dev.shopkeeper.inventory.InventoryApplication;
import dev.shopkeeper.starter.security.Role;
import dev.shopkeeper.testing.PlatformTest;
import dev.shopkeeper.testing.http.ApiClient;
import dev.shopkeeper.testing.http.ApiResponse;
import dev.shopkeeper.testing.infrastructure.Database;
import dev.shopkeeper.testing.kafka.KafkaProbe;
import dev.shopkeeper.testing.process.ServiceProcess;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;

/** Runs in processes of their own, which are killed; the one of the test runs no jobs. */
@PlatformTest(properties = {"shopkeeper.jobs.concurrency=0", "shopkeeper.replenishment.schedule=-"})
class KilledRunIT {

    private static final int ITEMS = 400;
    /** Within the second page of places, so that the page before is past a checkpoint and some of this one is not. */
    private static final int KILLED_AFTER = 250;

    private static final String RUNS = "/admin/v1/replenishment/runs";

    @Autowired
    private ApiClient anybody;

    @Autowired
    private Database database;

    @Autowired
    private JdbcTemplate jdbc;

    @Autowired
    private KafkaProbe kafka;

    @TempDir
    private Path folder;

    private final String prefix = "k" + UUID.randomUUID().toString().substring(0, 8) + "-";

    @Test
    void isTakenUpByAnotherProcessAndProposesEachItemOnce() {
        // given
        ApiClient api = anybody.as(Role.OPERATOR);
        sellAlmostEverything(api);
        String body = "{\"date\":\"" + LocalDate.now(ZoneOffset.UTC) + "\"}";
        ApiResponse asked = api.post(RUNS, body);
        assertThat(asked.status()).as(asked.text()).isEqualTo(202);

        // when
        try (ServiceProcess first = service()) {
            first.awaitWhileItRuns(() -> count("replenishment_proposal") >= KILLED_AFTER);
        }

        // then nothing is half done
        int before = count("replenishment_proposal");
        assertThat(before).isBetween(KILLED_AFTER, ITEMS - 1);
        assertThat(count("purchase_order")).isEqualTo(before);
        assertThat(count("replenishment_proposal join purchase_order using (purchase_order_id, item_id, location_id)"))
                .isEqualTo(before);
        assertThat(run(api, asked).path("state").asString("")).isEqualTo("RUNNING");

        // when
        try (ServiceProcess second = service()) {
            second.awaitWhileItRuns(() -> run(api, asked).has("report"));

            // then the report tells of the whole run, and what it made is there once
            JsonNode run = run(api, asked);
            assertThat(run.path("state").asString("")).as(run.toString()).isEqualTo("SUCCEEDED");
            assertThat(run.at("/report/places").asInt()).isEqualTo(ITEMS);
            assertThat(run.at("/report/proposed").asInt()).isEqualTo(ITEMS);
            assertThat(run.at("/report/failed").asInt()).isZero();
            assertThat(attempts(asked)).isEqualTo(2);
            assertThatEachItemIsOrderedOnce();

            // when the day has a second run
            ApiResponse again = api.post(RUNS, body);
            second.awaitWhileItRuns(() -> run(api, again).has("report"));

            // then it changes nothing
            assertThat(run(api, again).at("/report/unchanged").asInt())
                    .as(run(api, again).toString())
                    .isEqualTo(ITEMS);
            assertThatEachItemIsOrderedOnce();
        }
        kafka.await(Topic.STOCK_NAME, record -> Objects.equals(record.key(), id(ITEMS - 1)) && drafted(record.type()));
        await().untilAsserted(() -> assertThat(kafka.readAll(Topic.STOCK_NAME).stream()
                        .filter(record -> String.valueOf(record.key()).startsWith(prefix) && drafted(record.type()))
                        .map(record -> record.as(PurchaseOrderChanged.class).purchaseOrderId())
                        .collect(Collectors.toSet()))
                .hasSize(ITEMS));
    }

    private static boolean drafted(String type) {
        return type.equals(PurchaseOrderChanged.TYPE);
    }

    private void assertThatEachItemIsOrderedOnce() {
        assertThat(count("replenishment_proposal")).isEqualTo(ITEMS);
        assertThat(count("purchase_order where state = 'DRAFT'")).isEqualTo(ITEMS);
        assertThat(count("(select distinct item_id from purchase_order) as item"))
                .isEqualTo(ITEMS);
        assertThat(count("replenishment_proposal join purchase_order using (purchase_order_id, item_id, location_id)"))
                .isEqualTo(ITEMS);
    }

    private String id(int item) {
        return prefix + "%04d".formatted(item);
    }

    private void sellAlmostEverything(ApiClient api) {
        Instant now = Instant.now();
        for (int from = 0; from < ITEMS; from += 200) {
            accepted(api.post(
                    "/admin/v1/products",
                    bulk(
                            "products",
                            from,
                            item -> Stream.of("{\"item_id\":\"%s\",\"titles\":{\"en\":\"Tea\"}}".formatted(item)))));
            accepted(api.post(
                    "/admin/v1/stock/movements",
                    bulk(
                            "movements",
                            from,
                            item -> Stream.of(
                                    movement(item, "received", 100, now.minus(30, ChronoUnit.DAYS)),
                                    movement(item, "sold", 98, now.minus(3, ChronoUnit.DAYS))))));
        }
    }

    private static String movement(String item, String reason, int quantity, Instant at) {
        return """
                {"movement_id":"%s-%s","item_id":"%s","location_id":"main","reason":"%s","quantity":%d,"occurred_at":"%s"}
                """.formatted(item, reason, item, reason, quantity, at);
    }

    private String bulk(String name, int from, Function<String, Stream<String>> entries) {
        return IntStream.range(from, from + 200)
                .mapToObj(this::id)
                .flatMap(entries)
                .collect(Collectors.joining(",", "{\"" + name + "\":[", "]}"));
    }

    private static void accepted(ApiResponse answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.json().path("rejected").asInt()).as(answer.text()).isZero();
    }

    private int count(String rows) {
        return Objects.requireNonNull(jdbc.queryForObject("select count(*) from " + rows, Integer.class));
    }

    private int attempts(ApiResponse asked) {
        return Objects.requireNonNull(jdbc.queryForObject(
                "select attempts from job where id = ?::uuid",
                Integer.class,
                asked.json().path("run_id").asString("")));
    }

    private static JsonNode run(ApiClient api, ApiResponse asked) {
        return api.get(asked.header("Location").orElseThrow()).json();
    }

    private ServiceProcess service() {
        return ServiceProcess.start(
                InventoryApplication.class,
                database,
                folder,
                "--shopkeeper.replenishment.schedule=-",
                "--shopkeeper.jobs.lease=1s",
                "--shopkeeper.jobs.poll=100ms");
    }
}
