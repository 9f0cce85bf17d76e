package dev.shopkeeper.recommendation.exposure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.shopkeeper.testing.PlatformTest;
import dev.shopkeeper.testing.http.ApiClient;
import dev.shopkeeper.testing.http.ApiResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

@PlatformTest
class ExposureIT {

    private static final String PATH = "/admin/v1/fairness/exposure?from=2019-01-01T00:00:00Z&to=2019-02-01T00:00:00Z";

    @Autowired
    private ApiClient api;

    @Autowired
    private JdbcClient jdbc;

    private final String prefix = UUID.randomUUID() + "-";

    /** Other tests leave items, so active ones are counted before. */
    private long others;

    @BeforeEach
    void showThings() {
        others = jdbc.sql("select count(*) from item where active")
                .query(Long.class)
                .single();
        item("a", "acme", "red", true);
        item("b", "acme", null, true);
        item("c", "bolt", "red", true);
        item("d", null, "red", false);
        shown("a", "2019-01-10T10:00:00Z", 1);
        shown("a", "2019-01-11T10:00:00Z", 1);
        shown("b", "2019-01-10T10:00:00Z", 3);
        shown("c", "2019-01-10T10:00:00Z", 7);
        shown("d", "2019-01-10T10:00:00Z", 3);
        shown("stranger", "2019-01-10T10:00:00Z", 1);
        shown("a", "2019-02-01T00:00:00Z", 1); // after the time
        jdbc.sql(
                        "insert into impression (ranking_id, item_id, position, shown_at) values (?, ?, 1, '2019-01-10T10:00:00Z')")
                .params(UUID.randomUUID(), prefix + "a") // of no decision
                .update();
        did("a", 1);
        did("b", 2);
        did("c", 4);
        did("stranger", 5);
    }

    @AfterEach
    void forgetThem() {
        for (String table : List.of("item", "impression", "interaction")) {
            jdbc.sql("delete from " + table + " where item_id like ?")
                    .param(prefix + "%")
                    .update();
        }
    }

    private void item(String name, @Nullable String merchant, @Nullable String brand, boolean active) {
        jdbc.sql("""
                        insert into item (item_id, titles, brand, merchant_id, categories, consumable, active, updated_at)
                        values (?, '{}', ?, ?, '{}', false, ?, now())
                        """)
                .param(prefix + name)
                .param(brand == null ? null : prefix + brand)
                .param(merchant == null ? null : prefix + merchant)
                .param(active)
                .update();
    }

    private void shown(String name, String at, int position) {
        jdbc.sql("""
                        insert into impression (ranking_id, item_id, position, shown_at, decided_at, model, model_version, propensity)
                        values (?, ?, ?, ?::timestamptz, now(), 'm', 'v', 1)
                        """).params(UUID.randomUUID(), prefix + name, position, at).update();
    }

    private void did(String name, int times) {
        for (int i = 0; i < times; i++) {
            jdbc.sql(
                            "insert into interaction (kind, times, item_id, occurred_at) values (1, 1, ?, '2019-01-10T10:00:00Z')")
                    .param(prefix + name)
                    .update();
        }
    }

    private Map<String, JsonNode> groups(String by) {
        ApiResponse answer = api.as("OPERATOR").get(PATH + "&limit=1000&by=" + by);
        assertThat(answer.status()).as("%s", answer).isEqualTo(200);
        Map<String, JsonNode> groups = new HashMap<>();
        for (JsonNode group : answer.json().path("groups")) {
            String name = group.path("name").stringValue("").replace(prefix, "");
            groups.put(group.path("kind").stringValue() + " " + name, group);
        }
        return groups;
    }

    private static JsonNode of(Map<String, JsonNode> groups, String name) {
        return Objects.requireNonNull(groups.get(name), name);
    }

    @Test
    void sharesExposureOutByMerchantBrandAndPopularity() {
        // exposure: a 2, b 0.5, c 1/3, d 0.5, stranger 1
        double all = 2 + 0.5 + 1.0 / 3 + 0.5 + 1;

        Map<String, JsonNode> merchants = groups("merchant");
        JsonNode acme = of(merchants, "merchant acme");
        assertThat(acme.path("exposure").doubleValue()).isCloseTo(2.5, within(1e-9));
        assertThat(acme.path("exposure_share").doubleValue()).isCloseTo(2.5 / all, within(1e-9));
        assertThat(acme.path("catalogue_share").doubleValue()).isCloseTo(2.0 / (others + 3), within(1e-9));
        assertThat(acme.path("interaction_share").doubleValue()).isCloseTo(3.0 / 12, within(1e-9));
        assertThat(acme.path("impressions").longValue()).isEqualTo(3);
        assertThat(of(merchants, "merchant bolt").path("exposure").doubleValue())
                .isCloseTo(1.0 / 3, within(1e-9));
        assertThat(of(merchants, "unknown ").path("exposure").doubleValue()).isCloseTo(1, within(1e-9));
        assertThat(of(merchants, "unknown ").path("items").longValue()).isZero();
        assertThat(of(merchants, "none ").path("exposure").doubleValue()).isCloseTo(0.5, within(1e-9));

        assertThat(of(groups("brand"), "brand red").path("exposure").doubleValue())
                .isCloseTo(2 + 1.0 / 3 + 0.5, within(1e-9));

        // 12 interactions: the stranger's 5 are the head, c the middle, all others the tail
        Map<String, JsonNode> classes = groups("popularity");
        assertThat(of(classes, "popularity middle").path("exposure").doubleValue())
                .isCloseTo(1.0 / 3, within(1e-9));
        assertThat(of(classes, "popularity tail").path("exposure").doubleValue())
                .isCloseTo(3, within(1e-9));
        assertThat(of(classes, "unknown ").path("exposure").doubleValue()).isCloseTo(1, within(1e-9));
    }

    @Test
    void listsTheMostExposedFirstAndSaysHowManyItLeavesOut() {
        JsonNode all = api.as("OPERATOR").get(PATH).json();
        JsonNode one = api.as("OPERATOR").get(PATH + "&limit=1").json();
        assertThat(one.path("groups").size()).isEqualTo(1);
        assertThat(one.at("/groups/0/name").stringValue()).isEqualTo(prefix + "acme");
        assertThat(one.path("groups_left_out").intValue())
                .isEqualTo(all.path("groups").size() - 1);
        assertThat(one.path("group_gini").doubleValue()).isBetween(0.3, 1.0);
        assertThat(one.path("item_gini").doubleValue()).isBetween(0.3, 1.0);
    }

    @Test
    void namesWhatIsWrong() {
        ApiResponse answer = api.as("OPERATOR")
                .get("/admin/v1/fairness/exposure?by=colour&limit=0&from=2019-02-01T00:00:00Z&to=2019-01-01T00:00:00Z");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text()).contains("colour", "must be between 1 and 1000", "must be before to");
        assertThat(api.as("OPERATOR")
                        .get("/admin/v1/fairness/exposure?from=2010-02-01T00:00:00Z&to=2019-01-01T00:00:00Z")
                        .text())
                .contains("at most 400 days");
        assertThat(api.as("STOREFRONT").get(PATH).status()).isEqualTo(403);
    }
}
