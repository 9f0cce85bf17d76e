package dev.shopkeeper.local.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands against a small gateway of the test's own. */
class ShopTests {
    @TempDir
    private Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Map<String, List<String>> answers = new HashMap<>();
    private final List<String> requests = Collections.synchronizedList(new ArrayList<>());
    private HttpServer gateway = server();

    @BeforeEach
    void setUp() {
        gateway.createContext("/", exchange -> {
            String request = exchange.getRequestMethod() + " " + exchange.getRequestURI();
            byte[] body = exchange.getRequestBody().readAllBytes();
            requests.add(request + " " + new String(body, UTF_8));
            List<String> queue = answers.getOrDefault(request, List.of("404 {\"code\":\"not-found\"}"));
            String answer = queue.size() > 1 ? queue.removeFirst() : queue.getFirst();
            byte[] bytes = answer.substring(4).getBytes(UTF_8);
            exchange.sendResponseHeaders(Integer.parseInt(answer.substring(0, 3)), bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        gateway.start();
    }

    @AfterEach
    void tearDown() {
        gateway.stop(0);
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
        assertThat(requests.getFirst()).endsWith("a,b\n");
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

        assertThat(requests.getFirst()).contains("PK", "ratings.csv");
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
        answer("GET /admin/v1/recommendation/models", "200 {\"items\":[{\"model\":\"neighbours\"}]}");
        answer("POST /admin/v1/recommendation/models/neighbours/runs", "202 {\"id\":\"r1\",\"state\":\"requested\"}");
        answer(
                "GET /admin/v1/recommendation/models/neighbours/runs/r1",
                "200 {\"id\":\"r1\",\"state\":\"rejected\",\"figures\":{\"recall\":0.1},"
                        + "\"baseline_figures\":{\"recall\":0.2}}");

        assertThat(shop("train", "neighbours")).isEqualTo(ExitCode.FAILED);
        assertThat(out.toString(UTF_8)).contains("rejected", "recall", "0.1", "baseline 0.2");
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
        gateway.stop(0);

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
        answers.put(request, new ArrayList<>(List.of(inTurn)));
    }

    private int shop(String... words) {
        Map<String, String> environment = Map.of(
                "SHOPKEEPER_HOME",
                folder.toString(),
                "SHOPKEEPER_URL",
                "http://127.0.0.1:" + gateway.getAddress().getPort(),
                "SHOPKEEPER_KEY",
                "sk_test");
        return Shop.run(
                List.of(words),
                new Context(folder, environment, new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8)));
    }

    private static HttpServer server() {
        try {
            return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
