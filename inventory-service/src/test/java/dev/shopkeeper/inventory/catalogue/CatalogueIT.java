package dev.shopkeeper.inventory.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.shopkeeper.events.ItemUpserted;
import dev.shopkeeper.events.ItemWithdrawn;
import dev.shopkeeper.events.Topic;
import dev.shopkeeper.inventory.InventoryIT;
import dev.shopkeeper.starter.security.Role;
import dev.shopkeeper.testing.http.ApiClient;
import dev.shopkeeper.testing.http.ApiResponse;
import dev.shopkeeper.testing.kafka.KafkaProbe;
import dev.shopkeeper.testing.kafka.ProbedRecord;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

class CatalogueIT extends InventoryIT {

    @Autowired
    private ApiClient api;

    @Autowired
    private KafkaProbe kafka;

    @Autowired
    private JdbcTemplate jdbc;

    private final String run = UUID.randomUUID().toString().substring(0, 8);

    private ApiClient admin() {
        return api.as(Role.OPERATOR);
    }

    private static String content(String title) {
        return """
                {"titles":{"en":"%s","zh":"灯"},"brand":"Acme","categories":["home"],
                 "cost":{"amount":"5","currency":"CNY"},"list_price":{"amount":"12.30","currency":"CNY"}}""".formatted(title);
    }

    private long events(String itemId) {
        return kafka.readAll(Topic.CATALOGUE_NAME).stream()
                .filter(record -> itemId.equals(record.key()))
                .count();
    }

    @Test
    void tellsOnlyWhatChanged() {
        String id = "lamp-" + run;
        String path = "/admin/v1/products/" + id;

        ApiResponse created = admin().put(path, content("Lamp"));
        ApiResponse same = admin().put(path, content("Lamp"));
        ApiResponse changed = admin().put(path, content("Better lamp"));

        assertThat(created.status()).isEqualTo(200);
        assertThat(created.json().path("version").asInt()).isEqualTo(1);
        assertThat(same.json().path("version").asInt()).isEqualTo(1);
        assertThat(changed.json().path("version").asInt()).isEqualTo(2);
        ProbedRecord last = kafka.await(
                Topic.CATALOGUE_NAME,
                record -> id.equals(record.key()) && record.text().contains("Better lamp"));
        assertThat(last.as(ItemUpserted.class).titles()).containsEntry("zh", "灯");
        assertThat(events(id)).isEqualTo(2);

        assertThat(admin().delete(path).status()).isEqualTo(204);
        assertThat(admin().delete(path).status()).isEqualTo(204);
        kafka.await(
                Topic.CATALOGUE_NAME,
                record -> id.equals(record.key()) && record.type().equals(ItemWithdrawn.TYPE));
        assertThat(events(id)).isEqualTo(3);
        assertThat(api.as(Role.STOREFRONT).get("/api/v1/products/" + id).status())
                .isEqualTo(404);
    }

    @Test
    void refusesAChangeOfAVersionThatIsGone() {
        String path = "/admin/v1/products/v-" + run;
        admin().put(path, content("One"));

        assertThat(admin().with("If-Match", "\"1\"").put(path, content("Two")).status())
                .isEqualTo(200);
        ApiResponse stale = admin().with("If-Match", "\"1\"").put(path, content("Three"));

        assertThat(stale.status()).isEqualTo(412);
        assertThat(stale.json().path("code").stringValue()).isEqualTo("version-mismatch");
        assertThat(admin().with("If-Match", "\"1\"").delete(path).status()).isEqualTo(412);
        assertThat(admin().get(path).json().path("withdrawn_at").isMissingNode())
                .isTrue();
        assertThat(admin().with("If-Match", "\"2\"").delete(path).status()).isEqualTo(204);
    }

    /** Whoever keeps the newest by its time keeps what the catalogue has, however many change an item at once. */
    @Test
    void tellsTheLastVersionWithTheLatestTime() throws Exception {
        for (int round = 0; round < 5; round++) {
            String id = "race-" + round + "-" + run;
            admin().put("/admin/v1/products/" + id, content("First"));

            try (ExecutorService clients = Executors.newFixedThreadPool(8)) {
                List<Callable<Integer>> changes = IntStream.range(0, 8)
                        .mapToObj(i ->
                                (Callable<Integer>) () -> admin().put("/admin/v1/products/" + id, content("Title " + i))
                                        .status())
                        .toList();
                for (Future<Integer> change : clients.invokeAll(changes)) {
                    assertThat(change.get()).isEqualTo(200);
                }
            }

            String title = admin().get("/admin/v1/products/" + id)
                    .json()
                    .at("/titles/en")
                    .asString();
            await().atMost(Duration.ofSeconds(10)).until(() -> events(id) == 9);
            assertThat(kafka.readAll(Topic.CATALOGUE_NAME).stream()
                            .filter(record -> id.equals(record.key()))
                            .map(record -> record.as(ItemUpserted.class))
                            .max(Comparator.comparing(ItemUpserted::updatedAt))
                            .orElseThrow()
                            .titles())
                    .containsEntry("en", title);
        }
    }

    @Test
    void takesABulkEntryByEntry() {
        String entries = IntStream.range(0, 500)
                .mapToObj(i -> i == 3
                        ? "{\"item_id\":\"bad\",\"titles\":{\"en\":\"x\"},\"list_price\":{\"amount\":\"-1\",\"currency\":\"CNY\"}}"
                        : i == 4
                                ? "{\"item_id\":\"bad2\",\"titles\":{\"en\":\"x\"},\"colour\":1,\"cost\":{\"amount\":5,\"currency\":\"QQQ\"}}"
                                : content("Thing " + i).replaceFirst("\\{", "{\"item_id\":\"" + run + "-" + i + "\","))
                .collect(Collectors.joining(","));
        admin().post(
                        "/admin/v1/products",
                        "{\"products\":[" + content("Warm").replaceFirst("\\{", "{\"item_id\":\"warm\",") + "]}");

        ApiResponse answer = admin().post("/admin/v1/products", "{\"products\":[" + entries + "]}");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().path("accepted").asInt()).isEqualTo(498);
        assertThat(answer.json().path("rejected").asInt()).isEqualTo(2);
        assertThat(answer.text())
                .contains("list_price.amount", "\"index\":3", "colour", "cost.amount", "cost.currency");
        assertThat(admin().post("/admin/v1/products", "{\"products\":[" + entries + "]}")
                        .json()
                        .path("unchanged")
                        .asInt())
                .isEqualTo(498);
    }

    @Test
    void refusesBodiesOfAnotherShape() {
        for (String body : new String[] {
            "{\"products\":[]}", "{}", "[]", "{\"products\":[1]}", "{\"products\":{},\"x\":1}", "{\"products\":[{}]}"
        }) {
            ApiResponse answer = admin().post("/admin/v1/products", body);
            assertThat(answer.status()).as(body).isEqualTo(400);
            assertThat(answer.contentType()).startsWith("application/problem+json");
        }
        String many = IntStream.range(0, 501).mapToObj(i -> "{}").collect(Collectors.joining(","));
        assertThat(admin().post("/admin/v1/products", "{\"products\":[" + many + "]}")
                        .text())
                .contains("500");
    }

    @Test
    void takesIdsWithSlashesColonsAndEmoji() {
        String id = "a/b:😀 ü-" + run;
        String encoded = URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20");

        ApiResponse put = admin().put("/admin/v1/products/" + encoded, content("Odd"));

        assertThat(put.status()).as(put.text()).isEqualTo(200);
        assertThat(put.json().path("item_id").stringValue()).isEqualTo(id);
        assertThat(admin().get("/admin/v1/products/" + encoded).status()).isEqualTo(200);
    }

    @Test
    void pagesAndFilters() {
        String category = "c-" + run;
        String entries = IntStream.range(0, 7)
                .mapToObj(i -> content("Page x" + i + "x")
                        .replace("\"home\"", "\"" + category + "\"")
                        .replaceFirst("\\{", "{\"item_id\":\"p" + i + "-" + run + "\","))
                .collect(Collectors.joining(","));
        admin().post("/admin/v1/products", "{\"products\":[" + entries + "]}");

        String path = "/api/v1/products?limit=3&category=" + category;
        ApiResponse first = api.as(Role.STOREFRONT)
                .with("Accept-Language", "zh-CN,en;q=0.5")
                .get(path);
        ApiResponse second = api.as(Role.STOREFRONT)
                .get(path + "&cursor=" + first.json().path("next_cursor").stringValue());
        ApiResponse third = api.as(Role.STOREFRONT)
                .get(path + "&cursor=" + second.json().path("next_cursor").stringValue());

        assertThat(first.json().at("/items/0/title").stringValue()).isEqualTo("灯");
        assertThat(second.json().at("/items/0/title").stringValue()).isEqualTo("Page x3x");
        assertThat(third.json().path("items")).hasSize(1);
        assertThat(third.json().has("next_cursor")).isFalse();
        assertThat(first.text()).doesNotContain("cost");
        assertThat(admin().get("/admin/v1/products?q=page%20x4x&category=" + category)
                        .json()
                        .path("items"))
                .hasSize(1);
        assertThat(admin().get("/admin/v1/products?limit=0").status()).isEqualTo(400);
        assertThat(admin().get("/admin/v1/products?cursor=%21").status()).isEqualTo(400);
    }

    @Test
    void keepsWhatTheDatabaseGivesBackEqual() {
        String id = "eq-" + run;
        admin().put("/admin/v1/products/" + id, content("Equal"));

        assertThat(jdbc.queryForObject(
                        "select list_price_amount::text from product where item_id = ?", String.class, id))
                .isEqualTo("12.3000");
        assertThat(admin().get("/admin/v1/products/" + id)
                        .json()
                        .at("/list_price/amount")
                        .stringValue())
                .isEqualTo("12.30");
    }
}
