package dev.shopkeeper.inventory.replenishment.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.shopkeeper.inventory.InventoryIT;
import dev.shopkeeper.starter.housekeeping.HousekeepingTask;
import dev.shopkeeper.starter.security.Role;
import dev.shopkeeper.testing.http.ApiClient;
import dev.shopkeeper.testing.http.ApiResponse;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class SimulationIT extends InventoryIT {

    private static final String BASE = "/admin/v1/policies";
    private static final int WEEKS = 26;

    @Autowired
    private ApiClient anybody;

    @Autowired
    private JdbcTemplate jdbc;

    @Autowired
    private List<HousekeepingTask> tasks;

    private ApiClient api;
    private final String prefix = "s-" + UUID.randomUUID();
    private final String location = "l-" + UUID.randomUUID();

    @BeforeEach
    void signIn() {
        api = anybody.as(Role.OPERATOR);
    }

    /** Weekly sales up to yesterday; the first of {@code units} is of last week, and they are repeated. */
    private String sell(String name, long... units) {
        String item = prefix + name;
        assertThat(api.put("/admin/v1/products/" + item, "{\"titles\":{\"en\":\"Tea\"}}")
                        .status())
                .isEqualTo(200);
        Instant now = Instant.now();
        List<String> movements = new ArrayList<>();
        movements.add(movement(item, "received", 100_000, now.minus(7 * WEEKS, ChronoUnit.DAYS)));
        for (int week = 0; week < WEEKS; week++) {
            long sold = units[week % units.length];
            if (sold > 0) {
                movements.add(movement(item, "sold", sold, now.minus(7 * week + 1, ChronoUnit.DAYS)));
            }
        }
        ApiResponse answer =
                api.post("/admin/v1/stock/movements", "{\"movements\":[" + String.join(",", movements) + "]}");
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.json().path("rejected").asInt()).as(answer.text()).isZero();
        return item;
    }

    private String movement(String item, String reason, long quantity, Instant at) {
        return """
                {"movement_id":"%s","item_id":"%s","location_id":"%s","reason":"%s","quantity":%d,"occurred_at":"%s"}
                """.formatted(UUID.randomUUID(), item, location, reason, quantity, at);
    }

    private String body(String what, String policy, String more) {
        return """
                {%s,"location_id":"%s","policy":%s,"days":84,"bucket_days":7,
                 "costs":{"holding_per_unit_day":0.01,"per_order":5,"shortage_per_unit":2}%s}
                """.formatted(what, location, policy, more);
    }

    private String items(String... ids) {
        return "\"item_ids\":[\"" + String.join("\",\"", ids) + "\"]";
    }

    private JsonNode simulate(String body) {
        ApiResponse started = api.post(BASE + "/simulate", body);
        assertThat(started.status()).as(started.text()).isEqualTo(202);
        String path = started.header("Location").orElseThrow();
        await().atMost(Duration.ofSeconds(60))
                .until(() -> List.of("SUCCEEDED", "FAILED")
                        .contains(api.get(path).json().path("state").asString("")));
        return api.get(path).json();
    }

    private static String lots(String target) {
        return "{\"kind\":\"fixed_lots\",\"target\":" + target + "}";
    }

    private static final String FILL_RATE = "{\"kind\":\"fill_rate\",\"level\":0.95}";

    private static long units(JsonNode figures, String name) {
        assertThat(figures.path(name).isIntegralNumber())
                .as(figures + " " + name)
                .isTrue();
        return figures.path(name).asLong();
    }

    @Test
    void tellsWhatAPolicyWouldHaveDoneBesideThePresentOne() {
        String item = sell("tea", 7, 21, 0, 14);

        JsonNode simulation = simulate(body(items(item), lots(FILL_RATE), ""));

        assertThat(simulation.path("state").asString(""))
                .as(simulation.toString())
                .isEqualTo("SUCCEEDED");
        assertThat(simulation.path("progress").asDouble()).isEqualTo(1);
        JsonNode result = simulation.path("result");
        assertThat(result.path("items").asInt()).as(result.toString()).isEqualTo(1);
        assertThat(result.at("/asked/policy").asString("")).isEqualTo("fixed_lots");
        assertThat(result.at("/asked/target/kind").asString("")).isEqualTo("fill_rate");
        assertThat(result.at("/present/policy").asString("")).isEqualTo("reorder_up_to");
        assertThat(result.at("/present/target/level").asDouble()).isEqualTo(0.95);
        List<JsonNode> all = new ArrayList<>(List.of(result.at("/asked/figures"), result.at("/present/figures")));
        result.path("curve").forEach(point -> all.add(point.path("figures")));
        result.path("present_curve").forEach(point -> all.add(point.path("figures")));
        assertThat(all).hasSize(12);
        for (JsonNode figures : all) {
            // twelve weeks of 7, 21, 0 and 14
            assertThat(units(figures, "demanded")).as(figures.toString()).isEqualTo(3 * (7 + 21 + 14));
            assertThat(units(figures, "opening") + units(figures, "received"))
                    .as(figures.toString())
                    .isEqualTo(units(figures, "sold") + units(figures, "wasted") + units(figures, "left"));
            assertThat(new BigDecimal(figures.path("cost").asString()))
                    .isEqualByComparingTo(new BigDecimal(
                                    figures.path("holding_cost").asString())
                            .add(new BigDecimal(figures.path("order_cost").asString()))
                            .add(new BigDecimal(figures.path("shortage_cost").asString())));
        }
        assertThat(all.stream().map(figures -> units(figures, "opening")).distinct())
                .hasSize(1);
        assertThat(result.path("path").size()).isEqualTo(12);
        assertThat(result.at("/path/0/demand").isIntegralNumber()).isTrue();
    }

    @Test
    void stocksMoreAlongItsCurve() {
        String item = sell("tea", 3, 9, 1, 14, 5);

        JsonNode curve = simulate(body(
                        items(item),
                        lots("{\"kind\":\"cost_ratio\",\"underage\":9,\"overage\":1}"),
                        ",\"curve\":[{\"kind\":\"fill_rate\",\"level\":0.7},{\"kind\":\"fill_rate\",\"level\":0.999}]"))
                .at("/result/curve");

        assertThat(curve.size()).isEqualTo(2);
        assertThat(curve.at("/1/figures/average_stock").asDouble())
                .as(curve.toString())
                .isGreaterThan(curve.at("/0/figures/average_stock").asDouble());
        assertThat(curve.at("/1/figures/fill_rate").asDouble())
                .isGreaterThanOrEqualTo(curve.at("/0/figures/fill_rate").asDouble());
    }

    @Test
    void ordersNothingAndProposesNothing() {
        String item = sell("tea", 5);
        simulate(body(items(item), lots(FILL_RATE), ""));

        assertThat(jdbc.queryForObject("select count(*) from purchase_order where item_id = ?", Integer.class, item))
                .isZero();
        assertThat(jdbc.queryForObject(
                        "select count(*) from replenishment_proposal where item_id = ?", Integer.class, item))
                .isZero();
    }

    @Test
    void wastesWhatTheShelfLifeOfTheTermsLeavesUnsold() {
        String item = sell("milk", 4, 30, 0);
        assertThat(api.put("/admin/v1/supply-terms/" + item + "/acme", """
                        {"lead_time_days":7,"shelf_life_days":7,"minimum_order_quantity":6,"case_pack":6,"review_period_days":7}
                        """).status())
                .isEqualTo(200);

        JsonNode result = simulate(body(
                        items(item),
                        "{\"kind\":\"min_max\",\"minimum\":60,\"maximum\":120}",
                        ",\"unmet\":\"backordered\",\"opening_stock\":50"))
                .path("result");

        assertThat(units(result.at("/asked/figures"), "wasted"))
                .as(result.toString())
                .isPositive();
        assertThat(units(result.at("/asked/figures"), "opening")).isEqualTo(50);
        assertThat(units(result.at("/asked/figures"), "ordered") % 6).isZero();
        assertThat(result.at("/asked/target").isMissingNode()).isTrue();
        assertThat(result.path("curve").isEmpty()).isTrue();
    }

    @Test
    void findsTheItemsOfAClass() {
        String best = sell("a", 80, 81);
        sell("b", 14, 15);
        sell("c", 0, 0, 0, 8);

        JsonNode a = simulate(body("\"item_class\":\"A\"", lots(FILL_RATE), "")).path("result");
        JsonNode z =
                simulate(body("\"item_class\":\"CZ\"", lots(FILL_RATE), "")).path("result");

        assertThat(a.path("by_item").size()).as(a.toString()).isEqualTo(1);
        assertThat(a.at("/by_item/0/item_id").asString("")).isEqualTo(best);
        assertThat(a.at("/by_item/0/item_class").asString("")).isEqualTo("AX");
        assertThat(z.at("/by_item/0/item_id").asString("")).as(z.toString()).isEqualTo(prefix + "c");
    }

    @Test
    void failsWithAReasonWhereNoItemIsOfTheClass() {
        sell("only", 10);

        JsonNode simulation = simulate(body("\"item_class\":\"BY\"", lots(FILL_RATE), ""));

        assertThat(simulation.path("state").asString(""))
                .as(simulation.toString())
                .isEqualTo("FAILED");
        assertThat(simulation.path("error").asString("")).contains("class BY", location);
        assertThat(simulation.has("result")).isFalse();
    }

    @Test
    void namesItemsOfWhichTooLittleIsKnownAndReplaysTheOthers() {
        String item = sell("tea", 5);
        String fresh = prefix + "fresh";
        assertThat(api.put("/admin/v1/products/" + fresh, "{\"titles\":{\"en\":\"New\"}}")
                        .status())
                .isEqualTo(200);

        JsonNode result =
                simulate(body(items(fresh, item), lots(FILL_RATE), "")).path("result");

        assertThat(result.path("items").asInt()).as(result.toString()).isEqualTo(1);
        assertThat(result.at("/skipped/0/item_id").asString("")).isEqualTo(fresh);
        assertThat(result.at("/skipped/0/message").asString("")).contains("0 buckets", location);
    }

    @Test
    void givesTheSameToWhoeverAsksAtTheSameTime() throws Exception {
        String[] ids = IntStream.range(0, 12)
                .mapToObj(i -> sell("tea" + i, 5 + i, 2, 9))
                .toArray(String[]::new);
        String body = body(items(ids), lots(FILL_RATE), ",\"seed\":7");
        List<Future<JsonNode>> asked = new ArrayList<>();
        try (ExecutorService clients = Executors.newFixedThreadPool(4)) {
            for (int i = 0; i < 4; i++) {
                asked.add(clients.submit(() -> simulate(body)));
            }
        }
        JsonNode first = asked.getFirst().get();
        assertThat(first.path("state").asString("")).as(first.toString()).isEqualTo("SUCCEEDED");
        assertThat(first.at("/result/items").asInt()).isEqualTo(12);
        for (Future<JsonNode> other : asked) {
            assertThat(other.get().path("result")).isEqualTo(first.path("result"));
        }
    }

    @Test
    void beginsOnceForOneIdempotencyKey() {
        String item = sell("tea", 5);
        ApiClient keyed = api.with("Idempotency-Key", item);
        String body = body(items(item), lots(FILL_RATE), "");

        assertThat(keyed.post(BASE + "/simulate", body).json().path("simulation_id"))
                .isEqualTo(keyed.post(BASE + "/simulate", body).json().path("simulation_id"));
    }

    @Test
    void listsThePagesNewestFirst() {
        String item = sell("tea", 5);
        List<String> made = IntStream.range(0, 5)
                .mapToObj(i -> simulate(body(items(item), lots(FILL_RATE), ""))
                        .path("simulation_id")
                        .asString(""))
                .toList();

        List<String> listed = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = api.get(BASE + "/simulations?limit=2" + cursor).json();
            page.path("items").forEach(one -> {
                assertThat(one.has("result")).isFalse();
                assertThat(one.at("/request/policy/kind").asString("")).isNotEmpty();
                listed.add(one.path("simulation_id").asString(""));
            });
            cursor = page.has("next_cursor")
                    ? "&cursor=" + page.path("next_cursor").asString("")
                    : "";
        } while (!cursor.isEmpty());

        assertThat(listed).doesNotHaveDuplicates().containsSubsequence(made.reversed());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "days | 3 | days | 3",
                "days | \"long\" | days | long",
                "bucket_days | 0 | bucket_days | 0",
                "unmet | \"stolen\" | unmet | stolen",
                "item_class | \"DX\" | item_class | DX",
                "item_class | \"A\" | item_class | A",
                "item_ids | [] | item_ids | 0 entries",
                "item_ids | null | item_ids | missing",
                "item_ids | [\"nothing-like-it\"] | item_ids[0] | nothing-like-it",
                "location_id | \"nowhere-at-all\" | location_id | nowhere-at-all",
                "opening_stock | -4 | opening_stock | -4",
                "seed | 1.5 | seed | 1.5",
                "costs | {\"holding_per_unit_day\":-1,\"per_order\":1,\"shortage_per_unit\":1} | costs.holding_per_unit_day | -1",
                "costs | {\"per_order\":1,\"shortage_per_unit\":1} | costs.holding_per_unit_day | missing",
                "policy | {\"kind\":\"guess\"} | policy.kind | guess",
                "policy | {\"kind\":\"fixed_lots\"} | policy.target | missing",
                "policy | {\"kind\":\"fixed_lots\",\"target\":{\"kind\":\"fill_rate\",\"level\":1}} | policy.target.level | 1",
                "policy | {\"kind\":\"fixed_lots\",\"target\":{\"kind\":\"fill_rate\"}} | policy.target.level | missing",
                "policy | {\"kind\":\"newsvendor\",\"target\":{\"kind\":\"cost_ratio\",\"underage\":2}} | policy.target.overage | missing",
                "policy | {\"kind\":\"newsvendor\",\"target\":{\"kind\":\"cost_ratio\",\"underage\":2,\"overage\":1,\"level\":0.9}} | policy.target.level | 0.9",
                "policy | {\"kind\":\"min_max\",\"minimum\":9,\"maximum\":3} | policy.minimum | 9",
                "policy | {\"kind\":\"min_max\",\"minimum\":9} | policy.maximum | missing",
                "policy | {\"kind\":\"newsvendor\",\"minimum\":1,\"maximum\":3} | policy.minimum | 1",
                "curve | [{\"kind\":\"fill_rate\",\"level\":2}] | curve[0].level | 2",
                "colour | 7 | colour | unknown"
            })
    void refusesByFieldAndValue(String field, String value, String named, String shown) {
        String item = sell("tea", 5);
        ObjectNode body = (ObjectNode) JsonMapper.shared().readTree(body(items(item), lots(FILL_RATE), ""));
        body.set(field, JsonMapper.shared().readTree(value));

        ApiResponse refused = api.post(BASE + "/simulate", body.toString());

        assertThat(refused.status()).as(refused.text()).isEqualTo(400);
        assertThat(refused.contentType()).isEqualTo("application/problem+json");
        @Nullable JsonNode violation = null;
        for (JsonNode one : refused.json().path("errors")) {
            violation = one.path("name").asString("").equals(named) ? one : violation;
        }
        assertThat(violation).as(refused.text()).isNotNull();
        assertThat(Objects.requireNonNull(violation).toString()).contains(shown);
    }

    @Test
    void isForOperatorsAlone() {
        assertThat(anybody.post(BASE + "/simulate", "{}").status()).isEqualTo(401);
        assertThat(anybody.as(Role.STOREFRONT).get(BASE + "/simulations").status())
                .isEqualTo(403);
        assertThat(api.get(BASE + "/simulations/" + UUID.randomUUID()).status()).isEqualTo(404);
        assertThat(api.get(BASE + "/simulations?cursor=c2V2ZW4").status()).isEqualTo(400);
        assertThat(api.get(BASE + "/simulations?limit=0").status()).isEqualTo(400);
    }

    @Test
    void isForgottenAfterItsRetentionAndNotBefore() {
        String item = sell("tea", 5);
        String kept = simulate(body(items(item), lots(FILL_RATE), ""))
                .path("simulation_id")
                .asString("");
        String old = simulate(body(items(item), lots(FILL_RATE), ""))
                .path("simulation_id")
                .asString("");
        jdbc.update(
                "update policy_simulation set created_at = now() - interval '401 days' where simulation_id = ?::uuid",
                old);

        assertThat(tasks.stream()
                        .filter(task -> task.name().equals(SimulationRetention.SIMULATIONS))
                        .mapToInt(task -> task.work().getAsInt())
                        .sum())
                .isPositive();

        assertThat(api.get(BASE + "/simulations/" + old).status()).isEqualTo(404);
        assertThat(api.get(BASE + "/simulations/" + kept).status()).isEqualTo(200);
    }
}
