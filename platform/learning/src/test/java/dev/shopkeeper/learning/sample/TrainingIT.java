package dev.shopkeeper.learning.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.shopkeeper.learning.life.Champions;
import dev.shopkeeper.learning.life.Served;
import dev.shopkeeper.testing.PlatformTest;
import dev.shopkeeper.testing.http.ApiClient;
import dev.shopkeeper.testing.http.ApiResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

@PlatformTest
class TrainingIT {

    private static final String MODEL = "/admin/v1/sample/models/" + Coin.NAME;
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String LATER = "2026-02-01T00:00:00Z";

    @Autowired
    private ApiClient api;

    @Autowired
    private Champions champions;

    @Autowired
    private Coin coin;

    @Autowired
    private JdbcClient jdbc;

    @BeforeEach
    @AfterEach
    void beginAnew() {
        jdbc.sql("update model_champion set version = 'none'").update();
        champions.refresh();
    }

    private JsonNode asked(Map<String, String> options) {
        ApiResponse answer = api.as("OPERATOR").post(MODEL + "/runs", Map.of("options", options));
        assertThat(answer.status()).as(answer.text()).isEqualTo(202);
        return answer.json();
    }

    private JsonNode run(JsonNode asked) {
        return api.as("OPERATOR")
                .get("/admin/v1/sample/runs/" + asked.path("id").stringValue())
                .json();
    }

    private JsonNode ended(Map<String, String> options) {
        JsonNode asked = asked(options);
        return await().atMost(SOON).until(() -> run(asked), run -> run.hasNonNull("finished_at"));
    }

    private static String state(JsonNode run) {
        return run.path("state").stringValue();
    }

    private static String verdict(JsonNode run) {
        return run.path("verdict").stringValue();
    }

    @Nested
    class TheGate {

        @Test
        void rejectsWhatDoesNotBeatItsBaselineAndLeavesTheChampionServing() {
            String champion = ended(Map.of("figure", "0.4")).path("version").stringValue();

            JsonNode rejected = ended(Map.of("figure", "0.32"));

            assertThat(state(rejected)).isEqualTo("rejected");
            assertThat(rejected.path("figures").path("hits").doubleValue()).isEqualTo(0.32);
            assertThat(rejected.path("baseline_figures").path("hits").doubleValue())
                    .isEqualTo(0.3);
            assertThat(verdict(rejected))
                    .contains("at least 0.330000 was asked for")
                    .endsWith("rejected");
            assertThat(rejected.hasNonNull("version")).isFalse();
            assertThat(champions.version(Coin.NAME)).isEqualTo(champion);
        }

        @Test
        void promotesTheFirstThatBeatsItsBaseline() {
            JsonNode first = ended(Map.of("figure", "0.4"));

            assertThat(state(first)).isEqualTo("champion");
            assertThat(verdict(first)).contains("no champion serves").endsWith("promoted");
            assertThat(first.hasNonNull("champion_version")).isFalse();
        }

        @Test
        void rejectsWhatIsWorseThanTheChampionOnTheSameHoldOut() {
            String champion = ended(Map.of("figure", "0.4", "as_champion", "0.6"))
                    .path("version")
                    .stringValue();

            JsonNode worse = ended(Map.of("figure", "0.5", "split_at", LATER, "data_to", LATER));
            JsonNode better = ended(Map.of("figure", "0.6", "split_at", LATER, "data_to", LATER));

            assertThat(state(worse)).as(verdict(worse)).isEqualTo("rejected");
            assertThat(worse.path("champion_version").stringValue()).isEqualTo(champion);
            assertThat(worse.path("champion_figures").path("hits").doubleValue())
                    .isEqualTo(0.6);
            assertThat(worse.path("champion_figures_from").stringValue()).isEqualTo("evaluated_again");
            assertThat(verdict(worse)).contains("it is 0.600000, evaluated again on the same hold-out");
            assertThat(state(better)).as(verdict(better)).isEqualTo("champion");
        }

        @Test
        void promotesWhatIsNoWorseOnTheSameDataAndRejectsWhatIsWorseThere() {
            // given
            JsonNode first = ended(Map.of("figure", "0.4", "as_champion", "0.9"));

            // when
            JsonNode again = ended(Map.of("figure", "0.4", "as_champion", "0.8"));
            JsonNode worse = ended(Map.of("figure", "0.39"));

            // then
            assertThat(state(again)).as(verdict(again)).isEqualTo("champion");
            assertThat(again.path("data_hash")).isEqualTo(first.path("data_hash"));
            assertThat(again.path("figures").path("hits"))
                    .isEqualTo(first.path("figures").path("hits"));
            assertThat(again.path("champion_version")).isEqualTo(first.path("version"));
            assertThat(again.path("champion_figures_from").stringValue()).isEqualTo("recorded_same_data");
            assertThat(verdict(again)).contains("it is 0.400000, as recorded on the same data and the same hold-out");
            assertThat(state(worse)).as(verdict(worse)).isEqualTo("rejected");
        }

        @Test
        void judgesByTheBaselineAloneOnceTheDataHaveGrown() {
            // given
            String champion = ended(Map.of("figure", "0.6", "data_to", LATER))
                    .path("version")
                    .stringValue();

            // when: on more data, with a later hold-out, from the first part of which the champion has learned
            Map<String, String> grown = Map.of("data_to", "2026-02-10T00:00:00Z", "split_at", "2026-01-20T00:00:00Z");
            JsonNode noBetterThanTheBaseline = ended(with(grown, "0.32"));
            JsonNode better = ended(with(grown, "0.4"));

            // then
            assertThat(state(noBetterThanTheBaseline)).isEqualTo("rejected");
            assertThat(state(better)).as(verdict(better)).isEqualTo("champion");
            assertThat(better.path("champion_version").stringValue()).isEqualTo(champion);
            assertThat(better.path("champion_figures_from").stringValue()).isEqualTo("recorded_has_seen");
            assertThat(verdict(better))
                    .contains("the champion " + champion + " is not compared, since it has learned from this hold-out");
        }

        @Test
        void doesNotCompareMetricsOfTheSameDataSplitElsewhere() {
            ended(Map.of("figure", "0.6", "data_to", LATER));

            JsonNode next = ended(Map.of("figure", "0.4", "data_to", LATER, "split_at", "2026-01-20T00:00:00Z"));

            assertThat(next.path("champion_figures_from").stringValue()).isEqualTo("recorded_has_seen");
            assertThat(state(next)).as(verdict(next)).isEqualTo("champion");
        }

        @Test
        void doesNotCompareWithAChampionThatCannotBeLoaded() {
            ended(Map.of("figure", "0.4", "as_champion", "broken"));

            JsonNode next = ended(Map.of("figure", "0.35", "split_at", LATER, "data_to", LATER));

            assertThat(next.path("champion_figures_from").stringValue()).isEqualTo("recorded_unreadable");
            assertThat(verdict(next)).contains("is not compared, since it cannot be evaluated on this hold-out");
            assertThat(state(next)).as(verdict(next)).isEqualTo("champion");
        }

        private static Map<String, String> with(Map<String, String> data, String metric) {
            Map<String, String> options = new HashMap<>(data);
            options.put("figure", metric);
            return options;
        }
    }

    @Nested
    class Serving {

        private final Map<String, String> answers = new ConcurrentHashMap<>();
        private final AtomicInteger translations = new AtomicInteger();

        private String translated(Coin.Tossed model) {
            translations.incrementAndGet();
            if (model.metric() == 0.66) {
                throw new IllegalStateException("cannot be translated");
            }
            return "scores " + model.metric();
        }

        private void note(Served<String> served) {
            Served.Current<String> current = served.current();
            if (current != null) {
                answers.merge(current.version(), current.use(), (one, other) -> one.equals(other) ? one : "mixed");
            }
        }

        @Test
        void translatesAChampionOnceAndSwapsItAtOnce() throws InterruptedException {
            // given
            Served<String> served = champions.serve(coin, this::translated);
            assertThat(served.current()).isNull();
            AtomicBoolean asking = new AtomicBoolean(true);
            Thread requests = Thread.ofVirtual().start(() -> {
                while (asking.get()) {
                    note(served);
                    Thread.yield();
                }
            });

            // when
            String first = ended(Map.of("figure", "0.4", "as_champion", "0.4"))
                    .path("version")
                    .stringValue();
            champions.refresh();
            champions.refresh();
            await().atMost(SOON).until(() -> answers.containsKey(first));
            String second = ended(Map.of("figure", "0.5", "as_champion", "0.7"))
                    .path("version")
                    .stringValue();
            await().atMost(SOON).until(() -> answers.containsKey(second));
            asking.set(false);
            requests.join();

            // then
            assertThat(answers).containsOnly(Map.entry(first, "scores 0.4"), Map.entry(second, "scores 0.7"));
            assertThat(translations.get()).isEqualTo(2);
        }

        @Test
        void leavesTheOneBeforeServingWhereTheNextCannotBeTranslated() {
            // given
            String first = ended(Map.of("figure", "0.4", "as_champion", "0.4"))
                    .path("version")
                    .stringValue();
            Served<String> served = champions.serve(coin, this::translated);

            // when
            String second = ended(Map.of("figure", "0.5", "as_champion", "0.66"))
                    .path("version")
                    .stringValue();
            champions.refresh();

            // then
            assertThat(second).isNotEqualTo(first);
            assertThat(served.current()).isEqualTo(new Served.Current<>(Coin.NAME, first, "scores 0.4"));
            assertThat(champions.version(Coin.NAME)).isEqualTo(first);
        }

        @Test
        void servesNothingOnceNoneIsChampion() {
            Served<String> served = champions.serve(coin, this::translated);
            ended(Map.of("figure", "0.4", "as_champion", "0.4"));
            await().atMost(SOON).until(() -> served.current() != null);

            beginAnew();

            assertThat(served.current()).isNull();
        }
    }

    @Nested
    class Cancellation {

        @Test
        void stopsARunThatIsBeingTrained() throws InterruptedException {
            coin.training = new CountDownLatch(1);
            JsonNode asked = asked(Map.of("slow", "true"));
            assertThat(coin.training.await(20, TimeUnit.SECONDS)).isTrue();
            ApiResponse second = api.as("OPERATOR").post(MODEL + "/runs", "{}");
            assertThat(second.status()).isEqualTo(409);
            assertThat(second.json().path("code").stringValue()).isEqualTo("training-in-progress");

            ApiResponse cancelled = api.as("OPERATOR")
                    .post("/admin/v1/sample/runs/" + asked.path("id").stringValue() + "/cancel", "");

            assertThat(cancelled.status()).as(cancelled.text()).isEqualTo(202);
            JsonNode run = await().atMost(SOON).until(() -> run(asked), ended -> ended.hasNonNull("finished_at"));
            assertThat(state(run)).isEqualTo("cancelled");
            assertThat(run.path("progress").doubleValue()).isLessThan(1);
            assertThat(champions.version(Coin.NAME)).isEqualTo("none");
            assertThat(api.as("OPERATOR")
                            .post("/admin/v1/sample/runs/" + asked.path("id").stringValue() + "/cancel", "")
                            .status())
                    .isEqualTo(409);
            assertThat(state(ended(Map.of("figure", "0.4"))))
                    .as("the next one runs")
                    .isEqualTo("champion");
        }
    }

    @Nested
    class TakingOver {

        @Test
        void writesNothingOfARunThatAnotherReplicaHasTaken() throws InterruptedException {
            // given
            coin.training = new CountDownLatch(1);
            JsonNode asked = asked(Map.of("slow", "true"));
            assertThat(coin.training.await(20, TimeUnit.SECONDS)).isTrue();
            String job = asked.path("job_id").stringValue();
            coin.training = new CountDownLatch(1);

            // when
            jdbc.sql("update job set lease_owner = 'another', attempts = attempts + 1, lease_until = now() + interval"
                            + " '1 second' where id = ?::uuid")
                    .param(job)
                    .update();

            // then: nobody has ended it when the other's lease is over and it is taken up here again
            assertThat(coin.training.await(20, TimeUnit.SECONDS)).isTrue();
            JsonNode again = run(asked);
            assertThat(state(again)).isEqualTo("running");
            assertThat(again.hasNonNull("error")).isFalse();
            api.as("OPERATOR").post("/admin/v1/sample/runs/" + asked.path("id").stringValue() + "/cancel", "");
            await().atMost(SOON).until(() -> run(asked), run -> run.hasNonNull("finished_at"));
        }
    }

    @Test
    void tellsTooLittleDataFromAFault() {
        JsonNode missing = ended(Map.of("fault", "too_little"));
        JsonNode fault = ended(Map.of("as_champion", "much"));

        assertThat(state(missing)).isEqualTo("failed");
        assertThat(missing.path("error").stringValue()).isEqualTo("There is one coin, and two are needed.");
        assertThat(missing.path("error_code").stringValue()).isEqualTo("insufficient-data");
        assertThat(state(fault)).isEqualTo("failed");
        assertThat(fault.hasNonNull("error")).isTrue();
        assertThat(fault.hasNonNull("error_code")).isFalse();
    }

    @Test
    void aRunSaysWhichCodeMadeIt() {
        assertThat(ended(Map.of("figure", "0.4")).path("code_commit").stringValue())
                .matches("[0-9a-f]{40}(-dirty)?|unknown");
    }
}
