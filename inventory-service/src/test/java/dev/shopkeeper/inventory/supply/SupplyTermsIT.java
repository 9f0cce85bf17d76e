package dev.shopkeeper.inventory.supply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.shopkeeper.inventory.InventoryIT;
import dev.shopkeeper.starter.security.Role;
import dev.shopkeeper.testing.http.ApiClient;
import dev.shopkeeper.testing.http.ApiResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

class SupplyTermsIT extends InventoryIT {

    private static final String BASE = "/admin/v1/supply-terms";

    @Autowired
    private ApiClient anybody;

    private ApiClient api;
    private final String item = "t-" + UUID.randomUUID();

    @BeforeEach
    void createItem() {
        api = anybody.as(Role.OPERATOR);
        api.put("/admin/v1/products/" + item, "{\"titles\":{\"en\":\"Tea\"}}");
    }

    @Test
    void areKeptListedAndDeleted() {
        String path = BASE + "/" + item + "/acme";
        JsonNode put = api.put(
                        path,
                        "{\"lead_time_days\":2.5,\"case_pack\":12,\"shelf_life_days\":30,"
                                + "\"unit_cost\":{\"amount\":\"1.20\",\"currency\":\"EUR\"}}")
                .json();

        assertThat(put).isEqualTo(api.get(path).json());
        assertThat(put.path("lead_time_days").asDouble()).isEqualTo(2.5);
        assertThat(put.path("minimum_order_quantity").asLong()).isEqualTo(1);
        assertThat(put.path("review_period_days").asLong()).isEqualTo(1);
        assertThat(put.at("/unit_cost/amount").asString("")).isEqualTo("1.20");
        api.put(BASE + "/" + item + "/best", "{}");
        JsonNode page = api.get(BASE + "?limit=1&item_id=" + item).json();
        assertThat(page.at("/items/0/supplier_id").asString("")).isEqualTo("acme");
        assertThat(api.get(BASE + "?limit=1&item_id=" + item + "&cursor="
                                + page.path("next_cursor").asString(""))
                        .json()
                        .at("/items/0/supplier_id")
                        .asString(""))
                .isEqualTo("best");
        assertThat(api.delete(path).status()).isEqualTo(204);
        assertThat(api.delete(path).status()).isEqualTo(404);
        assertThat(api.get(path).status()).isEqualTo(404);
    }

    @Test
    void preferOneSupplierOfAnItem() {
        api.put(BASE + "/" + item + "/acme", "{\"preferred\":true}");
        api.put(BASE + "/" + item + "/best", "{\"preferred\":true}");

        assertThat(api.get(BASE + "/" + item + "/acme").json().path("preferred").asBoolean())
                .isFalse();
        assertThat(api.get(BASE + "/" + item + "/best").json().path("preferred").asBoolean())
                .isTrue();

        ApiResponse both = api.post(BASE, """
                {"supply_terms":[{"item_id":"%s","supplier_id":"acme","preferred":true},
                                 {"item_id":"%s","supplier_id":"cheap","preferred":true}]}
                """.formatted(item, item));
        assertThat(both.status()).as(both.text()).isEqualTo(200);
        assertThat(api.get(BASE + "/" + item + "/cheap")
                        .json()
                        .path("preferred")
                        .asBoolean())
                .isTrue();
        assertThat(api.get(BASE + "/" + item + "/acme").json().path("preferred").asBoolean())
                .isFalse();
    }

    @Test
    void preferOneSupplierHoweverManyArePutAtOnce() throws Exception {
        List<Future<ApiResponse>> answers = new ArrayList<>();
        try (ExecutorService clients = Executors.newFixedThreadPool(8)) {
            for (int i = 0; i < 24; i++) {
                String path = BASE + "/" + item + "/s" + i;
                answers.add(clients.submit(() -> api.put(path, "{\"preferred\":true}")));
            }
        }

        for (Future<ApiResponse> answer : answers) {
            assertThat(answer.get().status()).as(answer.get().text()).isEqualTo(200);
        }
        JsonNode terms = api.get(BASE + "?item_id=" + item).json().path("items");
        assertThat(terms).hasSize(24);
        assertThat(terms.toString().split("\"preferred\":true", -1)).hasSize(2);
    }

    @Test
    void areTakenEntryByEntry() {
        String body = """
                {"supply_terms":[{"item_id":"%s","supplier_id":"acme","case_pack":6},
                                 {"item_id":"nobody","supplier_id":"acme"},
                                 {"item_id":"%s","supplier_id":"best","case_pack":-1}]}
                """.formatted(item, item);

        JsonNode answer = api.post(BASE, body).json();

        assertThat(answer.path("accepted").asInt()).isEqualTo(1);
        assertThat(answer.path("errors").toString())
                .contains("unknown-item", "nobody", "is not in the catalogue", "case_pack", "-1");
        assertThat(api.post(BASE, body).json().path("unchanged").asInt()).isEqualTo(1);
    }

    @Test
    void areRefusedByFieldAndValue() {
        String path = BASE + "/" + item + "/acme";

        for (String bad : new String[] {
            "\"case_pack\":0",
            "\"minimum_order_quantity\":-3",
            "\"lead_time_days\":-1",
            "\"shelf_life_days\":0",
            "\"review_period_days\":0",
            "\"case_pack\":1.5"
        }) {
            ApiResponse answer = api.put(path, "{" + bad + "}");
            assertThat(answer.status()).as(bad).isEqualTo(400);
            assertThat(answer.text())
                    .contains(bad.substring(1, bad.indexOf('"', 1)), bad.substring(bad.indexOf(':') + 1));
        }
        assertThat(api.put(BASE + "/no-such-item/acme", "{}").status()).isEqualTo(404);
    }

    @Test
    void areImported() {
        String csv = "item_id,supplier_id,lead_time_days,case_pack,unit_cost,currency,preferred\n"
                + item + ",acme,3.5,12,1.20,EUR,yes\n"
                + item + ",best,x,12,,,\n"
                + "nobody,acme,1,1,,,\n";

        ApiResponse started = api.with("Content-Type", "application/octet-stream")
                .post("/admin/v1/imports?kind=supply-terms-csv", csv.getBytes(StandardCharsets.UTF_8));
        String path = "/admin/v1/imports/" + started.json().path("id").asString("");
        await().atMost(Duration.ofSeconds(30))
                .until(() -> api.get(path).json().path("state").asString("").equals("SUCCEEDED"));

        JsonNode counts = api.get(path).json().path("counts");
        assertThat(counts.at("/entities/supply_terms").asInt()).isEqualTo(1);
        assertThat(counts.at("/by_reason/bad-number").asInt()).isEqualTo(1);
        assertThat(counts.at("/by_reason/unknown-item").asInt()).isEqualTo(1);
        assertThat(api.get(BASE + "/" + item + "/acme")
                        .json()
                        .path("lead_time_days")
                        .asDouble())
                .isEqualTo(3.5);
    }
}
