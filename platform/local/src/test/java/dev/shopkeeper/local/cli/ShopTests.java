package dev.shopkeeper.local.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.shopkeeper.events.EventJson;
import dev.shopkeeper.local.key.DevelopmentKeys;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The commands against a small gateway of the test's own. */
class ShopTests {
    @TempDir
    private Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final FakeGateway gateway = new FakeGateway();

    @AfterEach
    void tearDown() {
        gateway.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"up", "status", "seed", "traffic", "import", "train", "dlt", "reset", "warm"})
    void helpsWithEveryCommand(String command) {
        assertThat(shop(command, "--help")).isZero();
        assertThat(out.toString(UTF_8)).contains("Usage: ./shop " + command, "Exit codes:");
    }

    @Test
    void refusesAnUnknownCommandWithTheListOfThem() {
        assertThat(shop("upp")).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString(UTF_8)).contains("'upp'", "  up ");
    }

    @Test
    void signsNoTokenForNobody() throws IOException {
        Files.writeString(folder.resolve("keys.env"), DevelopmentKeys.USER_TOKEN_SECRET + "=" + "s".repeat(40) + "\n");

        assertThat(shop("user-token", " ")).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString(UTF_8)).contains("USER_ID");
        assertThat(out.toString(UTF_8)).isEmpty();
    }

    @Test
    void understandsThatNothingIsToBeTrained() {
        assertThat(shop("up", "--no-train", "--infra", "nonsense")).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString(UTF_8)).contains("--infra has 'nonsense'").doesNotContain("There is no option");
    }

    @Test
    void importsAFileAndPrintsWhatWasRefused() throws IOException {
        Path file = Files.writeString(folder.resolve("sales.csv"), "a,b\n");
        answer("POST /admin/v1/imports?kind=orders&filename=sales.csv", "202 {\"id\":\"i1\",\"state\":\"queued\"}");
        answer(
                "GET /admin/v1/imports/i1",
                "200 {\"id\":\"i1\",\"state\":\"running\",\"progress\":0.5}",
                "200 {\"id\":\"i1\",\"kind\":\"orders\",\"state\":\"succeeded\",\"progress\":1,\"counts\":{\"read\":2,"
                        + "\"refused\":1},\"errors\":[{\"line\":2,\"column\":\"price\",\"value\":\"-1\","
                        + "\"message\":\"is negative\"}]}");

        assertThat(shop("import", "orders", file.toString())).isZero();

        assertThat(out.toString(UTF_8)).contains("succeeded", "refused", "line 2, price = \"-1\": is negative");
        assertThat(gateway.requests().getFirst()).endsWith("a,b\n");
    }

    @Test
    void failsWithTheImport() throws IOException {
        Path file = Files.writeString(folder.resolve("x.csv"), "");
        answer("POST /admin/v1/imports?kind=orders&filename=x.csv", "202 {\"id\":\"i1\",\"state\":\"queued\"}");
        answer("GET /admin/v1/imports/i1", "200 {\"id\":\"i1\",\"state\":\"failed\",\"error\":\"Not a CSV\"}");

        assertThat(shop("import", "orders", file.toString(), "--json")).isEqualTo(ExitCode.FAILED);
        assertThat(out.toString(UTF_8)).contains("\"error\":\"Not a CSV\"");
    }

    @Test
    void sendsAFolderAsAZip() throws IOException {
        Files.writeString(Files.createDirectory(folder.resolve("ml")).resolve("ratings.csv"), "u,i\n");
        answer("POST /admin/v1/imports?kind=movielens&filename=ml.zip", "202 {\"id\":\"i1\",\"state\":\"queued\"}");

        assertThat(shop("import", "movielens", folder.resolve("ml").toString(), "--no-wait"))
                .isZero();

        assertThat(gateway.requests().getFirst()).contains("PK", "ratings.csv");
        assertThat(out.toString(UTF_8)).isEqualTo("i1\n");
    }

    @Test
    void printsAProblemAsItWasTold() throws IOException {
        Path file = Files.writeString(folder.resolve("x.csv"), "");
        answer(
                "POST /admin/v1/imports?kind=nonsense&filename=x.csv",
                "400 {\"code\":\"unknown-kind\",\"title\":\"Bad Request\",\"detail\":\"There is no kind nonsense\","
                        + "\"errors\":[{\"name\":\"kind\",\"value\":\"nonsense\",\"message\":\"is unknown\"}],"
                        + "\"hint\":\"Maybe orders\"}");

        assertThat(shop("import", "nonsense", file.toString())).isEqualTo(ExitCode.FAILED);
        assertThat(err.toString(UTF_8))
                .contains(
                        "unknown-kind", "There is no kind nonsense", "kind = \"nonsense\": is unknown", "Maybe orders");
    }

    @Test
    void tellsAChampionFromARejectedModel() {
        answer("GET /admin/v1/recommendation/models", "200 {\"items\":[{\"name\":\"neighbours\"}]}");
        answer("POST /admin/v1/recommendation/models/neighbours/runs", "202 {\"id\":\"r1\",\"state\":\"requested\"}");
        answer(
                "GET /admin/v1/recommendation/runs/r1",
                "200 {\"id\":\"r1\",\"state\":\"rejected\",\"figures\":{\"recall\":0.1},"
                        + "\"baseline_figures\":{\"recall\":0.2}}");

        assertThat(shop("train", "neighbours")).isEqualTo(ExitCode.FAILED);
        assertThat(out.toString(UTF_8)).contains("rejected", "recall", "0.1", "baseline 0.2");
    }

    @Test
    void trainsAllModelsOfAllServicesAndTakesEveryVerdictForAnAnswer() {
        // given
        answer(
                "GET /admin/v1/recommendation/models",
                "200 {\"items\":[{\"name\":\"neighbours\"},{\"name\":\"sequential\"}]}");
        answer("GET /admin/v1/pricing/models", "200 {\"items\":[{\"name\":\"elasticity\"}]}");
        run("recommendation", "neighbours", "\"state\":\"rejected\",\"verdict\":\"not better than the baseline\"");
        run("recommendation", "sequential", "\"state\":\"champion\",\"version\":\"v1\"");
        run(
                "pricing",
                "elasticity",
                "\"state\":\"failed\",\"error\":\"There are 3 prices.\",\"error_code\":\"insufficient-data\"");

        // when
        int code = shop("train", "all");

        // then
        assertThat(code).isEqualTo(ExitCode.OK);
        assertThat(out.toString(UTF_8).lines())
                .hasSize(3)
                .anySatisfy(line -> assertThat(line).matches("neighbours +rejected: not better than the baseline"))
                .anySatisfy(line -> assertThat(line).matches("sequential +champion, version v1"))
                .anySatisfy(line -> assertThat(line).matches("elasticity +too little data: There are 3 prices\\."));
        assertThat(err.toString(UTF_8)).contains("neighbours    0.0 %  requested");
    }

    @Test
    void goesOnAfterATrainingThatFailedOrWasRefused() {
        // given
        answer(
                "GET /admin/v1/recommendation/models",
                "200 {\"items\":[{\"name\":\"one\"},{\"name\":\"two\"},{\"name\":\"three\"}]}");
        run("recommendation", "one", "\"state\":\"failed\",\"error\":\"ran out of memory\"");
        answer(
                "POST /admin/v1/recommendation/models/two/runs",
                "400 {\"code\":\"invalid-request\",\"detail\":\"The request has invalid options.\"}");
        run("recommendation", "three", "\"state\":\"champion\",\"version\":\"v3\"");

        // when
        int code = shop("train", "all", "--json");

        // then
        assertThat(code).isEqualTo(ExitCode.FAILED);
        JsonNode outcomes = EventJson.mapper().readTree(out.toString(UTF_8));
        assertThat(outcomes.isArray()).isTrue();
        assertThat(outcomes.valueStream()
                        .map(entry -> entry.path("model").asString() + " "
                                + entry.path("outcome").asString()))
                .containsExactly("one failed", "two failed", "three champion");
        assertThat(outcomes.path(0).path("service").asString()).isEqualTo("recommendation");
        assertThat(outcomes.path(0).path("message").asString()).isEqualTo("ran out of memory");
        assertThat(outcomes.path(0).path("run").path("id").asString()).isEqualTo("run-one");
        assertThat(outcomes.path(1).path("message").asString()).contains("invalid options");
    }

    @Test
    void namesTheServiceThatCannotBeAskedForItsModels() {
        answer("GET /admin/v1/recommendation/models", "200 {\"items\":[{\"name\":\"one\"}]}");
        answer("GET /admin/v1/pricing/models", "503 {\"code\":\"unavailable\",\"detail\":\"pricing is down\"}");
        run("recommendation", "one", "\"state\":\"champion\",\"version\":\"v1\"");

        assertThat(shop("train", "all")).isEqualTo(ExitCode.FAILED);
        assertThat(out.toString(UTF_8))
                .containsPattern("one +champion")
                .containsPattern("pricing +failed: it cannot be asked for its models: 503 .*pricing is down");
    }

    @Test
    void waitsForARunThatIsActiveAlreadyUnlessASeedIsAskedFor() {
        // given
        answer("GET /admin/v1/recommendation/models", "200 {\"items\":[{\"name\":\"one\"}]}");
        answer(
                "POST /admin/v1/recommendation/models/one/runs",
                "409 {\"code\":\"training-in-progress\",\"detail\":\"is being trained\"}");
        answer(
                "GET /admin/v1/recommendation/models/one",
                "200 {\"name\":\"one\",\"active_run\":{\"id\":\"r7\",\"state\":\"running\"}}");
        answer(
                "GET /admin/v1/recommendation/runs/r7",
                "503 {\"code\":\"unavailable\"}",
                "200 {\"id\":\"r7\",\"state\":\"champion\",\"version\":\"v7\"}");

        // then
        assertThat(shop("train", "all")).isZero();
        assertThat(out.toString(UTF_8)).contains("champion, version v7");
        assertThat(shop("train", "all", "--seed", "3")).isEqualTo(ExitCode.FAILED);
        assertThat(out.toString(UTF_8)).contains("failed: 409 training-in-progress");
    }

    @Test
    void doesNotWaitForAnyOfAllWhereToldSo() {
        answer("GET /admin/v1/recommendation/models", "200 {\"items\":[{\"name\":\"one\"}]}");
        run("recommendation", "one", "\"state\":\"failed\"");

        assertThat(shop("train", "all", "--no-wait")).isZero();
        assertThat(out.toString(UTF_8)).containsPattern("one +accepted, run run-one");
    }

    /** A run that is accepted, seen once while it runs, and then at its end. */
    private void run(String service, String model, String end) {
        String id = "\"id\":\"run-" + model + "\",";
        answer("POST /admin/v1/" + service + "/models/" + model + "/runs", "202 {" + id + "\"state\":\"requested\"}");
        answer(
                "GET /admin/v1/" + service + "/runs/run-" + model,
                "200 {" + id + "\"state\":\"running\",\"progress\":0.25}",
                "200 {" + id + end + "}");
    }

    @Test
    void listsDeadLettersOfAllPagesAndServices() {
        for (String service : List.of("recommendation", "membership", "pricing", "order", "logistics", "inventory")) {
            answer("GET /admin/v1/" + service + "/dead-letters?limit=200", "200 {\"items\":[]}");
        }
        answer(
                "GET /admin/v1/order/dead-letters?limit=200",
                "200 {\"items\":[{\"id\":\"d1\",\"state\":\"PARKED\",\"error\":\"bad\"}],\"next_cursor\":\"c/1\"}");
        answer("GET /admin/v1/order/dead-letters?limit=200&cursor=c%2F1", "200 {\"items\":[{\"id\":\"d2\"}]}");

        assertThat(shop("dlt", "list", "--json")).isZero();
        assertThat(out.toString(UTF_8)).contains("\"service\":\"order\",\"id\":\"d1\"", "\"id\":\"d2\"");
    }

    @Test
    void listsWhoseADeadLetterIs() {
        answer(
                "GET /admin/v1/order/dead-letters?limit=200",
                "200 {\"items\":[{\"id\":\"d1\",\"consumer\":\"outbox\",\"state\":\"PARKED\","
                        + "\"event_type\":\"shop.order.placed.v1\",\"error\":\"RecordTooLargeException: big\"}]}");

        assertThat(shop("dlt", "list", "--service", "order")).isZero();
        assertThat(out.toString(UTF_8))
                .containsPattern("d1 +order +outbox +PARKED +shop.order.placed.v1 +RecordTooLargeException: big");
    }

    @Test
    void replaysADeadLetterWhereItLies() {
        answer("GET /admin/v1/pricing/dead-letters/d1", "200 {\"id\":\"d1\"}");
        answer("POST /admin/v1/pricing/dead-letters/d1/replay", "200 {\"id\":\"d1\",\"state\":\"replayed\"}");

        assertThat(shop("dlt", "replay", "d1")).isZero();
        assertThat(out.toString(UTF_8)).contains("replayed");
        assertThat(shop("dlt", "replay", "d9")).isEqualTo(ExitCode.FAILED);
    }

    @Test
    void saysThatNoPlatformAnswers() {
        gateway.close();

        assertThat(shop("dlt", "list")).isEqualTo(ExitCode.UNREACHABLE);
        assertThat(err.toString(UTF_8)).contains("./shop up");
        assertThat(shop("status")).isEqualTo(ExitCode.UNREACHABLE);
    }

    @Test
    void doesNotResetWithoutConsent() throws IOException {
        Path data = Files.createDirectories(folder.resolve("kafka-data"));

        assertThat(shop("reset")).isEqualTo(ExitCode.FAILED);
        assertThat(data).exists();
        assertThat(shop("reset", "--yes")).isZero();
        assertThat(data).doesNotExist();
    }

    private void answer(String request, String... inTurn) {
        gateway.answer(request, inTurn);
    }

    private int shop(String... words) {
        Map<String, String> environment = Map.of(
                "SHOPKEEPER_HOME",
                folder.toString(),
                "SHOPKEEPER_URL",
                gateway.address().toString(),
                "SHOPKEEPER_KEY",
                "sk_test");
        return Shop.run(
                List.of(words),
                new Context(folder, environment, new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8)));
    }
}
