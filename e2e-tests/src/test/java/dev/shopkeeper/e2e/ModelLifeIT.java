package dev.shopkeeper.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.shopkeeper.events.EventJson;
import dev.shopkeeper.testing.http.ApiResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A model asked for, trained, judged against its baseline on the same hold-out, and shown with both metrics. */
class ModelLifeIT {

    private static final String MODEL = "/admin/v1/recommendation/models/co-occurrence-neighbours";
    private static final Set<String> FINAL = Set.of("champion", "rejected", "failed", "cancelled");

    private final RunningPlatform platform = RunningPlatform.get();

    @Test
    void trainsAModelAndShowsTheGatesVerdictWithBothMetrics() {
        // given: two hundred visitors whose sessions stay within one of ten themes
        catalogue();
        history();

        // when
        ApiResponse requested = platform.admin().post(MODEL + "/runs", Map.of("seed", 7));
        assertThat(requested.status()).as(requested.text()).isEqualTo(202);
        String run = requested.json().path("id").asString();

        // then
        JsonNode finished = await().atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(500))
                .until(
                        () -> platform.operator()
                                .get("/admin/v1/recommendation/runs/" + run)
                                .json(),
                        body -> FINAL.contains(body.path("state").asString("").toLowerCase(java.util.Locale.ROOT)));
        assertThat(finished.path("state").asString().toLowerCase(java.util.Locale.ROOT))
                .as(finished.toString())
                .isIn("champion", "rejected");
        assertThat(finished.path("figures").size()).as(finished.toString()).isPositive();
        assertThat(finished.path("baseline_figures").size())
                .as(finished.toString())
                .isPositive();
    }

    @Test
    void trainsEveryModelFromTheCommandLineAndHasAnAnswerForEach() throws IOException, InterruptedException {
        // given
        Path answer = Files.createTempFile(platform.logs(), "train-all", ".json");
        ProcessBuilder command = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "dev.shopkeeper.local.cli.Shop",
                        "train",
                        "all",
                        "--json")
                .redirectOutput(answer.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        command.environment().remove("SHOPKEEPER_URL");
        command.environment().remove("SHOPKEEPER_KEY");
        command.environment()
                .put("SHOPKEEPER_HOME", platform.stack().options().home().root().toString());

        // when
        Process shop = command.start();
        boolean ended = shop.waitFor(5, TimeUnit.MINUTES);
        shop.destroyForcibly();

        // then
        assertThat(ended).isTrue();
        JsonNode outcomes = EventJson.mapper().readTree(Files.readString(answer));
        assertThat(shop.exitValue()).as(outcomes.toString()).isZero();
        assertThat(outcomes.valueStream().map(outcome -> outcome.path("model").asString()))
                .contains("co-occurrence-neighbours", "sequential-linear");
        assertThat(outcomes.valueStream().map(outcome -> outcome.path("outcome").asString()))
                .isSubsetOf("champion", "rejected", "insufficient_data");
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
