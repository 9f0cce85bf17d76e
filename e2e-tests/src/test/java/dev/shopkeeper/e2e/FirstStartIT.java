package dev.shopkeeper.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.shopkeeper.demo.feed.UserTokenSigner;
import dev.shopkeeper.events.EventJson;
import dev.shopkeeper.local.StackHome;
import dev.shopkeeper.local.key.DevelopmentKeys;
import dev.shopkeeper.local.stack.LocalStack;
import dev.shopkeeper.testing.fuzz.ApiFuzzer;
import dev.shopkeeper.testing.fuzz.FuzzOptions;
import dev.shopkeeper.testing.fuzz.FuzzReport;
import dev.shopkeeper.testing.http.ApiClient;
import dev.shopkeeper.testing.http.ApiResponse;
import dev.shopkeeper.testing.kafka.KafkaProbe;
import dev.shopkeeper.testing.kafka.PoisonEvents;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/**
 * What a newcomer has after {@code ./shop up} in an empty folder: a demo shop, a champion of every model, and six decisions by these
 * models through the gateway, with the storefront's key where a storefront asks.
 *
 * <p>Last, since it leaves nothing as it was, every operation of the platform's one OpenAPI document is fuzzed there, where there is something of
 * everything. A gate says the same twice, so the seed is fixed; {@code -Dshopkeeper.fuzz.seed=N} or {@code SHOPKEEPER_FUZZ_SEED=N} sets
 * another, to make a run again. To explore, {@code ./shop bench fuzz} takes a new seed each time.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class FirstStartIT {

    private static final String SCALE = "0.7";
    private static final int PORT_OFFSET = 9_400;
    private static final Duration READY = Duration.ofMinutes(12);
    private static final int SUBJECTS = 12;
    /** It learns from what was shown, and nothing was yet. */
    private static final String LATER = "impression-ranker";

    private static final Map<String, Set<String>> MODELS = Map.of(
            "recommendation", Set.of("co-occurrence-neighbours", "next-item-blend", LATER),
            "membership", Set.of("membership-tiers"),
            "pricing", Set.of("price-elasticity"),
            "order", Set.of("message-triage"),
            "logistics", Set.of("travel-time"),
            "inventory", Set.of("demand-forecast"));

    private static final String FUZZ_SEED = "20261";

    /** Each operation's adversarial ones; those by which a client would use it come before. */
    private static final int FUZZ_REQUESTS = 6;

    /** A few for each service, since nobody can make one over the API: to show, to replay and to discard. */
    private static final int DEAD_LETTERS = 6;

    /** Some below what is reached, so that a whole part of a service is missed and a turn of luck is not. */
    private static final int SUCCEEDING = 190;

    private final StackHome home = new StackHome(ShopCommand.repositoryRoot().resolve("e2e-tests/target/first-home"));
    private final Path output = home.root().resolveSibling("first-start.out");
    private Process shop = ended();

    private static Process ended() {
        try {
            return new ProcessBuilder("true").start();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @BeforeAll
    void start() throws IOException {
        LocalStack.wipe(home, true);
        shop = shop("up", "--demo-scale", SCALE, "--port-offset", Integer.toString(PORT_OFFSET), "--no-warm")
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(shop::destroy, "stop the first start"));
        await().atMost(READY).pollInterval(Duration.ofSeconds(1)).until(() -> {
            assertThat(shop.isAlive()).as(said()).isTrue();
            return said().contains("models are trained.") || said().contains("Not all models");
        });
    }

    @AfterAll
    void stop() throws InterruptedException {
        shop.destroy();
        if (!shop.waitFor(1, TimeUnit.MINUTES)) {
            shop.destroyForcibly();
        }
    }

    private String said() throws IOException {
        return Files.exists(output) ? Files.readString(output) : "";
    }

    private ProcessBuilder shop(String... words) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-Xmx256m",
                "-Dshopkeeper.repository=" + ShopCommand.repositoryRoot(),
                "-cp",
                System.getProperty("java.class.path"),
                "dev.shopkeeper.local.cli.Shop"));
        command.addAll(List.of(words));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().keySet().removeAll(Set.of("SHOPKEEPER_URL", "SHOPKEEPER_KEY", "SHOPKEEPER_PORT_OFFSET"));
        builder.environment().put("SHOPKEEPER_HOME", home.root().toString());
        return builder;
    }

    /** Models without a champion, since their gate found them no better than their fallback. */
    private Set<String> rejected() {
        Set<String> rejected = new TreeSet<>();
        MODELS.keySet()
                .forEach(service -> get(operator(), "/admin/v1/" + service + "/models")
                        .path("items")
                        .forEach(model -> {
                            String name = model.path("name").asString();
                            String runs = "/admin/v1/" + service + "/models/" + name + "/runs?limit=1";
                            if (model.path("champion_version").asString("none").equals("none")
                                    && get(operator(), runs)
                                            .at("/items/0/state")
                                            .asString("")
                                            .equals("rejected")) {
                                rejected.add(name);
                            }
                        }));
        return rejected;
    }

    private String key(String name) {
        String key = DevelopmentKeys.read(home.keysFile()).get(name);
        assertThat(key).as(name).isNotNull();
        return key == null ? "" : key;
    }

    private ApiClient gateway() {
        return ApiClient.of(key(DevelopmentKeys.URL));
    }

    private ApiClient operator() {
        return gateway().with("X-API-Key", key(DevelopmentKeys.OPERATOR));
    }

    private ApiClient member(String user) {
        return gateway()
                .with("X-API-Key", key(DevelopmentKeys.STOREFRONT))
                .with(
                        "X-User-Token",
                        new UserTokenSigner(key(DevelopmentKeys.USER_TOKEN_SECRET), Clock.systemUTC()).sign(user));
    }

    private JsonNode get(ApiClient client, String path) {
        ApiResponse answer = client.get(path);
        assertThat(answer.status()).as("%s: %s", path, answer.text()).isEqualTo(200);
        return answer.json();
    }

    private JsonNode post(ApiClient client, String path, Object body) {
        ApiResponse answer = client.post(path, body);
        assertThat(answer.status()).as("%s: %s", path, answer.text()).isBetween(200, 202);
        return answer.json();
    }

    private List<String> some(String list, String field) {
        List<String> found = new ArrayList<>();
        get(operator(), list + (list.contains("?") ? "&" : "?") + "limit=" + SUBJECTS)
                .path("items")
                .forEach(item -> found.add(item.path(field).asString()));
        assertThat(found).as(list).isNotEmpty();
        return found;
    }

    /** Not by a fallback, but that of a model that its gate rejected, and saying by what. */
    private void isDecided(String question, JsonNode answer) {
        boolean rejected = answer.path("degraded_reason").asString("").equals("no_champion")
                && !rejected().isEmpty();
        assertThat(answer.path("degraded").asBoolean(true) && !rejected)
                .as("%s: %s", question, answer)
                .isFalse();
        assertThat(answer.path("model").asString("")).as(question).isNotBlank();
        assertThat(answer.path("model_version").asString("")).as(question).isNotBlank();
        assertThat(answer.at("/explanation/summary").asString("")).as(question).isNotBlank();
    }

    @Test
    void endsWithAChampionOfEveryModelThatHasSomethingToLearnFrom() throws IOException {
        assertThat(said()).contains("The models are trained.");
        Set<String> rejected = rejected();
        // How a history ends depends on the hour, and a gate may find one model no better than what stands in for it.
        assertThat(rejected).hasSizeLessThan(2);
        MODELS.forEach((service, models) -> {
            Set<String> found = new TreeSet<>();
            get(operator(), "/admin/v1/" + service + "/models").path("items").forEach(model -> {
                found.add(model.path("name").asString());
                String name = model.path("name").asString();
                assertThat(model.path("champion_version").asString("none").equals("none"))
                        .as("%s", model)
                        .isEqualTo(name.equals(LATER) || rejected.contains(name));
            });
            assertThat(found).as(service).containsExactlyInAnyOrderElementsOf(models);
        });
    }

    @Test
    void statusNamesEachModelWithItsVersionItsAgeAndTheVerdictOfItsGate() throws IOException {
        Process status = shop("status", "--json")
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        JsonNode answer = EventJson.mapper().readTree(status.getInputStream().readAllBytes());

        Set<String> named = new TreeSet<>();
        Set<String> rejected = rejected();
        answer.path("models").forEach(model -> {
            named.add(model.path("model").asString());
            if (model.path("model").asString().equals(LATER)) {
                assertThat(model.path("served").asBoolean(true)).as("%s", model).isFalse();
                return;
            }
            if (rejected.contains(model.path("model").asString())) {
                assertThat(model.path("verdict").asString("")).as("%s", model).endsWith("rejected");
                return;
            }
            assertThat(model.path("served").asBoolean()).as("%s", model).isTrue();
            assertThat(model.path("version").asString("")).as("%s", model).isNotBlank();
            assertThat(model.path("age_seconds").asLong(-1)).as("%s", model).isNotNegative();
            assertThat(model.path("verdict").asString("")).as("%s", model).endsWith("promoted");
        });
        Set<String> all = new TreeSet<>();
        MODELS.values().forEach(all::addAll);
        assertThat(named).isEqualTo(all);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            what to show a member             | /admin/v1/members                   | user_id     | /api/v1/recommendations?limit=5&user_id={id} | member
            what goes with goods              | /api/v1/products                    | item_id     | /api/v1/recommendations/similar/{id}         | operator
            the tier of a member              | /admin/v1/members                   | user_id     | /api/v1/members/{id}/tier                    | member
            the price to ask                  | /api/v1/products                    | item_id     | /api/v1/prices/{id}                          | operator
            what was understood of a message  | /admin/v1/messages?state=DECIDED    | message_id  | /admin/v1/messages/{id}                      | operator
            when a delivery comes             | /admin/v1/deliveries?state=WAITING  | delivery_id | /api/v1/deliveries/{id}/eta                  | operator
            which stop comes next             | /admin/v1/tours                     | tour_id     | /admin/v1/tours/{id}                         | operator
            what will sell                    | /admin/v1/stock                     | item_id     | /admin/v1/forecasts/{id}                     | operator
            what to reorder                   | /admin/v1/stock                     | item_id     | /admin/v1/replenishment/items/{id}           | operator
            """)
    void decides(String what, String list, String field, String question, String who) {
        for (String id : some(list, field)) {
            String path = question.replace("{id}", id);
            JsonNode answer = get(who.equals("member") ? member(id) : operator(), path);
            isDecided(path, answer);
        }
    }

    @Test
    void suggestsAPriceWithWhatItIsExpectedToEarn() {
        for (String item : some("/api/v1/products", "item_id")) {
            JsonNode answer = post(operator(), "/admin/v1/pricing/suggestions", Map.of("item_id", item));
            isDecided(item, answer);
        }
    }

    @Test
    void aMessageOfADeliveredOrderBecomesAReturnAndARefundOnce() {
        String run = UUID.randomUUID().toString().substring(0, 8);
        String order = "FIRST-" + run;
        String user = "newcomer-" + run;
        Instant placed = Instant.now().minus(Duration.ofDays(3));
        post(
                operator(),
                "/admin/v1/orders",
                Map.of(
                        "orders",
                        List.of(Map.of(
                                "order_id",
                                order,
                                "user_id",
                                user,
                                "channel",
                                "web",
                                "placed_at",
                                placed.toString(),
                                "lines",
                                List.of(Map.of(
                                        "line_id",
                                        "1",
                                        "item_id",
                                        "audio-0002",
                                        "quantity",
                                        1,
                                        "unit_price",
                                        Map.of("amount", "80.00", "currency", "CNY")))))));
        post(operator(), "/admin/v1/orders/" + order + "/ship", Map.of());
        post(operator(), "/admin/v1/orders/" + order + "/deliver", Map.of());

        JsonNode read = post(
                member(user),
                "/api/v1/messages",
                Map.of("message_id", "m-" + run, "user_id", user, "order_id", order, "text", "我要退货，收到的东西是坏的"));

        isDecided("triage", read);
        assertThat(read.at("/intents/0/intent").asString(""))
                .as(read.toString())
                .isEqualTo("return");
        // How sure it must be is found on messages kept back; where the hour leaves too few of them, a person decides.
        boolean alone = read.path("decision").asString("").equals("AUTO");
        assertThat(alone || read.path("cause").asString("").equals("BELOW_TARGET_PRECISION"))
                .as(read.toString())
                .isTrue();
        String goods = alone ? returned("m-" + run) : returnedByAPerson("first-" + run, order);
        JsonNode asked = get(operator(), "/admin/v1/returns/" + goods);
        assertThat(asked.path("state").asString("")).as(asked.toString()).isEqualTo("APPROVED");

        post(operator(), "/admin/v1/returns/" + goods + "/complete", Map.of());
        ApiResponse again = operator().post("/admin/v1/returns/" + goods + "/complete", Map.of());
        assertThat(again.status()).as(again.text()).isEqualTo(409);

        JsonNode done = get(operator(), "/admin/v1/returns/" + goods);
        assertThat(done.path("state").asString("")).isEqualTo("COMPLETED");
        assertThat(done.at("/refunded/amount").asString("")).as(done.toString()).isEqualTo("80.00");
    }

    private String returned(String message) {
        return await().atMost(Duration.ofSeconds(10))
                .until(
                        () -> get(operator(), "/admin/v1/messages/" + message)
                                .path("return_id")
                                .asString(""),
                        id -> !id.isEmpty());
    }

    private String returnedByAPerson(String goods, String order) {
        post(
                operator(),
                "/admin/v1/returns",
                Map.of(
                        "returns",
                        List.of(Map.of(
                                "return_id",
                                goods,
                                "order_id",
                                order,
                                "kind",
                                "refund",
                                "lines",
                                List.of(Map.of("line_id", "1", "quantity", 1)),
                                "requested_at",
                                Instant.now().toString()))));
        post(operator(), "/admin/v1/returns/" + goods + "/decide", Map.of("decision", "policy"));
        return goods;
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void answersEveryAdversarialRequestAsDocumented() {
        String variable = Objects.requireNonNullElse(System.getenv("SHOPKEEPER_FUZZ_SEED"), FUZZ_SEED);
        long seed = Long.parseLong(System.getProperty("shopkeeper.fuzz.seed", variable));
        System.out.println("FirstStartIT: fuzzes with seed " + seed);
        FuzzOptions options = FuzzOptions.of(
                        key(DevelopmentKeys.URL), Map.of("X-API-Key", key(DevelopmentKeys.ADMIN)), seed)
                .requests(FUZZ_REQUESTS);
        try (KafkaProbe kafka = new KafkaProbe(key(DevelopmentKeys.BOOTSTRAP_SERVERS))) {
            PoisonEvents.send(kafka, DEAD_LETTERS);
        }
        await().atMost(Duration.ofMinutes(1))
                .until(() -> MODELS.keySet().stream()
                        .allMatch(service ->
                                gateway().get("/v3/api-docs").text().contains("\"/admin/v1/" + service + "/models\"")));

        FuzzReport report = ApiFuzzer.ofUrl("/v3/api-docs", options).run();

        System.out.println("FirstStartIT: never succeeded: " + report.neverSucceeded());
        report.assertClean();
        report.assertSucceeded(SUCCEEDING);
    }
}
