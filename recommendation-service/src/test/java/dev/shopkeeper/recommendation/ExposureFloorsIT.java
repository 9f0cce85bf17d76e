package dev.shopkeeper.recommendation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.shopkeeper.events.ItemUpserted;
import dev.shopkeeper.recommendation.catalogue.Catalogue;
import dev.shopkeeper.testing.PlatformTest;
import dev.shopkeeper.testing.http.ApiClient;
import dev.shopkeeper.testing.http.ApiResponse;
import dev.shopkeeper.testing.kafka.KafkaProbe;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

@PlatformTest
class ExposureFloorsIT {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String PATH = "/admin/v1/fairness/exposure-floors/";

    @Autowired
    private KafkaProbe kafka;

    @Autowired
    private ApiClient api;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Catalogue catalogue;

    private Shop shop;

    @BeforeEach
    void openShop() {
        shop = new Shop(kafka);
    }

    @AfterEach
    void takeFloorsAway() {
        jdbc.sql("update exposure_floor set share = 0, tx = pg_current_xact_id() where merchant_id like ?")
                .param(shop.id("%"))
                .update();
        await().atMost(SOON).until(() -> catalogue.exposureFloors().isEmpty());
    }

    @Test
    void showsAMerchantThatNobodyWantsAndSaysWhatThatCosts() {
        // given: six wanted items of a big merchant and one of a small one that nobody met
        for (int i = 0; i < 6; i++) {
            item("big" + i, "big");
        }
        item("small", "small");
        await().atMost(SOON).until(() -> catalogue.knows(shop.id("small")));
        for (int visitor = 0; visitor < 3; visitor++) {
            for (int i = 0; i < 6; i++) {
                shop.did("v" + visitor, "s" + visitor, "view_item", "big" + i);
            }
        }
        String asked = "/api/v1/recommendations?limit=5&category=" + shop.id("goods");
        await().atMost(SOON).until(() -> shown(get(asked)).stream().allMatch(name -> name.startsWith("big")));

        // when
        ApiResponse set = api.as("OPERATOR").put(PATH + shop.id("small"), Map.of("share", 0.2));

        // then
        assertThat(set.status()).as("%s", set).isEqualTo(200);
        assertThat(set.json().path("share").doubleValue()).isEqualTo(0.2);
        assertThat(set.json().path("changed_by").stringValue()).isNotEmpty();
        await().atMost(SOON).until(() -> shown(get(asked)).contains("small"));
        JsonNode answer = get(asked);
        assertThat(answer.at("/explanation/summary").stringValue())
                .contains("For merchants' shares of what is shown", "% of what it was");
        JsonNode small = answer.path("items")
                .valueStream()
                .filter(item -> item.path("item_id").stringValue().equals(shop.id("small")))
                .findFirst()
                .orElseThrow();
        assertThat(small.path("reasons").toString()).contains("exposure_floor");
        assertThat(shown(get("/api/v1/recommendations/popular?limit=5&category=" + shop.id("goods"))))
                .as("a board is what it is")
                .noneMatch("small"::equals);
        assertThat(api.as("OPERATOR")
                        .get(PATH.substring(0, PATH.length() - 1) + "?limit=100")
                        .text())
                .contains(shop.id("small"));

        // when
        assertThat(api.as("OPERATOR").delete(PATH + shop.id("small")).status()).isEqualTo(204);
        assertThat(api.as("OPERATOR").delete(PATH + shop.id("small")).status()).isEqualTo(204);

        // then
        await().atMost(SOON).until(() -> !shown(get(asked)).contains("small"));
        assertThat(api.as("OPERATOR").get(PATH.substring(0, PATH.length() - 1)).text())
                .doesNotContain(shop.id("small"));
    }

    @Test
    void neverPromisesMoreThanTheWholeListHoweverManyPromiseAtOnce() throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            List<Future<Integer>> answers = new ArrayList<>();
            for (int merchant = 0; merchant < 8; merchant++) {
                String id = shop.id("m" + merchant);
                answers.add(threads.submit(() ->
                        api.as("OPERATOR").put(PATH + id, Map.of("share", 0.3)).status()));
            }
            List<Integer> statuses = new ArrayList<>();
            for (Future<Integer> answer : answers) {
                statuses.add(answer.get());
            }
            assertThat(statuses).containsOnly(200, 400);
            assertThat(statuses.stream().filter(status -> status == 200)).hasSize(3);
        }
        assertThat(api.as("OPERATOR")
                        .put(PATH + shop.id("late"), Map.of("share", 0.2))
                        .text())
                .contains("share", "0.2", "0.9 together");
    }

    @Test
    void namesWhatIsWrong() {
        for (Object share : List.of(0, 1.01, -1, "much")) {
            ApiResponse answer = api.as("OPERATOR").put(PATH + shop.id("x"), Map.of("share", share));
            assertThat(answer.status()).as("%s", share).isEqualTo(400);
            assertThat(answer.text()).contains("share", share.toString());
        }
        assertThat(api.as("OPERATOR").put(PATH + shop.id("x"), Map.of()).status())
                .isEqualTo(400);
        assertThat(api.as("STOREFRONT")
                        .put(PATH + shop.id("x"), Map.of("share", 0.1))
                        .status())
                .isEqualTo(403);
    }

    private void item(String name, String merchant) {
        shop.say(
                ItemUpserted.class,
                Map.of(
                        "item_id", shop.id(name),
                        "titles", Map.of("en", name),
                        "categories", List.of(shop.id("goods")),
                        "merchant_id", shop.id(merchant),
                        "active", true,
                        "updated_at", Instant.now()));
    }

    private JsonNode get(String path) {
        ApiResponse answer = api.as("STOREFRONT").with("Accept-Language", "en").get(path);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        return answer.json();
    }

    private List<String> shown(JsonNode decision) {
        return decision.path("items")
                .valueStream()
                .map(item -> item.path("item_id").stringValue("").replace(shop.id(""), ""))
                .toList();
    }
}
