package dev.shopkeeper.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.shopkeeper.demo.feed.UserTokenSigner;
import dev.shopkeeper.demo.history.Fact;
import dev.shopkeeper.demo.history.History;
import dev.shopkeeper.demo.world.World;
import dev.shopkeeper.events.EventJson;
import dev.shopkeeper.testing.http.ApiClient;
import dev.shopkeeper.testing.http.ApiResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A shop's messages and what its people say of them come by file, are learnt from, and what is written next is read at once. */
class MessageJourneyIT {

    private static final Duration DONE = Duration.ofMinutes(2);
    private static final double SCALE = 0.5;
    /** The same letters whenever it runs. */
    private static final Instant ENDED = Instant.parse("2026-06-01T00:00:00Z");

    private final RunningPlatform platform = RunningPlatform.get();
    private final String run = UUID.randomUUID().toString().substring(0, 8);
    private final String order = "ORD-" + run;
    private final String user = "writer-" + run;

    @Test
    void areReadAtOnceInBothLanguagesByWhatWasLearntFromFiles() throws IOException, InterruptedException {
        // given
        StringBuilder messages = new StringBuilder();
        StringBuilder corrections = new StringBuilder("message_id,intent,corrected_by,group,corrected_at\n");
        int labels = tell(messages, corrections);
        imported("messages-ndjson", messages, labels);
        JsonNode refused = imported(
                "message-corrections-csv",
                corrections.append("nobody,return,ann,,2026-01-01T00:00:00Z\n" + firstOf(corrections) + ",refnud,ann,,"
                        + "2026-01-01T00:00:00Z\n"),
                labels);
        assertThat(refused.path("errors").toString())
                .contains("\"message_id\"", "nobody", "unknown message", "\"intent\"", "refnud");

        // when
        JsonNode trained = EventJson.mapper()
                .readTree(ShopCommand.run(platform, "train", "message-triage", "--seed", "7", "--json"));
        assertThat(trained.path("state").asString("").toLowerCase(Locale.ROOT))
                .as(trained.toString())
                .isEqualTo("champion");
        assertThat(trained.at("/figures/macro_f1").asDouble())
                .as(trained.toString())
                .isGreaterThan(trained.at("/baseline_figures/macro_f1").asDouble());
        order();

        // then
        JsonNode chinese = write("订单" + order + "的水壶到哪里了，什么时候能到？");
        assertThat(chinese.path("degraded").asBoolean(true))
                .as(chinese.toString())
                .isFalse();
        assertThat(chinese.at("/intents/0/intent").asString("")).isEqualTo("order_status");
        assertThat(chinese.at("/intents/0/probability").asDouble()).isGreaterThan(0.5);
        assertThat(chinese.path("about_order_id").asString("")).isEqualTo(order);
        JsonNode english = write("Please cancel order " + order + ", I ordered the kettle twice");
        assertThat(english.at("/intents/0/intent").asString(""))
                .as(english.toString())
                .isEqualTo("cancel");
        JsonNode seen = platform.operator()
                .with("Accept-Language", "zh")
                .get("/admin/v1/messages/" + english.path("message_id").asString(""))
                .json();
        assertThat(seen.path("decision").asString("")).isIn("AUTO", "REVIEW");
        assertThat(seen.at("/explanation/summary").asString("")).contains("取消");
        assertThat(seen.at("/explanation/reasons").size()).isPositive();
        assertThat(write("qwxz vbnm").path("decision").asString("")).isNotEqualTo("AUTO");
    }

    /** The messages that the demo shop's people said the meaning of, as lines of files. */
    private int tell(StringBuilder messages, StringBuilder corrections) {
        Map<String, Fact.Wrote> written = new HashMap<>();
        History history = new History(World.generate(5, SCALE, ENDED));
        Duration since = Duration.between(ENDED, Instant.now().minusSeconds(3_600));
        int labels = 0;
        while (history.hasNext()) {
            Fact fact = history.next();
            if (fact instanceof Fact.Wrote wrote) {
                written.put(wrote.messageId(), wrote);
            } else if (fact instanceof Fact.Corrected said) {
                Fact.Wrote wrote = written.get(said.messageId());
                assertThat(wrote).isNotNull();
                messages.append(EventJson.mapper()
                                .writeValueAsString(Map.of(
                                        "message_id",
                                        run + wrote.messageId(),
                                        "text",
                                        wrote.text(),
                                        "received_at",
                                        wrote.at().plus(since).toString())))
                        .append('\n');
                corrections
                        .append(String.join(
                                ",",
                                run + said.messageId(),
                                said.intent(),
                                "back-office",
                                '"' + said.template().replace("\"", "\"\"") + '"',
                                said.at().plus(since).toString()))
                        .append('\n');
                labels++;
            }
        }
        return labels;
    }

    private static String firstOf(StringBuilder corrections) {
        String first = corrections.toString().split("\n", 3)[1];
        return first.substring(0, first.indexOf(','));
    }

    private JsonNode imported(String kind, StringBuilder file, int number) {
        ApiResponse started = platform.operator()
                .with("Content-Type", "application/octet-stream")
                .post("/admin/v1/imports?kind=" + kind, file.toString().getBytes(UTF_8));
        assertThat(started.status()).as(started.text()).isEqualTo(202);
        String path = "/admin/v1/imports/" + started.json().path("id").asString();
        await().atMost(DONE)
                .until(() -> platform.operator()
                        .get(path)
                        .json()
                        .path("state")
                        .asString()
                        .equals("SUCCEEDED"));
        JsonNode report = platform.operator().get(path).json();
        assertThat(report.at("/counts/imported").asInt()).as(report.toString()).isEqualTo(number);
        return report;
    }

    private void order() {
        ApiResponse answer = platform.operator()
                .post(
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
                                        Instant.now().minusSeconds(86_400).toString(),
                                        "lines",
                                        List.of(Map.of(
                                                "line_id",
                                                "l1",
                                                "item_id",
                                                "kettle-" + run,
                                                "title",
                                                "Kettle",
                                                "quantity",
                                                1,
                                                "unit_price",
                                                Map.of("amount", "30.00", "currency", "CNY")))))));
        assertThat(answer.json().path("accepted").asInt()).as(answer.text()).isEqualTo(1);
    }

    private JsonNode write(String text) {
        ApiResponse answer = writer().post("/api/v1/messages", message(text));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.json();
    }

    private ApiClient writer() {
        return platform.storefront()
                .with(
                        "X-User-Token",
                        new UserTokenSigner(platform.stack().keys().userTokenSecret(), Clock.systemUTC()).sign(user));
    }

    private Map<String, Object> message(String text) {
        return Map.of("message_id", UUID.randomUUID().toString(), "user_id", user, "text", text);
    }

    @Test
    void areRefusedByFieldWhereTheyAreNone() {
        for (String text : List.of("", "  ", "x".repeat(20_001))) {
            ApiResponse answer = writer().post("/api/v1/messages", message(text));
            assertThat(answer.status()).as(answer.text()).isEqualTo(400);
            assertThat(answer.json().at("/errors/0/name").asString("")).isEqualTo("text");
        }
        assertThat(platform.storefront()
                        .post("/api/v1/messages", message("hello"))
                        .status())
                .isEqualTo(403);
        for (String text : List.of("🙂🙂🙂", "x".repeat(20_000), "<p>where is <b>it</b></p>", "where is it 谢谢")) {
            assertThat(write(text).path("state").asString("")).as(text).isIn("WAITING_FOR_PERSON", "DECIDED");
        }
    }

    @Test
    void aReturnPolicyWithAGapOrAnOverlapIsRefusedNamingBothRules() {
        for (String[] wrong : new String[][] {{"15", "gap"}, {"13", "overlaps"}}) {
            ApiResponse answer = platform.operator().post("/admin/v1/return-policies", """
                    {"policy_id":"wrong-%s","effective_from":"2026-01-01T00:00:00Z","rules":[
                    {"rule_id":"early","outcome":"refund","from_day":0,"to_day":14},
                    {"rule_id":"late","outcome":"refund","from_day":%s}]}""".formatted(run, wrong[0]));

            assertThat(answer.status()).as(answer.text()).isEqualTo(400);
            assertThat(answer.json().at("/errors/0/message").asString(""))
                    .as(answer.text())
                    .contains(wrong[1], "'early'", "'late'");
        }
    }
}
