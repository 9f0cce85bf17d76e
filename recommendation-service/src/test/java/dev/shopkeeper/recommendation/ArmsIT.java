package dev.shopkeeper.recommendation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.shopkeeper.recommendation.catalogue.Catalogue;
import dev.shopkeeper.testing.PlatformTest;
import dev.shopkeeper.testing.http.ApiClient;
import dev.shopkeeper.testing.http.ApiResponse;
import dev.shopkeeper.testing.kafka.KafkaProbe;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** From an experiment to the answers of its arms, and to what became of what they showed. */
@PlatformTest
class ArmsIT {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String EXPERIMENTS = "/admin/v1/recommendation/experiments";

    @Autowired
    private KafkaProbe kafka;

    @Autowired
    private ApiClient api;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Catalogue catalogue;

    private final String id = "arms-" + UUID.randomUUID();
    private Shop shop;

    @BeforeEach
    void openShop() {
        shop = new Shop(kafka);
        shop.items(
                shop.id("goods"), IntStream.range(0, 30).mapToObj(i -> "g" + i).toArray(String[]::new));
        await().atMost(SOON).until(() -> IntStream.range(0, 30).allMatch(i -> catalogue.knows(shop.id("g" + i))));
    }

    @AfterEach
    void clearPlacements() {
        for (String table : List.of("experiment_change", "experiment_placement", "experiment_arm", "experiment")) {
            jdbc.sql("delete from " + table).update();
        }
    }

    @Test
    void answersByTheArmsAndKeepsWhatBecameOfWhatTheyShowed() {
        // given
        start(Map.of("strategy", "co_occurrence"), Map.of("strategy", "popularity"));

        // when: sixty people are shown a list, and those of the second arm click and buy
        Map<String, Integer> arms = new HashMap<>();
        for (int person = 0; person < 60; person++) {
            JsonNode answer = ask("p" + person);
            String arm = answer.at("/trial/arm").stringValue();
            arms.merge(arm, 1, Integer::sum);
            assertThat(answer.at("/trial/experiment_id").stringValue()).isEqualTo(id);
            assertThat(answer.path("model").stringValue())
                    .isEqualTo(arm.equals("new") ? "popularity" : "live-co-occurrence");
            assertThat(answer.path("degraded").booleanValue())
                    .as("no model is asked for")
                    .isFalse();
            assertThat(ask("p" + person).at("/trial/arm").stringValue()).isEqualTo(arm);
            String item = answer.at("/items/0/item_id")
                    .stringValue()
                    .substring(shop.id("").length());
            Map<String, Object> shown =
                    Map.of("ranking_id", answer.path("ranking_id").stringValue());
            shop.did("p" + person, "view_item_list", shown, item);
            if (arm.equals("new")) {
                shop.did("p" + person, "select_item", shown, item);
            }
        }

        // then
        assertThat(arms).containsOnlyKeys("control", "new");
        await().atMost(SOON).untilAsserted(() -> {
            assertThat(count("")).isEqualTo(arms);
            assertThat(count(
                            " and exists (select from impression_click click where click.ranking_id = impression.ranking_id"
                                    + " and click.item_id = impression.item_id)"))
                    .isEqualTo(Map.of("new", arms.getOrDefault("new", 0)));
        });
        JsonNode report = api.as("OPERATOR").get(EXPERIMENTS + "/" + id).json();
        assertThat(report.path("persons_waiting").intValue())
                .as(report.toString())
                .isEqualTo(60);
    }

    /** Impressions by arm. */
    private Map<String, Integer> count(String condition) {
        Map<String, Integer> counts = new HashMap<>();
        jdbc.sql("select arm, count(*) from impression where experiment_id = ?" + condition + " group by arm")
                .param(id)
                .query(row -> {
                    counts.put(row.getString(1), row.getInt(2));
                });
        return counts;
    }

    @Test
    void refusesAVersionThatThereIsNotAndStandsByTheChampionWhereOneCannotBeRead() {
        // given
        String version = "20200101T000000.000Z-00000000";
        ApiResponse refused = create(Map.of("strategy", "model"), Map.of("strategy", "model", "model", version));
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text()).contains("arms", version, "is no version of next-item-blend");

        // when: one that is there and cannot be read
        UUID run = UUID.randomUUID();
        jdbc.sql("insert into training_run (id, model, state, seed, options, requested_at)"
                        + " values (?, 'next-item-blend', 'failed', 1, '{}', now())")
                .param(run)
                .update();
        jdbc.sql("insert into model_version values ('next-item-blend', ?, ?, 'retired', 'none', '', 'x', now())")
                .params(version, run)
                .update();
        start(Map.of("strategy", "model"), Map.of("strategy", "model", "model", version));

        // then
        await().atMost(SOON).untilAsserted(() -> {
            JsonNode answer = IntStream.range(0, 40)
                    .mapToObj(person -> ask("v" + person))
                    .filter(one -> one.at("/trial/arm").stringValue("").equals("new"))
                    .findFirst()
                    .orElseThrow();
            assertThat(answer.path("degraded_reason").stringValue("")).isEqualTo("unavailable");
            assertThat(answer.path("items")).isNotEmpty();
        });
        jdbc.sql("delete from model_version where version = ?").param(version).update();
    }

    @Test
    void logsHowProbableItWasThatAnItemStoodWhereItStood() {
        start(
                Map.of("strategy", "popularity", "exploration", 0.5),
                Map.of("strategy", "popularity", "exploration", 0.5));
        for (int item = 0; item < 30; item++) {
            shop.did("fan" + item % 3, "s", "view_item", "g" + item);
        }
        String board = "/api/v1/recommendations/popular?limit=100&category=" + shop.id("goods");
        await().atMost(SOON)
                .until(() -> api.as("STOREFRONT")
                                .get(board)
                                .json()
                                .path("items")
                                .valueStream()
                                .filter(one -> one.path("score").doubleValue() > 0)
                                .count()
                        == 30);

        JsonNode answer = ask("somebody");

        assertThat(answer.at("/explanation/summary").stringValue()).contains("filled by chance");
        String ranking = answer.path("ranking_id").stringValue();
        await().atMost(SOON)
                .until(() -> jdbc.sql("select count(*) from decision where id = ?::uuid")
                                .param(ranking)
                                .query(Long.class)
                                .single()
                        == 1);
        List<Double> propensities = jdbc.sql("select (each ->> 'propensity')::double precision from decision,"
                        + " jsonb_array_elements(decided) each where id = ?::uuid")
                .param(ranking)
                .query(Double.class)
                .list();
        assertThat(propensities).hasSize(5).allMatch(one -> one == 0.5 || one > 0 && one < 0.1);
    }

    private void start(Map<String, Object> control, Map<String, Object> other) {
        ApiResponse started = create(control, other);
        assertThat(started.status()).as(started.toString()).isEqualTo(201);
        await().atMost(SOON)
                .until(() -> ask("anybody")
                        .at("/trial/experiment_id")
                        .stringValue("")
                        .equals(id));
    }

    private ApiResponse create(Map<String, Object> control, Map<String, Object> other) {
        return api.as("OPERATOR")
                .post(
                        EXPERIMENTS,
                        Map.of(
                                "experiment_id", id,
                                "placements", List.of("home"),
                                "arms",
                                        List.of(
                                                Map.of("name", "control", "share", 0.5, "policy", control),
                                                Map.of("name", "new", "share", 0.5, "policy", other))));
    }

    private JsonNode ask(String person) {
        String path = "/api/v1/recommendations?placement=home&limit=5&user_id=" + shop.id(person) + "&category="
                + shop.id("goods");
        ApiResponse answer =
                api.speakingFor(shop.id(person)).with("Accept-Language", "en").get(path);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        return answer.json();
    }
}
