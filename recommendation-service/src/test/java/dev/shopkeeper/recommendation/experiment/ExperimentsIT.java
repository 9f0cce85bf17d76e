package dev.shopkeeper.recommendation.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import dev.shopkeeper.recommendation.experiment.allocation.Arm;
import dev.shopkeeper.recommendation.experiment.allocation.Policy;
import dev.shopkeeper.recommendation.experiment.allocation.Strategy;
import dev.shopkeeper.testing.PlatformTest;
import dev.shopkeeper.testing.http.ApiClient;
import dev.shopkeeper.testing.http.ApiResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

@PlatformTest
class ExperimentsIT {

    private static final String PATH = "/admin/v1/recommendation/experiments";
    private static final Duration SOON = Duration.ofSeconds(20);

    @Autowired
    private ApiClient api;

    @Autowired
    private Assignments assignments;

    @Autowired
    private JdbcClient jdbc;

    private final String id = "x-" + UUID.randomUUID();

    /** Placements are few and shared, so nothing may stand on them after a test. */
    @AfterEach
    void clearPlacements() {
        for (String table : List.of("experiment_change", "experiment_placement", "experiment_arm", "experiment")) {
            jdbc.sql("delete from " + table).update();
        }
        jdbc.sql("delete from impression where experiment_id = ?").param(id).update();
    }

    private static Map<String, Object> arm(String name, double share, String strategy) {
        return Map.of("name", name, "share", share, "policy", Map.of("strategy", strategy, "diversity", 0.2));
    }

    private static Map<String, Object> experiment(String id, List<String> placements) {
        return Map.of(
                "experiment_id",
                id,
                "placements",
                placements,
                "arms",
                List.of(arm("control", 0.5, "model"), arm("new", 0.5, "popularity")));
    }

    private ApiResponse post(String path, Object body) {
        return api.as("OPERATOR").post(PATH + path, body);
    }

    private JsonNode get(String path) {
        ApiResponse answer = api.as("OPERATOR").get(PATH + path);
        assertThat(answer.status()).as("%s", answer).isEqualTo(200);
        return answer.json();
    }

    private static void refuses(ApiResponse answer, int status, String... says) {
        assertThat(answer.status()).as("%s", answer).isEqualTo(status);
        assertThat(answer.text()).contains(says);
    }

    @Test
    void dealsPersonsUntilAnArmIsServedToAll() {
        // when
        ApiResponse started = post("", experiment(id, List.of("home", "cart")));

        // then
        assertThat(started.status()).as("%s", started).isEqualTo(201);
        assertThat(started.header("Location")).hasValue(PATH + "/" + id);
        assertThat(started.json().path("state").stringValue()).isEqualTo("RUNNING");
        await().atMost(SOON).until(() -> serves("home", id));
        Map<String, Integer> arms = new HashMap<>();
        for (int i = 0; i < 1000; i++) {
            Arm arm = assignments.arm("home", "user-" + i);
            assertThat(arm).isNotNull().isEqualTo(assignments.arm("cart", "user-" + i));
            assertThat(arm.measured()).isTrue();
            arms.merge(arm.name(), 1, Integer::sum);
        }
        assertThat(arms.get("control")).isBetween(400, 600);
        assertThat(assignments.arm("home", null))
                .isEqualTo(new Arm(id, "control", new Policy(Strategy.MODEL, null, 0.2, 0), false));
        assertThat(assignments.arm("search", "anna")).isNull();

        // when
        ApiResponse rolledOut = post("/" + id + "/roll-out", Map.of("arm", "new", "reason", "more clicks"));

        // then
        assertThat(rolledOut.status()).as("%s", rolledOut).isEqualTo(200);
        Arm winner = new Arm(id, "new", new Policy(Strategy.POPULARITY, null, 0.2, 0), false);
        await().atMost(SOON).until(() -> winner.equals(assignments.arm("home", null)));
        assertThat(assignments.arm("cart", "anna")).isEqualTo(winner);
        JsonNode changes = get("/" + id).at("/experiment/changes");
        assertThat(changes.size()).isEqualTo(2);
        assertThat(changes.at("/1/action").stringValue()).isEqualTo("roll-out");
        assertThat(changes.at("/1/reason").stringValue()).isEqualTo("more clicks");
        assertThat(changes.at("/1/changed_by").stringValue()).isNotBlank();
        refuses(
                post("/" + id + "/roll-out", Map.of("arm", "control", "reason", "no")),
                409,
                "experiment-over",
                "arm 'new' was rolled out at");
        refuses(post("/" + id + "/stop", Map.of()), 409, "experiment-over");
    }

    @Test
    void standsBehindAnExperimentThatRunsAndComesBackWhenItIsStopped() {
        // given
        assertThat(post("", experiment(id, List.of("item"))).status()).isEqualTo(201);
        assertThat(post("/" + id + "/roll-out", Map.of("arm", "new", "reason", "why not"))
                        .status())
                .isEqualTo(200);
        String later = id + "-later";

        // when
        assertThat(post("", experiment(later, List.of("item"))).status()).isEqualTo(201);
        await().atMost(SOON).until(() -> serves("item", later));
        assertThat(post("/" + later + "/stop", Map.of("reason", "enough")).status())
                .isEqualTo(200);

        // then
        await().atMost(SOON).until(() -> serves("item", id));
        refuses(post("/" + later + "/stop", Map.of()), 409, "it was stopped at");
        assertThat(post("/" + later + "/roll-out", Map.of("arm", "control", "reason", "back"))
                        .status())
                .isEqualTo(200);
        await().atMost(SOON).until(() -> serves("item", later));
    }

    private boolean serves(String placement, String experiment) {
        Arm arm = assignments.arm(placement, "anna");
        return arm != null && arm.experimentId().equals(experiment);
    }

    @Test
    void letsOneOfManyStartOnAPlacementAndOneOfManyStopIt() throws Exception {
        // given
        List<Callable<ApiResponse>> starts = IntStream.range(0, 8)
                .<Callable<ApiResponse>>mapToObj(i -> () ->
                        post("", experiment(id + "-" + i, i % 2 == 0 ? List.of("home", "cart") : List.of("cart"))))
                .toList();

        // when
        List<ApiResponse> started = together(starts);

        // then
        assertThat(started).extracting(ApiResponse::status).containsOnly(201, 409);
        List<ApiResponse> winners =
                started.stream().filter(each -> each.status() == 201).toList();
        assertThat(winners).hasSize(1);
        String winner = winners.getFirst().json().path("experiment_id").stringValue();
        assertThat(started.stream().filter(each -> each.status() == 409))
                .allSatisfy(each -> assertThat(each.text()).contains("placement-taken", "'cart'"));

        // when
        List<ApiResponse> stopped = together(IntStream.range(0, 8)
                .<Callable<ApiResponse>>mapToObj(i -> () -> i % 2 == 0
                        ? post("/" + winner + "/stop", Map.of("reason", "r" + i))
                        : post("/" + winner + "/stop", Map.of()))
                .toList());

        // then
        assertThat(stopped.stream().filter(each -> each.status() == 200)).hasSize(1);
        assertThat(stopped).extracting(ApiResponse::status).containsOnly(200, 409);
        assertThat(get("/" + winner).at("/experiment/changes").size()).isEqualTo(2);
    }

    private static List<ApiResponse> together(List<Callable<ApiResponse>> calls) throws Exception {
        List<ApiResponse> answers = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<ApiResponse> answer : threads.invokeAll(calls)) {
                answers.add(answer.get());
            }
        }
        return answers;
    }

    @Test
    void namesWhatIsWrong() {
        refuses(
                post(
                        "",
                        Map.of(
                                "experiment_id",
                                id,
                                "placements",
                                List.of("home", "roof"),
                                "metric",
                                "profit",
                                "arms",
                                List.of(
                                        arm("a", 0.5, "model"),
                                        Map.of(
                                                "name",
                                                "a",
                                                "share",
                                                0.4,
                                                "policy",
                                                Map.of("strategy", "popularity", "model", "v3", "diversity", 7))))),
                400,
                "roof",
                "profit",
                "must have different names",
                "must have shares that add up to 1",
                "must be absent where the strategy is popularity",
                "arms[1].policy.diversity");
        refuses(post("", experiment(id, List.of())), 400, "placements");
        refuses(post("/none/stop", Map.of()), 404, "There is no experiment 'none'");
        refuses(api.as("OPERATOR").get(PATH + "/none"), 404, "There is no experiment 'none'");
        assertThat(post("", experiment(id, List.of("home"))).status()).isEqualTo(201);
        refuses(post("", experiment(id, List.of("cart"))), 409, "experiment-exists", "is taken");
        refuses(post("/" + id + "/roll-out", Map.of("arm", "x", "reason", "y")), 400, "must be one of control, new");
        refuses(post("/" + id + "/roll-out", Map.of("arm", "new")), 400, "reason");
        assertThat(api.as("STOREFRONT").get(PATH).status()).isEqualTo(403);
    }

    @Test
    void listsInPages() {
        assertThat(post("", experiment(id + "-a", List.of("home"))).status()).isEqualTo(201);
        assertThat(post("", experiment(id + "-b", List.of("cart"))).status()).isEqualTo(201);
        JsonNode first = get("?limit=1");
        assertThat(first.at("/items/0/experiment_id").stringValue()).isEqualTo(id + "-a");
        JsonNode second = get("?limit=1&cursor=" + first.path("next_cursor").stringValue());
        assertThat(second.at("/items/0/experiment_id").stringValue()).isEqualTo(id + "-b");
        assertThat(second.at("/items/0/arms/1/policy/strategy").stringValue()).isEqualTo("popularity");
    }

    @Test
    void reportsWhatPersonsDidWhileTheyWereObserved() {
        // given an experiment that began three days ago, of which a hundred and fifty persons saw ten items in each arm
        assertThat(post("", experiment(id, List.of("home"))).status()).isEqualTo(201);
        Instant began = Instant.now().minus(Duration.ofDays(3));
        jdbc.sql("update experiment set started_at = ?::timestamptz where experiment_id = ?")
                .params(began.toString(), id)
                .update();
        for (int person = 0; person < 300; person++) {
            boolean fresh = person % 2 == 1;
            UUID ranking = shown("p" + person, fresh ? "new" : "control", began.plusSeconds(60 + person), 10);
            for (int click = 0; click < (fresh ? 5 : 1 + person / 2 % 2); click++) {
                clicked(ranking, "item-" + click, began.plusSeconds(600));
            }
            if (person < 4) {
                bought(ranking, began.plusSeconds(3600), person < 3 ? "12.50" : "7", person < 3 ? "CNY" : "USD");
            }
            clicked(ranking, "item-9", began.plus(Duration.ofDays(2))); // too late to count
        }
        shown("waiting", "new", Instant.now().minusSeconds(60), 10);
        shown("of-two-arms", "new", began.plusSeconds(5), 1);
        shown("of-two-arms", "control", began.plusSeconds(6), 1);

        // when
        JsonNode report = get("/" + id);

        // then
        assertThat(report.path("trusted").booleanValue()).isTrue();
        assertThat(report.path("persons_waiting").longValue()).isEqualTo(1);
        assertThat(report.path("currency").stringValue()).isEqualTo("CNY");
        JsonNode control = report.at("/arms/0");
        JsonNode fresh = report.at("/arms/1");
        assertThat(List.of(
                        control.path("persons").longValue(),
                        control.path("impressions").longValue(),
                        control.path("clicks").longValue(),
                        control.path("conversions").longValue()))
                .containsExactly(150L, 1500L, 225L, 2L);
        assertThat(control.path("revenue").doubleValue()).isEqualTo(25);
        assertThat(fresh.path("clicks").longValue()).isEqualTo(750);
        assertThat(fresh.path("conversions").longValue()).isEqualTo(2);
        assertThat(fresh.path("revenue").doubleValue()).isEqualTo(12.5);
        assertThat(fresh.at("/revenue_per_person/value").doubleValue()).isCloseTo(12.5 / 150, within(1e-12));
        assertThat(control.at("/click_through/value").doubleValue()).isCloseTo(0.15, within(1e-12));
        JsonNode clicks = report.at("/comparisons/0");
        assertThat(clicks.path("metric").stringValue()).isEqualTo("click_through");
        assertThat(clicks.path("finding").stringValue()).isEqualTo("BETTER");
        assertThat(clicks.at("/difference/from").doubleValue()).isBetween(0.2, 0.35);
        assertThat(report.at("/comparisons/1/finding").stringValue()).isEqualTo("TOO_FEW");
        assertThat(report.path("winner").stringValue()).isEqualTo("new");
        assertThat(report.path("verdict").stringValue())
                .contains("Arm 'new' is better than 'control' in click-through")
                .endsWith("Arm 'new' can be rolled out.");
    }

    @Test
    void countsThousandsOfPersonsOfWhomManyBought() {
        // given: every third clicked an item and every fifth bought one
        assertThat(post("", experiment(id, List.of("home"))).status()).isEqualTo(201);
        String began = Instant.now().minus(Duration.ofDays(3)).toString();
        jdbc.sql("update experiment set started_at = ?::timestamptz where experiment_id = ?")
                .params(began, id)
                .update();
        String ranking = "md5(person || :id)::uuid";
        String at = ":began::timestamptz + person * interval '1 second'";
        for (String statement : List.of(
                "insert into impression (ranking_id, item_id, position, shown_at, decided_at, placement, model,"
                        + " model_version, experiment_id, arm, unit_id, propensity)"
                        + " select " + ranking + ", 'item-' || place, place + 1, " + at
                        + ", now(), 'home', 'm', 'v1', :id,"
                        + " case person % 2 when 0 then 'control' else 'new' end, 'p' || person, 1"
                        + " from generate_series(1, 3000) as person, generate_series(0, 9) as place",
                "insert into impression_click (ranking_id, item_id, clicked_at) select " + ranking + ", 'item-0', " + at
                        + " from generate_series(3, 3000, 3) as person",
                "insert into impression_purchase (transaction_id, item_id, event_id, ranking_id, bought_at, amount, currency)"
                        + " select :id || person, 'item-1', 'e', " + ranking + ", " + at + ", 10, 'CNY'"
                        + " from generate_series(5, 3000, 5) as person")) {
            jdbc.sql(statement).param("id", id).param("began", began).update();
        }

        // when
        JsonNode report = get("/" + id);

        // then
        for (String arm : List.of("/arms/0", "/arms/1")) {
            assertThat(List.of(
                            report.at(arm + "/persons").longValue(),
                            report.at(arm + "/impressions").longValue(),
                            report.at(arm + "/clicks").longValue(),
                            report.at(arm + "/conversions").longValue()))
                    .as(arm)
                    .containsExactly(1500L, 15_000L, 500L, 300L);
            assertThat(report.at(arm + "/revenue").doubleValue()).isEqualTo(3000);
        }
        assertThat(report.at("/comparisons/0/finding").stringValue()).isEqualTo("NO_DIFFERENCE_SEEN");
    }

    private UUID shown(String person, String arm, Instant at, int items) {
        UUID ranking = UUID.randomUUID();
        jdbc.sql("""
                        insert into impression (ranking_id, item_id, position, shown_at, decided_at, placement, model,
                                                model_version, experiment_id, arm, unit_id, propensity)
                        select ?, 'item-' || place, place + 1, ?::timestamptz, now(), 'home', 'm', 'v1', ?, ?, ?, 1
                        from generate_series(0, ?) as place
                        """).params(ranking, at.toString(), id, arm, person, items - 1).update();
        return ranking;
    }

    private void clicked(UUID ranking, String item, Instant at) {
        jdbc.sql("insert into impression_click (ranking_id, item_id, clicked_at) values (?, ?, ?::timestamptz)"
                        + " on conflict do nothing")
                .params(ranking, item, at.toString())
                .update();
    }

    private void bought(UUID ranking, Instant at, String amount, String currency) {
        jdbc.sql(
                        "insert into impression_purchase (transaction_id, item_id, event_id, ranking_id, bought_at, amount, currency)"
                                + " values (?, 'item-0', 'e', ?, ?::timestamptz, ?::numeric, ?)")
                .params(UUID.randomUUID().toString(), ranking, at.toString(), amount, currency)
                .update();
    }
}
