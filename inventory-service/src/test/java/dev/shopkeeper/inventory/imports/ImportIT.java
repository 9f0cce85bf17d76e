package dev.shopkeeper.inventory.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.shopkeeper.events.Topic;
import dev.shopkeeper.inventory.InventoryIT;
import dev.shopkeeper.inventory.imports.format.Collected;
import dev.shopkeeper.starter.security.Role;
import dev.shopkeeper.testing.http.ApiClient;
import dev.shopkeeper.testing.http.ApiResponse;
import dev.shopkeeper.testing.kafka.KafkaProbe;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;

class ImportIT extends InventoryIT {

    private static final Set<String> FINAL = Set.of("SUCCEEDED", "FAILED", "CANCELLED");
    private static final String HEADER =
            "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n";

    @Autowired
    private ApiClient api;

    @Autowired
    private KafkaProbe kafka;

    @Autowired
    private JdbcTemplate jdbc;

    private final String run = UUID.randomUUID().toString().substring(0, 8);

    private ApiResponse upload(String query, byte[] file) {
        return api.as(Role.OPERATOR)
                .with("Content-Type", "application/octet-stream")
                .post("/admin/v1/imports?" + query, file);
    }

    private JsonNode finished(ApiResponse started) {
        assertThat(started.status()).as(started.text()).isEqualTo(202);
        String path = "/admin/v1/imports/" + started.json().path("id").stringValue();
        await().atMost(Duration.ofSeconds(40))
                .pollInterval(Duration.ofMillis(100))
                .until(() -> FINAL.contains(
                        api.as(Role.OPERATOR).get(path).json().path("state").stringValue()));
        return api.as(Role.OPERATOR).get(path).json();
    }

    private byte[] shop(int invoices) {
        StringBuilder file = new StringBuilder(HEADER);
        int base = 1000 * (100_000 + Math.floorMod(run.hashCode(), 800_000));
        for (int i = 0; i < invoices; i++) {
            for (int line = 0; line < 4; line++) {
                file.append(base + i)
                        .append(",")
                        .append(run)
                        .append(line + i % 50)
                        .append(",THING,")
                        .append(line == 3 ? -1 : 2)
                        .append(",2020-05-01 08:26:00,2.50,17,X\n");
            }
        }
        return file.toString().getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void importsAShopAndRunsItAgainWithoutNewEffect() throws IOException {
        byte[] file = Collected.gzip(shop(900));
        int before = ORDERS.orders.size();
        ORDERS.failures.set(2);
        ORDERS.retryAfter = "1";

        JsonNode first = finished(upload("kind=online-retail&filename=shop.csv.gz", file));

        assertThat(first.path("state").stringValue()).as(first.toString()).isEqualTo("SUCCEEDED");
        assertThat(first.at("/counts/lines").asLong()).isEqualTo(3_600);
        assertThat(first.at("/counts/by_reason/negative-quantity").asLong()).isEqualTo(900);
        long cursed = first.at("/counts/by_reason/refused-by-order-service").asLong();
        assertThat(cursed).isEqualTo(3);
        assertThat(first.at("/counts/imported").asLong()).isEqualTo(2_700 - cursed);
        assertThat(first.at("/counts/entities/orders").asLong()).isEqualTo(899);
        assertThat(first.path("progress").asDouble()).isEqualTo(1);
        assertThat(first.path("errors")).hasSize(100);
        assertThat(first.at("/errors/0/line").asLong()).isEqualTo(5);
        assertThat(ORDERS.orders.size() - before).isEqualTo(899);
        assertThat(jdbc.queryForObject("select count(*) from product where item_id like ?", Integer.class, run + "%"))
                .isEqualTo(52);

        ApiResponse errors = api.as(Role.OPERATOR)
                .get("/admin/v1/imports/" + first.path("id").stringValue() + "/errors?limit=200");
        assertThat(errors.json().path("items")).hasSize(200);
        assertThat(errors.json().path("next_cursor").stringValue()).isNotEmpty();

        JsonNode second = finished(upload("kind=online-retail&filename=shop.csv.gz", file));
        assertThat(second.path("previous_id")).isEqualTo(first.path("id"));
        assertThat(second.at("/counts/imported")).isEqualTo(first.at("/counts/imported"));
        assertThat(ORDERS.orders.size() - before).isEqualTo(899);
        assertThat(kafka.readAll(Topic.CATALOGUE_NAME).stream()
                        .filter(record -> String.valueOf(record.key()).startsWith(run))
                        .count())
                .isEqualTo(52);
        assertThat(jdbc.queryForObject(
                        "select count(*) from upload where sha256 = ?",
                        Integer.class,
                        first.path("sha256").stringValue()))
                .isEqualTo(1);
    }

    @Test
    void refusesAFileOfAnotherKindAtOnce() {
        ApiResponse answer = upload("kind=online-retail", "Handle,Title\n".getBytes(StandardCharsets.UTF_8));

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().path("code").stringValue()).isEqualTo("wrong-kind");
        assertThat(answer.text()).contains("InvoiceNo", "Handle");
    }

    @Test
    void refusesBombsEmptyFilesUnknownKindsAndForms() throws IOException {
        assertThat(upload("kind=products-csv", Collected.gzip(new byte[64 << 20]))
                        .json()
                        .path("code")
                        .stringValue())
                .isEqualTo("decompression-bomb");
        assertThat(upload("kind=products-csv", new byte[0]).status()).isEqualTo(400);
        assertThat(upload("kind=horoscope", new byte[] {1}).text()).contains("online-retail");
        assertThat(upload("kind=products-csv&charset=klingon", new byte[] {1}).text())
                .contains("klingon");
        assertThat(api.as(Role.OPERATOR)
                        .with("Content-Type", "application/x-www-form-urlencoded")
                        .post("/admin/v1/imports?kind=products-csv", "a=b")
                        .status())
                .isEqualTo(415);
        assertThat(api.as(Role.OPERATOR)
                        .get("/admin/v1/imports/" + UUID.randomUUID())
                        .status())
                .isEqualTo(404);
    }

    @Test
    void handsBehaviourToTheCollectorWithIdsThatStayTheSame() {
        byte[] file = ("event_name,occurred_at,user_id,item_id,price\n"
                        + "view_item,2026-01-01T00:00:00Z,u-" + run + ",a,1.5\n"
                        + "dance,2026-01-01T00:00:00Z,u-" + run + ",a,1.5\n")
                .getBytes(StandardCharsets.UTF_8);

        int before = ORDERS.others.size();
        JsonNode first = finished(upload("kind=behaviour-csv", file));
        JsonNode second = finished(upload("kind=behaviour-csv", file));

        assertThat(first.at("/counts/by_reason/refused-by-collector").asLong()).isEqualTo(1);
        assertThat(first.at("/errors/0/column").stringValue()).isEqualTo("event_name");
        assertThat(first.at("/errors/0/line").asLong()).isEqualTo(3);
        assertThat(second.at("/counts/unchanged").asLong()).isEqualTo(1);
        assertThat(ORDERS.others.size() - before).isEqualTo(1);
        assertThat(ORDERS.others).anyMatch(other -> other.startsWith("/api/v1/events "));
    }

    @Test
    void refusesABatchOfWhichNothingIsTakenLineByLine() {
        byte[] file = ("event_name,occurred_at,user_id,item_id\n" + "dance,2026-01-01T00:00:00Z,u,a\n".repeat(3))
                .getBytes(StandardCharsets.UTF_8);

        JsonNode done = finished(upload("kind=behaviour-csv", file));

        assertThat(done.at("/counts/refused").asLong()).isEqualTo(3);
        assertThat(done.at("/errors/2/line").asLong()).isEqualTo(4);
        assertThat(done.at("/errors/2/column").stringValue()).isEqualTo("event_name");
    }

    @Test
    void namesTheLineThatItsOwnerNeverTakesAndImportsTheOthers() {
        // given
        StringBuilder file = new StringBuilder("cancellation_id,cancelled_at,order_id,line_id,quantity\n");
        for (int number = 0; number < 12; number++) {
            file.append(number == 7 ? "collides-" : "c-")
                    .append(run)
                    .append(number)
                    .append(",2026-01-01T00:00:00Z,")
                    .append(run)
                    .append("o-")
                    .append(number)
                    .append(",1,2\n");
        }

        // when
        JsonNode done =
                finished(upload("kind=cancellations-csv", file.toString().getBytes(StandardCharsets.UTF_8)));

        // then
        assertThat(done.path("state").stringValue()).as(done.toString()).isEqualTo("SUCCEEDED");
        assertThat(done.at("/counts/imported").asLong()).isEqualTo(11);
        assertThat(done.path("errors")).singleElement().satisfies(error -> {
            assertThat(error.path("line").asLong()).isEqualTo(9);
            assertThat(error.path("reason").stringValue()).isEqualTo("refused-by-order-service");
            assertThat(error.path("message").stringValue()).contains("409");
        });
        for (int number = 0; number < 12; number++) {
            assertThat(ORDERS.orders.containsKey(run + "o-" + number))
                    .as("cancellation %s", number)
                    .isEqualTo(number != 7);
        }
    }

    @Test
    void handsEveryEntityToItsOwner() {
        finished(upload(
                "kind=members-csv",
                ("user_id,joined_at\nm-" + run + ",2026-01-01T00:00:00Z\n").getBytes(StandardCharsets.UTF_8)));
        finished(upload(
                "kind=members-ndjson",
                ("{\"user_id\":\"n-" + run + "\",\"joined_at\":\"2026-01-01T00:00:00Z\"}\n")
                        .getBytes(StandardCharsets.UTF_8)));
        finished(upload(
                "kind=competitor-prices-csv&currency=EUR",
                ("item_id,competitor_id,price,observed_at\np-" + run + ",c,1.50,2026-01-01T00:00:00Z\n")
                        .getBytes(StandardCharsets.UTF_8)));
        finished(upload(
                "kind=travel-times-csv",
                ("zone_id,speed_metres_per_second,observed_at\nz-" + run + ",7.5,2026-01-01T00:00:00Z\n")
                        .getBytes(StandardCharsets.UTF_8)));
        finished(upload(
                "kind=depots-csv",
                ("depot_id,latitude,longitude,time_zone\nd-" + run + ",39.9,116.4,Asia/Shanghai\n")
                        .getBytes(StandardCharsets.UTF_8)));
        finished(upload(
                "kind=vehicles-ndjson",
                ("{\"vehicle_id\":\"v-" + run + "\",\"depot_id\":\"d-" + run + "\",\"capacity_grams\":800000,"
                                + "\"shift_from\":\"08:00\",\"shift_to\":\"18:00\"}\n")
                        .getBytes(StandardCharsets.UTF_8)));
        finished(upload(
                "kind=deliveries-csv",
                ("delivery_id,requested_at,latitude,longitude\ny-" + run + ",2026-01-01T00:00:00Z,39.9,116.4\n")
                        .getBytes(StandardCharsets.UTF_8)));

        assertThat(ORDERS.others)
                .contains(
                        "/admin/v1/members m-" + run,
                        "/admin/v1/members n-" + run,
                        "/admin/v1/competitor-prices p-" + run,
                        "/admin/v1/travel-times z-" + run,
                        "/admin/v1/depots d-" + run,
                        "/admin/v1/vehicles v-" + run,
                        "/admin/v1/deliveries y-" + run);
    }

    @Test
    void importsProductsAndStock() {
        byte[] products = ("item_id,title_en,list_price,currency\n" + "x" + run + ",Lamp,3.5,EUR\ny" + run
                        + ",Lamp,3.5,QQQ\n")
                .getBytes(StandardCharsets.UTF_8);
        byte[] stock = ("movement_id,item_id,location_id,reason,quantity\n" + run + "1,x" + run + ",n,received,5\n"
                        + run + "2,x" + run + ",n,sold,9\n")
                .getBytes(StandardCharsets.UTF_8);

        JsonNode first = finished(upload("kind=products-csv", products));
        JsonNode second = finished(upload("kind=stock-movements-csv", stock));

        assertThat(first.at("/counts/entities/products").asLong()).isEqualTo(1);
        assertThat(first.at("/errors/0/column").stringValue()).isEqualTo("list_price.currency");
        assertThat(second.at("/counts/by_reason/insufficient-stock").asLong()).isEqualTo(1);
        assertThat(second.at("/errors/0/line").asLong()).isEqualTo(3);
        assertThat(finished(upload("kind=stock-movements-csv", stock))
                        .at("/counts/unchanged")
                        .asLong())
                .isEqualTo(1);
    }

    @Test
    void waitsForAServiceThatIsDownAndCanBeCancelledMeanwhile() {
        ORDERS.failures.set(10_000);
        ORDERS.retryAfter = "";
        try {
            ApiResponse started = upload("kind=online-retail", shop(3));
            String path = "/admin/v1/imports/" + started.json().path("id").stringValue();
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> api.as(Role.OPERATOR).get(path).json().has("waiting_for"));
            api.as(Role.OPERATOR).post(path + "/cancel", "{}");
            assertThat(finished(started).path("state").stringValue()).isEqualTo("CANCELLED");
        } finally {
            ORDERS.failures.set(0);
        }
    }

    @Test
    void neverHoldsAFileInMemory() throws IOException {
        // 24 MiB of text through heap that has to stay as it was, give or take what batches need
        byte[] file = Collected.gzip(shop(130_000));
        Runtime runtime = Runtime.getRuntime();
        System.gc();
        long before = runtime.totalMemory() - runtime.freeMemory();

        ApiResponse started = upload("kind=online-retail", file);
        String path = "/admin/v1/imports/" + started.json().path("id").stringValue();
        await().atMost(Duration.ofSeconds(40))
                .until(() -> api.as(Role.OPERATOR)
                                .get(path)
                                .json()
                                .at("/counts/lines")
                                .asLong()
                        > 40_000);
        System.gc();
        long during = runtime.totalMemory() - runtime.freeMemory();
        api.as(Role.OPERATOR).post(path + "/cancel", "{}");
        finished(started);

        assertThat(during - before - heldByTheDouble()).isLessThan(64L << 20);
    }

    private static long heldByTheDouble() {
        return ORDERS.orders.size() * 4_000L;
    }
}
