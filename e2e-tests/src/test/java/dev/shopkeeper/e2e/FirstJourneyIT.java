package dev.shopkeeper.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.shopkeeper.testing.http.ApiClient;
import dev.shopkeeper.testing.http.ApiResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A click in, an answer out: what a new user tries first. */
class FirstJourneyIT {

    private final RunningPlatform platform = RunningPlatform.get();
    private final ApiClient storefront = platform.storefront();
    private final String run = UUID.randomUUID().toString().substring(0, 8);

    @Test
    void refusesWhoeverHasNoKeyOrTooSmallARole() {
        assertProblem(platform.anonymous().get("/api/v1/recommendations"), 401);
        assertProblem(platform.anonymous().with("X-API-Key", "sk_wrong").get("/api/v1/recommendations"), 401);
        assertProblem(storefront.get("/admin/v1/orders"), 403);
        assertProblem(storefront.get("/admin/v1/products"), 403);
        assertProblem(platform.operator().get("/nowhere"), 404);
    }

    @Test
    void recommendsWhatOthersLookedAtTogetherAndSaysWhy() {
        // given: eight visitors who looked at both the kettle and the cup, and a catalogue that knows them
        String kettle = "kettle/" + run;
        String cup = "cup:" + run;
        upload(kettle, "电热水壶", "Electric kettle");
        upload(cup, "马克杯", "Mug 🍵");
        IntStream.range(0, 8).forEach(visitor -> click("other-" + visitor + run, List.of(kettle, cup)));

        // when: somebody new looks at the kettle only
        String visitor = "visitor-" + run;
        click(visitor, List.of(kettle));

        // then: the cup is shown, with the kettle as its reason, in the visitor's language
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            ApiResponse answer = storefront
                    .with("Accept-Language", "zh")
                    .get("/api/v1/recommendations?limit=20&anonymous_id=" + visitor);
            assertThat(answer.status()).as(answer.text()).isEqualTo(200);
            JsonNode body = answer.json();
            JsonNode shown = item(body, cup);
            assertThat(shown.path("title").asString("")).isEqualTo("马克杯");
            assertThat(shown.path("reasons")
                            .valueStream()
                            .map(reason -> reason.path("subject").asString("")))
                    .contains(kettle);
            double sum = shown.path("reasons")
                    .valueStream()
                    .mapToDouble(reason -> reason.path("contribution").asDouble())
                    .sum();
            assertThat(sum).isCloseTo(shown.path("score").asDouble(), org.assertj.core.data.Offset.offset(1e-9));
            assertThat(body.path("model").asString("")).isNotEmpty();
            assertThat(body.path("ranking_id").asString("")).isNotEmpty();
            assertThat(body.has("degraded")).isTrue();
            assertThat(body.has("decided_at")).isTrue();
        });
    }

    @Test
    void showsTheCatalogueToTheStorefrontWithoutItsCost() {
        String item = "lamp-" + run;
        upload(item, "台灯", "Desk lamp");

        ApiResponse answer = storefront.get("/api/v1/products/" + item);

        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.json().has("cost")).isFalse();
        assertThat(platform.operator().get("/admin/v1/products/" + item).json().has("cost"))
                .isTrue();
    }

    private void upload(String item, String chinese, String english) {
        ApiResponse answer = platform.operator()
                .post(
                        "/admin/v1/products",
                        Map.of(
                                "products",
                                List.of(Map.of(
                                        "item_id",
                                        item,
                                        "titles",
                                        Map.of("zh", chinese, "en", english),
                                        "categories",
                                        List.of("kitchen"),
                                        "cost",
                                        Map.of("amount", "10.00", "currency", "CNY"),
                                        "list_price",
                                        Map.of("amount", "25.00", "currency", "CNY")))));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.json().path("accepted").asInt()).as(answer.text()).isEqualTo(1);
    }

    private void click(String visitor, List<String> items) {
        List<Map<String, Object>> events = items.stream()
                .map(item -> Map.<String, Object>of(
                        "event_id",
                        visitor + "-" + item,
                        "event_name",
                        "view_item",
                        "occurred_at",
                        Instant.now().toString(),
                        "anonymous_id",
                        visitor,
                        "session_id",
                        "session-" + visitor,
                        "items",
                        List.of(Map.of("item_id", item))))
                .toList();
        ApiResponse answer = storefront.post("/api/v1/events", Map.of("events", events));
        assertThat(answer.status()).as(answer.text()).isEqualTo(202);
    }

    private static JsonNode item(JsonNode body, String id) {
        return body.path("items")
                .valueStream()
                .filter(item -> item.path("item_id").asString("").equals(id))
                .findFirst()
                .orElseThrow(() -> new AssertionError(id + " is not among " + body));
    }

    private static void assertProblem(ApiResponse answer, int status) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.contentType()).as(answer.text()).isEqualTo("application/problem+json");
        assertThat(answer.json().path("code").asString("")).isNotEmpty();
    }
}
