package dev.shopkeeper.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.shopkeeper.events.EventJson;
import dev.shopkeeper.testing.http.ApiResponse;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A model asked for, trained, judged against its baseline on the same hold-out, and shown with both metrics. */
class ModelLifeIT {

    private final RunningPlatform platform = RunningPlatform.get();

    @Test
    void trainsAModelFromTheCommandLineAndShowsTheGatesVerdictWithBothMetrics()
            throws IOException, InterruptedException {
        // given: two hundred visitors whose sessions stay within one of ten themes
        catalogue();
        history();

        // when
        String said = ShopCommand.run(platform, "train", "co-occurrence-neighbours", "--seed", "7", "--json");

        // then
        JsonNode run = EventJson.mapper().readTree(said);
        assertThat(run.path("state").asString().toLowerCase(Locale.ROOT))
                .as(said)
                .isIn("champion", "rejected");
        assertThat(run.path("figures").size()).as(said).isPositive();
        assertThat(run.path("baseline_figures").size()).as(said).isPositive();
        assertThat(platform.operator()
                        .get("/admin/v1/recommendation/runs/" + run.path("id").asString())
                        .json()
                        .path("figures"))
                .isEqualTo(run.path("figures"));
    }

    @Test
    void listsTheModelsOfEveryService() throws IOException, InterruptedException {
        assertThat(ShopCommand.run(platform, "train", "--list").lines())
                .contains(
                        "recommendation/co-occurrence-neighbours",
                        "recommendation/next-item-blend",
                        "recommendation/impression-ranker",
                        "membership/membership-tiers",
                        "pricing/price-elasticity",
                        "order/message-triage",
                        "logistics/travel-time",
                        "inventory/demand-forecast");
    }

    /** What is trained on is what the catalogue knows. */
    private void catalogue() {
        int known = catalogueItems();
        List<Map<String, Object>> products = new ArrayList<>();
        for (int item = 0; item < 80; item++) {
            String id = "theme-" + item / 8 + "-" + item % 8;
            products.add(Map.of("item_id", id, "titles", Map.of("en", id), "categories", List.of("themes")));
        }
        ApiResponse answer = platform.operator().post("/admin/v1/products", Map.of("products", products));
        assertThat(answer.json().path("accepted").asInt()).as(answer.text()).isEqualTo(80);
        await().atMost(Duration.ofSeconds(30)).until(() -> catalogueItems() >= known + 80);
    }

    private int catalogueItems() {
        return platform.operator()
                .get("/admin/v1/recommendation/status")
                .json()
                .path("catalogue_items")
                .asInt();
    }

    private void history() {
        Random random = new Random(11);
        List<Map<String, Object>> events = new ArrayList<>();
        Instant start = Instant.now().minus(60, ChronoUnit.DAYS);
        for (int session = 0; session < 1200; session++) {
            int theme = random.nextInt(10);
            Instant time = start.plus(session * 70L, ChronoUnit.MINUTES);
            for (int step = 0; step < 5; step++) {
                events.add(Map.of(
                        "event_id",
                        "life-" + session + "-" + step,
                        "event_name",
                        "view_item",
                        "occurred_at",
                        time.plusSeconds(step * 30L).toString(),
                        "anonymous_id",
                        "life-visitor-" + session % 200,
                        "session_id",
                        "life-session-" + session,
                        "items",
                        List.of(Map.of("item_id", "theme-" + theme + "-" + random.nextInt(8)))));
            }
        }
        for (int first = 0; first < events.size(); first += 500) {
            ApiResponse answer = platform.operator()
                    .post(
                            "/api/v1/events",
                            Map.of("events", events.subList(first, Math.min(events.size(), first + 500))));
            assertThat(answer.status()).as(answer.text()).isEqualTo(202);
        }
    }
}
