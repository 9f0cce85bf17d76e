package dev.shopkeeper.recommendation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.shopkeeper.events.ModelPromoted;
import dev.shopkeeper.events.ModelRolledBack;
import dev.shopkeeper.events.Topic;
import dev.shopkeeper.events.TrainingRequested;
import dev.shopkeeper.learning.life.Champions;
import dev.shopkeeper.recommendation.relevance.Feature;
import dev.shopkeeper.testing.PlatformTest;
import dev.shopkeeper.testing.TestTokens;
import dev.shopkeeper.testing.http.ApiClient;
import dev.shopkeeper.testing.http.ApiResponse;
import dev.shopkeeper.testing.infrastructure.Database;
import dev.shopkeeper.testing.infrastructure.PlatformServers;
import dev.shopkeeper.testing.kafka.KafkaProbe;
import dev.shopkeeper.testing.schema.SchemaAssert;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Trains in JVMs of their own, as the service does. */
@PlatformTest
class ModelLifeIT {

    private static final String MODEL = "co-occurrence-neighbours";
    private static final String BLEND = "next-item-blend";
    private static final String MODELS = "/admin/v1/recommendation/models/" + MODEL;
    private static final Duration SOON = Duration.ofSeconds(60);

    @Autowired
    private KafkaProbe kafka;

    @Autowired
    private ApiClient api;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Database database;

    @Autowired
    private Champions champions;

    @Test
    void livesFromItsRequestToItsRollbackInEveryReplica() {
        // given
        Shop shop = new Shop(kafka);
        shop.items("drinks", names("i", 0, 50));
        awaitCatalogued(shop.id("i"), 50);
        storeBaskets(shop.id("i"), 1, 400, 0);

        // when: trained over REST
        ApiResponse asked = api.as("OPERATOR").post(MODELS + "/runs", Map.of("seed", 7));

        // then
        assertThat(asked.status()).as(asked.toString()).isEqualTo(202);
        JsonNode first = ended(asked.json().path("id").stringValue());
        assertThat(first.path("state").stringValue()).as(first.toString()).isEqualTo("champion");
        assertThat(first.path("figures").path("ndcg_at_10").doubleValue())
                .isGreaterThan(first.path("baseline_figures").path("ndcg_at_10").doubleValue());
        assertThat(first.path("data_hash").stringValue()).hasSize(64);
        String version = first.path("version").stringValue();
        awaitServing(champions, version);
        String path = "/api/v1/recommendations?limit=1&item_id=" + shop.id("i0");
        await().atMost(SOON).untilAsserted(() -> {
            JsonNode decision = api.as("STOREFRONT").get(path).json();
            assertThat(decision.path("model").stringValue("")).isEqualTo(MODEL);
            assertThat(decision.path("model_version").stringValue("")).isEqualTo(version);
            assertThat(decision.path("items").path(0).path("item_id").stringValue(""))
                    .isEqualTo(shop.id("i1"));
        });
        try (ConfigurableApplicationContext replica = replica()) {
            Champions others = replica.getBean(Champions.class);
            awaitServing(others, version);

            // when: from the same data with the same seed
            JsonNode same = ended(api.as("OPERATOR")
                    .post(MODELS + "/runs", Map.of("seed", 7))
                    .json()
                    .path("id")
                    .stringValue());

            // then: the same model to the byte, which is nothing new
            assertThat(same.path("state").stringValue()).as(same.toString()).isEqualTo("rejected");
            assertThat(same.path("verdict").stringValue()).contains(version, "nothing new was learned");

            // when: trained over Kafka, when other items have been bought together
            storeBaskets(shop.id("i"), 401, 440, 1);
            shop.say(
                    TrainingRequested.class,
                    Map.of("command_id", shop.id("command"), "model", MODEL, "seed", 7, "requested_at", Instant.now()));

            // then
            await().atMost(SOON).until(() -> !champions.version(MODEL).equals(version));
            String second = champions.version(MODEL);
            awaitServing(others, second);
            JsonNode versions =
                    api.as("OPERATOR").get(MODELS + "/versions").json().path("items");
            assertThat(versions.path(0).path("version").stringValue()).isEqualTo(second);
            assertThat(versions.path(0).path("content_hash").stringValue())
                    .isNotEqualTo(versions.path(1).path("content_hash").stringValue());
            assertThat(versions.path(1).path("state").stringValue()).isEqualTo("retired");
            SchemaAssert.assertValid(kafka.await(
                    Topic.MODEL_EVENTS_NAME,
                    record -> record.type().equals(ModelPromoted.TYPE)
                            && record.text().contains(second)));

            // when: rolled back twice
            assertThat(api.as("OPERATOR").post(MODELS + "/rollback", Map.of()).status())
                    .isEqualTo(403);
            assertThat(api.as("ADMIN")
                            .post(MODELS + "/rollback", Map.of("reason", "test"))
                            .json()
                            .path("version")
                            .stringValue())
                    .isEqualTo(version);
            awaitServing(champions, version);
            awaitServing(others, version);
            api.as("ADMIN").post(MODELS + "/rollback", Map.of());

            // then
            awaitServing(champions, "none");
            awaitServing(others, "none");
        }
        assertThat(api.as("ADMIN").post(MODELS + "/rollback", Map.of()).status())
                .isEqualTo(409);
        assertThat(api.as("STOREFRONT").get(path).json().path("model").stringValue())
                .isEqualTo("live-co-occurrence");
        SchemaAssert.assertValid(
                kafka.await(Topic.MODEL_EVENTS_NAME, record -> record.type().equals(ModelRolledBack.TYPE)));
    }

    @Test
    void servesWhatComesNextOnceTheSequentialModelHasBeatenCooccurrence() {
        // given
        String sequential = "/admin/v1/recommendation/models/" + BLEND;
        Shop shop = new Shop(kafka);
        shop.items("shoes", "w4", "w5", "w6", "w7");
        shop.items("hats", names("w", 0, 4));
        shop.items("hats", names("w", 8, 40));
        awaitCatalogued(shop.id("w"), 40);
        storeWalks(shop.id("w"));

        // when
        ApiResponse asked = api.as("OPERATOR").post(sequential + "/runs", Map.of("seed", 1));

        // then
        assertThat(asked.status()).as(asked.toString()).isEqualTo(202);
        JsonNode run = ended(asked.json().path("id").stringValue());
        assertThat(run.path("state").stringValue()).as(run.toString()).isEqualTo("champion");
        assertThat(run.path("figures").path("ndcg_at_10").doubleValue())
                .isGreaterThan(run.path("baseline_figures").path("ndcg_at_10").doubleValue());
        String[] ranking = {""};
        await().atMost(SOON).untilAsserted(() -> {
            JsonNode decision = api.as("STOREFRONT")
                    .get("/api/v1/recommendations?limit=3&item_id=" + shop.id("w5"))
                    .json();
            assertThat(decision.path("model").stringValue("")).isEqualTo(BLEND);
            ranking[0] = decision.path("ranking_id").stringValue("");
            JsonNode first = decision.path("items").path(0);
            assertThat(first.path("item_id").stringValue(""))
                    .as(decision.toString())
                    .isEqualTo(shop.id("w6"));
            BigDecimal sum = BigDecimal.ZERO;
            for (JsonNode reason : first.path("reasons")) {
                sum = sum.add(reason.path("contribution").decimalValue());
            }
            assertThat(sum).isEqualByComparingTo(first.path("score").decimalValue());
        });
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(loggedFeatures(ranking[0]))
                        .as("an order is to be learned from what is shown")
                        .containsExactly(Feature.values().length, Feature.values().length, Feature.values().length));
        assertThat(api.as("ADMIN")
                        .post(sequential + "/rollback", Map.of("reason", "test"))
                        .status())
                .isEqualTo(200);
        await().atMost(SOON).until(() -> champions.version(BLEND), "none"::equals);
    }

    @Test
    void refusesWhatItDoesNotKnow() {
        assertThat(api.as("OPERATOR")
                        .get("/admin/v1/recommendation/models/crystal-ball")
                        .status())
                .isEqualTo(404);
        ApiResponse answer = api.as("OPERATOR").post(MODELS + "/runs", Map.of("options", Map.of("depth", "3")));
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("errors").path(0).path("name").stringValue())
                .isEqualTo("options.depth");
        assertThat(api.as("STOREFRONT").get(MODELS).status()).isEqualTo(403);
    }

    private JsonNode ended(String id) {
        return await().atMost(SOON)
                .until(
                        () -> api.as("OPERATOR")
                                .get("/admin/v1/recommendation/runs/" + id)
                                .json(),
                        run -> run.hasNonNull("finished_at"));
    }

    private static void awaitServing(Champions champions, String version) {
        await().atMost(SOON).until(() -> champions.version(MODEL), version::equals);
    }

    /** Pairs of items that go together, none of them more wanted than the others. */
    private static String[] names(String prefix, int from, int to) {
        return IntStream.range(from, to).mapToObj(number -> prefix + number).toArray(String[]::new);
    }

    private void awaitCatalogued(String prefix, int items) {
        await().atMost(SOON)
                .until(() -> jdbc.sql("select count(*) from item where item_id like ?")
                                .param(prefix + "%")
                                .query(Integer.class)
                                .single()
                        == items);
    }

    /** @param shift by how much the numbers of the two items of a basket are moved on */
    private void storeBaskets(String prefix, int first, int last, int shift) {
        jdbc.sql("""
                        insert into interaction (kind, times, item_id, context, occurred_at)
                        select 4, 1, :prefix || ((2 * (basket * 7 % 25) + half + :shift) % 50), 900000000000 + basket,
                               timestamptz '2026-01-01 00:00:00Z' + basket * interval '1 hour'
                        from generate_series(:first, :last) as basket, generate_series(0, 1) as half
                        """)
                .param("prefix", prefix)
                .param("first", first)
                .param("last", last)
                .param("shift", shift)
                .update();
    }

    /** Everybody walks along the numbers for six steps, and nobody walks back. */
    private void storeWalks(String prefix) {
        jdbc.sql("""
                        insert into interaction (kind, times, item_id, context, user_id, occurred_at)
                        select 1, 1, :prefix || ((person * 11 + step) % 40), 910000000000 + person, :prefix || person,
                               timestamptz '2026-03-01 00:00:00Z' + person * interval '1 hour' + step * interval '1 minute'
                        from generate_series(1, 300) as person, generate_series(0, 5) as step
                        """).param("prefix", prefix).update();
    }

    private ConfigurableApplicationContext replica() {
        return new SpringApplicationBuilder(RecommendationApplication.class)
                .run(
                        "--server.port=0",
                        "--spring.datasource.url=" + database.url(),
                        "--spring.datasource.username=" + database.user(),
                        "--spring.datasource.password=" + database.password(),
                        "--spring.kafka.bootstrap-servers="
                                + PlatformServers.kafka().bootstrapServers(),
                        "--shopkeeper.security.internal-secret=" + TestTokens.SECRET,
                        "--shopkeeper.messaging.consumers-enabled=false",
                        "--shopkeeper.jobs.concurrency=0",
                        "--spring.jmx.enabled=false");
    }

    /** How many features each item of an answer was logged with. */
    private List<Integer> loggedFeatures(String rankingId) {
        return jdbc.sql(
                        "select jsonb_array_length(each -> 'features') from decision, jsonb_array_elements(decided) each"
                                + " where id = ?::uuid")
                .param(rankingId)
                .query(Integer.class)
                .list();
    }
}
