package dev.shopkeeper.learning.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.shopkeeper.learning.life.Champions;
import dev.shopkeeper.testing.PlatformTest;
import dev.shopkeeper.testing.http.ApiClient;
import dev.shopkeeper.testing.http.ApiResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Versions that passed the gate can serve again, and metrics say how old the champion is and how the latest run ended. */
@PlatformTest
class ChampionSwitchIT {

    private static final String MODEL = "/admin/v1/sample/models/" + Coin.NAME;
    private static final Duration SOON = Duration.ofSeconds(20);

    @Autowired
    private ApiClient api;

    @Autowired
    private Champions champions;

    @Autowired
    private JdbcClient jdbc;

    @BeforeEach
    @AfterEach
    void beginAnew() {
        jdbc.sql("update model_version set state = 'retired'").update();
        jdbc.sql("update model_champion set version = 'none'").update();
        champions.refresh();
    }

    private JsonNode ended(Map<String, String> options) {
        String id = api.as("OPERATOR")
                .post(MODEL + "/runs", Map.of("options", options))
                .json()
                .path("id")
                .stringValue();
        return await().atMost(SOON)
                .until(
                        () -> api.as("OPERATOR")
                                .get("/admin/v1/sample/runs/" + id)
                                .json(),
                        run -> run.hasNonNull("finished_at"));
    }

    private String trained(String figure) {
        return ended(Map.of(
                        "figure",
                        figure,
                        "as_champion",
                        "0.1",
                        "data_to",
                        "2026-01-0" + figure.charAt(2) + "T00:00:00Z"))
                .path("version")
                .stringValue();
    }

    private ApiResponse promote(String version) {
        return api.as("ADMIN").post(MODEL + "/versions/" + version + "/promote", "");
    }

    private String rolledBack() {
        return api.as("ADMIN")
                .post(MODEL + "/rollback", Map.of())
                .json()
                .path("version")
                .stringValue();
    }

    private String championOfTheRegistry() {
        return api.as("OPERATOR").get(MODEL).json().path("champion_version").stringValue();
    }

    private List<String> statesOf(String version) {
        return jdbc.sql("select state from model_version where model = ? and version = ?")
                .params(Coin.NAME, version)
                .query(String.class)
                .list();
    }

    private double metric(String name, String tags) {
        String line = name + "{" + tags;
        return api.as("METRICS")
                .get("/actuator/prometheus")
                .text()
                .lines()
                .filter(each -> each.startsWith(line))
                .map(each -> Double.parseDouble(each.substring(each.lastIndexOf(' ') + 1)))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + line));
    }

    @Test
    void aVersionThatWasRolledBackServesAgainAndIsToldOf() {
        String version = trained("0.5");
        assertThat(rolledBack()).isEqualTo("none");

        ApiResponse answer = promote(version);

        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.json().path("version").stringValue()).isEqualTo(version);
        assertThat(champions.version(Coin.NAME)).isEqualTo(version);
        assertThat(championOfTheRegistry()).isEqualTo(version);
        assertThat(statesOf(version)).containsExactly("champion");
    }

    @Test
    void anEarlierVersionServesAgainAndARollbackGoesToWhatStoodBeforeIt() {
        String first = trained("0.5");
        String second = trained("0.6");

        promote(first);

        assertThat(champions.version(Coin.NAME)).isEqualTo(first);
        assertThat(statesOf(second)).containsExactly("retired");
        assertThat(rolledBack()).isEqualTo("none");
    }

    @Test
    void aRollbackThatIsRepeatedTakesNoOtherVersionOut() {
        String first = trained("0.5");
        String second = trained("0.6");
        Map<String, String> request = Map.of("from", second, "reason", "late deliveries");

        ApiResponse answer = api.as("ADMIN").post(MODEL + "/rollback", request);
        ApiResponse repeated = api.as("ADMIN").post(MODEL + "/rollback", request);

        assertThat(answer.json().path("version").stringValue()).isEqualTo(first);
        assertThat(repeated.status()).isEqualTo(409);
        assertThat(repeated.text()).contains("another-version-serves", first, second);
        assertThat(championOfTheRegistry()).isEqualTo(first);
    }

    @Test
    void aModelThatIsTheChampionToTheByteIsNoNewVersion() {
        String first = trained("0.5");
        Map<String, String> same =
                Map.of("figure", "0.5", "as_champion", "0.1", "data_to", "2026-01-05T00:00:00Z", "slow", "false");

        JsonNode again = ended(same);

        assertThat(again.path("state").stringValue()).isEqualTo("rejected");
        assertThat(again.path("verdict").stringValue()).contains(first, "nothing new was learned");
        assertThat(again.hasNonNull("version")).isFalse();
        assertThat(championOfTheRegistry()).isEqualTo(first);
    }

    @Test
    void anOptionThatNoRunCouldWorkWithIsRefusedBeforeARunBegins() {
        ApiResponse answer = api.as("OPERATOR").post(MODEL + "/runs", Map.of("options", Map.of("figure", "-3")));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text()).contains("options.figure", "-3", "0.0 to 1.0");
    }

    @Test
    void nothingChangesWhereItServesAlready() {
        String version = trained("0.5");
        Object since = jdbc.sql("select since from model_champion where model = ?")
                .param(Coin.NAME)
                .query()
                .singleValue();

        assertThat(promote(version).status()).isEqualTo(200);

        assertThat(jdbc.sql("select since from model_champion where model = ?")
                        .param(Coin.NAME)
                        .query()
                        .singleValue())
                .isEqualTo(since);
    }

    @Test
    void whatNeverPassedItsGateIsRefusedByName() {
        ApiResponse unknown = promote("20260101T000000Z-ffff");
        assertThat(unknown.status()).isEqualTo(404);
        assertThat(unknown.text()).contains("20260101T000000Z-ffff");
        assertThat(api.as("ADMIN")
                        .post("/admin/v1/sample/models/other/versions/v/promote", "")
                        .status())
                .isEqualTo(404);
        assertThat(api.as("OPERATOR").post(MODEL + "/versions/v/promote", "").status())
                .isEqualTo(403);
    }

    @Test
    void promotedByManyAtOnceOneIsChampion() throws InterruptedException {
        List<String> versions = List.of(trained("0.5"), trained("0.6"));
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            String version = versions.get(i % 2);
            threads.add(Thread.ofVirtual().start(() -> promote(version)));
        }
        for (Thread thread : threads) {
            thread.join();
        }

        List<String> marked = jdbc.sql("select version from model_version where model = ? and state = 'champion'")
                .param(Coin.NAME)
                .query(String.class)
                .list();
        assertThat(marked).containsExactly(championOfTheRegistry());
        assertThat(champions.version(Coin.NAME)).isEqualTo(marked.getFirst());
    }

    @Test
    void metricsTellTheAgeOfTheChampionAndHowTheLatestRunEnded() {
        assertThat(metric("shopkeeper_model_age_seconds", "model=\"coin\"")).isNaN();

        trained("0.5");
        assertThat(metric("shopkeeper_model_age_seconds", "model=\"coin\"")).isBetween(0.0, 300.0);
        assertThat(metric("shopkeeper_model_latest_run", "model=\"coin\",service=\"sample\",state=\"champion\""))
                .isEqualTo(1);

        ended(Map.of("figure", "0.1"));
        assertThat(metric("shopkeeper_model_latest_run", "model=\"coin\",service=\"sample\",state=\"champion\""))
                .isZero();
        assertThat(metric("shopkeeper_model_latest_run", "model=\"coin\",service=\"sample\",state=\"rejected\""))
                .isEqualTo(1);

        ended(Map.of("fault", "too_little"));
        assertThat(metric("shopkeeper_model_latest_run", "model=\"coin\",service=\"sample\",state=\"failed\""))
                .isEqualTo(1);
        assertThat(metric("shopkeeper_model_age_seconds", "model=\"coin\"")).isBetween(0.0, 300.0);
    }
}
