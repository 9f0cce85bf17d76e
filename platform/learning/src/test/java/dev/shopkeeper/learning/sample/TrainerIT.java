package dev.shopkeeper.learning.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.shopkeeper.events.Topic;
import dev.shopkeeper.learning.life.Champions;
import dev.shopkeeper.testing.PlatformTest;
import dev.shopkeeper.testing.TestTokens;
import dev.shopkeeper.testing.http.ApiClient;
import dev.shopkeeper.testing.http.ApiResponse;
import dev.shopkeeper.testing.infrastructure.Database;
import dev.shopkeeper.testing.infrastructure.PlatformServers;
import dev.shopkeeper.testing.kafka.KafkaProbe;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Runs in processes of their own. */
@PlatformTest(
        properties = {
            "shopkeeper.learning.trainer.enabled=true",
            "shopkeeper.learning.trainer.max-heap=128MB",
            // A short life needs no peak speed.
            "shopkeeper.learning.trainer.jvm-flags=-XX:TieredStopAtLevel=1",
            "shopkeeper.learning.trainer.nice=0"
        })
class TrainerIT {

    private static final String MODEL = "/admin/v1/sample/models/" + Coin.NAME;
    private static final Duration SOON = Duration.ofSeconds(30);

    @Autowired
    private ApiClient api;

    @Autowired
    private Champions champions;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private KafkaProbe kafka;

    /** Others on this machine may train, too. */
    private static final String OWN_FOLDERS =
            "shopkeeper-trainer-" + ProcessHandle.current().pid() + "-";

    @BeforeEach
    void beginAnew() {
        jdbc.sql("update model_champion set version = 'none'").update();
        champions.refresh();
    }

    @AfterEach
    void nothingIsLeft() {
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(ProcessHandle.current().children())
                        .filteredOn(child -> commandLine(child).contains("TrainerMain"))
                        .isEmpty());
        await().atMost(SOON).untilAsserted(() -> assertThat(folders()).isEmpty());
    }

    @Test
    void trainsInAnotherProcessAndServesWhatComesOfIt() {
        JsonNode champion = ended(asked(Map.of("figure", "0.4", "as_champion", "0.6")));

        assertThat(state(champion)).as(champion.toString()).isEqualTo("champion");
        assertThat(process(champion)).isNotEqualTo(ProcessHandle.current().pid());
        assertThat(champion.path("baseline_figures").path("hits").doubleValue()).isEqualTo(0.3);
        assertThat(champion.path("data_hash").stringValue()).hasSize(64);
        assertThat(champion.path("progress").doubleValue()).isEqualTo(1);
        assertThat(champions.version(Coin.NAME))
                .isEqualTo(champion.path("version").stringValue());
    }

    @Test
    void failsARunWhoseProcessIsKilledAndTakesTheNext() {
        // given
        JsonNode asked = asked(Map.of("slow", "true"));
        ProcessHandle trainer = trainer(asked);
        await().atMost(SOON).until(() -> run(asked).path("progress").doubleValue() >= 0.1);

        // when
        trainer.destroyForcibly();

        // then
        JsonNode failed = ended(asked);
        assertThat(state(failed)).isEqualTo("failed");
        assertThat(failed.path("error").stringValue())
                .contains("process " + trainer.pid())
                .contains("signal 9 (SIGKILL)")
                .contains("shopkeeper.learning.trainer.max-heap, is 128 MB");
        kafka.await(
                Topic.MODEL_EVENTS_NAME,
                record -> record.text().contains(id(asked))
                        && record.text().contains("\"failed\"")
                        && record.text().contains("SIGKILL"));
        JsonNode next = ended(asked(Map.of("figure", "0.45")));
        assertThat(state(next)).as(next.toString()).isEqualTo("champion");
    }

    @Test
    void failsARunThatNeedsMoreMemoryThanItMayHave() {
        JsonNode failed = ended(asked(Map.of("fault", "greedy")));

        assertThat(state(failed)).isEqualTo("failed");
        assertThat(failed.path("error").stringValue())
                .contains("ran out of memory: its heap limit is 128 MB")
                .contains("raise shopkeeper.learning.trainer.max-heap");
        JsonNode next = ended(asked(Map.of("figure", "0.32")));
        assertThat(state(next)).as(next.toString()).isEqualTo("rejected");
        assertThat(next.path("verdict").stringValue())
                .contains("at least 0.330000 was asked for")
                .endsWith("rejected");
    }

    @Test
    void saysWhatTheTrainingSaysOfItsData() {
        JsonNode failed = ended(asked(Map.of("fault", "too_little")));

        assertThat(state(failed)).isEqualTo("failed");
        assertThat(failed.path("error").stringValue()).isEqualTo("There is one coin, and two are needed.");
        assertThat(failed.path("error_code").stringValue()).isEqualTo("insufficient-data");
    }

    @Test
    void endsTheProcessOfARunThatIsCancelled() {
        // given
        JsonNode asked = asked(Map.of("slow", "true"));
        ProcessHandle trainer = trainer(asked);
        await().atMost(SOON).until(() -> run(asked).path("progress").doubleValue() >= 0.1);
        assertThat(folders()).hasSize(1);

        // when
        ApiResponse cancelled = api.as("OPERATOR").post("/admin/v1/sample/runs/" + id(asked) + "/cancel", "");

        // then
        assertThat(cancelled.status()).as(cancelled.text()).isEqualTo(202);
        assertThat(state(ended(asked))).isEqualTo("cancelled");
        await().atMost(SOON).until(() -> !trainer.isAlive());
    }

    @Test
    void endsWithTheServiceThatStartedItAndIsTakenUpByAnother() throws IOException {
        // given
        Database database = PlatformServers.postgres().newDatabase("sample_killed");
        Process service = service(database);
        try {
            Matcher line = firstLine(service, "Run (\\S+) trains in process (\\d+) ");
            String run = line.group(1);
            ProcessHandle trainer =
                    ProcessHandle.of(Long.parseLong(line.group(2))).orElseThrow();
            assertThat(commandLine(trainer)).contains(run).doesNotContain(database.password());

            // when
            service.destroyForcibly();

            // then
            await().atMost(SOON).until(() -> !trainer.isAlive());
            try (ConfigurableApplicationContext other =
                    new SpringApplicationBuilder(SampleApplication.class).run(arguments(database))) {
                JdbcClient theirs = other.getBean(JdbcClient.class);
                await().atMost(SOON)
                        .untilAsserted(() -> assertThat(theirs.sql("select attempts || ' ' || state from job")
                                        .query(String.class)
                                        .single())
                                .isEqualTo("2 RUNNING"));
            }
        } finally {
            service.destroyForcibly();
        }
    }

    private static Process service(Database database) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Process service = new ProcessBuilder(Stream.concat(
                                Stream.of(
                                        java,
                                        "-XX:TieredStopAtLevel=1",
                                        "-cp",
                                        System.getProperty("java.class.path"),
                                        SampleService.class.getName()),
                                Arrays.stream(arguments(database)))
                        .toList())
                .redirectErrorStream(true)
                .start();
        return service;
    }

    private static String[] arguments(Database database) {
        return new String[] {
            "--server.port=0",
            "--spring.datasource.url=" + database.url(),
            "--spring.datasource.username=" + database.user(),
            "--spring.datasource.password=" + database.password(),
            "--spring.kafka.bootstrap-servers=" + PlatformServers.kafka().bootstrapServers(),
            "--shopkeeper.security.internal-secret=" + TestTokens.SECRET,
            "--shopkeeper.messaging.consumers-enabled=false",
            "--shopkeeper.learning.trainer.enabled=true",
            "--shopkeeper.learning.trainer.jvm-flags=-XX:TieredStopAtLevel=1",
            "--shopkeeper.jobs.lease=1s"
        };
    }

    private static Matcher firstLine(Process process, String pattern) throws IOException {
        StringBuilder seen = new StringBuilder();
        BufferedReader reader = process.inputReader();
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            Matcher matcher = Pattern.compile(pattern).matcher(line);
            if (matcher.find()) {
                return matcher;
            }
            seen.append(line).append('\n');
        }
        throw new AssertionError("The service ended: " + seen);
    }

    private static ProcessHandle trainer(JsonNode asked) {
        return await().atMost(SOON)
                .until(
                        () -> ProcessHandle.current()
                                .children()
                                .filter(child -> commandLine(child).contains(id(asked)))
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }

    private static String commandLine(ProcessHandle process) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(process.pid()), "cmdline"))
                    .replace('\0', ' ');
        } catch (IOException e) {
            return process.info().commandLine().orElse("");
        }
    }

    private static List<Path> folders() {
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return files.filter(file -> file.getFileName().toString().startsWith(OWN_FOLDERS))
                    .filter(file -> Files.exists(file.resolve("jvm-flags")))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private JsonNode asked(Map<String, String> options) {
        ApiResponse answer = api.as("OPERATOR").post(MODEL + "/runs", Map.of("options", options));
        assertThat(answer.status()).as(answer.text()).isEqualTo(202);
        return answer.json();
    }

    private JsonNode ended(JsonNode asked) {
        return await().atMost(SOON).until(() -> run(asked), run -> run.hasNonNull("finished_at"));
    }

    private JsonNode run(JsonNode asked) {
        return api.as("OPERATOR").get("/admin/v1/sample/runs/" + id(asked)).json();
    }

    private static String id(JsonNode run) {
        return run.path("id").stringValue();
    }

    private static String state(JsonNode run) {
        return run.path("state").stringValue();
    }

    private static long process(JsonNode run) {
        return (long) run.path("figures").path("process").doubleValue();
    }
}
