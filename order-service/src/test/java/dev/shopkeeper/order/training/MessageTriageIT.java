package dev.shopkeeper.order.training;

import static dev.shopkeeper.order.eligibility.PolicyUploads.policy;
import static dev.shopkeeper.order.eligibility.PolicyUploads.usual;
import static dev.shopkeeper.order.orders.OrderUploads.line;
import static dev.shopkeeper.order.orders.OrderUploads.newId;
import static dev.shopkeeper.order.orders.OrderUploads.order;
import static dev.shopkeeper.order.orders.OrderUploads.upload;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.shopkeeper.events.MessageReceived;
import dev.shopkeeper.events.ReturnDecided;
import dev.shopkeeper.events.Topic;
import dev.shopkeeper.learning.Gate;
import dev.shopkeeper.learning.InsufficientDataException;
import dev.shopkeeper.learning.Split;
import dev.shopkeeper.learning.TrainingProgress;
import dev.shopkeeper.order.triage.LabelledText;
import dev.shopkeeper.order.triage.Letters;
import dev.shopkeeper.order.triage.TriageModel;
import dev.shopkeeper.starter.security.Role;
import dev.shopkeeper.testing.PlatformTest;
import dev.shopkeeper.testing.decision.DecisionContract;
import dev.shopkeeper.testing.http.ApiClient;
import dev.shopkeeper.testing.http.ApiResponse;
import dev.shopkeeper.testing.kafka.KafkaProbe;
import dev.shopkeeper.testing.kafka.ProbedRecord;
import dev.shopkeeper.testing.schema.SchemaAssert;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;

@PlatformTest
class MessageTriageIT {

    private static final String MODEL = "/admin/v1/order/models/" + MessageTriage.NAME;
    private static final Duration DONE = Duration.ofMinutes(3);
    private static final int PAGE = 400;

    private final ApiClient anybody;
    private final ApiClient api;
    private final JdbcTemplate jdbc;
    private final KafkaProbe kafka;
    private final MessageTriage definition;

    @Autowired
    MessageTriageIT(ApiClient api, JdbcTemplate jdbc, KafkaProbe kafka, MessageTriage definition) {
        this.anybody = api;
        this.api = api.as(Role.OPERATOR);
        this.jdbc = jdbc;
        this.kafka = kafka;
        this.definition = definition;
    }

    @BeforeEach
    void empty() {
        jdbc.execute("truncate message, message_correction");
    }

    /** The other tests of this module have no champion. */
    @AfterEach
    void withdraw() {
        while (!api.get(MODEL).json().path("champion_version").asString("").equals("none")) {
            ApiResponse answer = anybody.as(Role.ADMIN).post(MODEL + "/rollback", Map.of("reason", "end of the test"));
            assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        }
        await().atMost(DONE)
                .until(() -> api.get(MODEL)
                        .json()
                        .path("serving_version")
                        .asString("")
                        .equals("none"));
    }

    /** Letters and what people say of them, by the doors through which a shop tells it. */
    private void learnFrom(List<LabelledText> letters) {
        Instant at = Instant.now().minusSeconds(3_600);
        List<Map<String, Object>> messages = new ArrayList<>();
        List<Map<String, Object>> corrections = new ArrayList<>();
        for (LabelledText letter : letters) {
            String id = newId("letter");
            messages.add(Map.of("message_id", id, "text", letter.text(), "received_at", at.toString()));
            corrections.add(Map.of(
                    "message_id", id,
                    "intent", letter.label(),
                    "corrected_by", "clerk",
                    "group", letter.group(),
                    "corrected_at", at.plusSeconds(60).toString()));
        }
        for (int from = 0; from < messages.size(); from += PAGE) {
            int to = Math.min(messages.size(), from + PAGE);
            accept("/admin/v1/messages", Map.of("messages", messages.subList(from, to)), to - from);
            accept("/admin/v1/messages/corrections", Map.of("corrections", corrections.subList(from, to)), to - from);
        }
    }

    private void accept(String path, Map<String, Object> body, int number) {
        ApiResponse answer = api.post(path, body);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.json().path("accepted").asInt()).as(answer.text()).isEqualTo(number);
    }

    private JsonNode train() {
        ApiResponse asked = api.post(MODEL + "/runs", Map.of("seed", 3));
        assertThat(asked.status()).as(asked.text()).isEqualTo(202);
        String id = asked.json().path("id").stringValue();
        JsonNode[] run = new JsonNode[1];
        await().atMost(DONE).until(() -> {
            run[0] = api.get("/admin/v1/order/runs/" + id).json();
            return Set.of("champion", "rejected", "failed", "cancelled")
                    .contains(run[0].path("state").asString(""));
        });
        await().atMost(DONE)
                .until(() -> !api.get(MODEL)
                                .json()
                                .path("serving_version")
                                .asString("")
                                .equals("none")
                        || !run[0].path("state").asString("").equals("champion"));
        return run[0];
    }

    private JsonNode write(String user, String text, Map<String, Object> more) {
        Map<String, Object> body = new HashMap<>(more);
        body.putIfAbsent("message_id", newId("m"));
        body.put("user_id", user);
        body.put("text", text);
        ApiResponse answer = anybody.speakingFor(user).post("/api/v1/messages", body);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.json();
    }

    @Test
    void becomesChampionAndReadsWhatIsWritten() {
        // given
        String order = newId("ORD-1");
        String another = newId("ORD-2");
        assertThat(api.post("/admin/v1/orders", upload(order(order, line("l1", 1, "30.00"))))
                        .status())
                .isEqualTo(200);
        api.post("/admin/v1/orders", upload(order(another, line("l1", 1, "30.00"))));
        String jane = "u-" + order;
        JsonNode before = write(jane, "where is my kettle", Map.of());
        assertThat(before.path("degraded_reason").asString("")).isEqualTo("no_champion");
        assertThat(before.path("state").asString("")).isEqualTo("WAITING_FOR_PERSON");
        learnFrom(Letters.write(12, 1));

        // when
        JsonNode run = train();

        // then
        assertThat(run.path("state").stringValue()).as(run.toString()).isEqualTo("champion");
        readsAtOnce(jane, order);
        usesNoOrderOfAnother(jane, another);
        handsOverWhatItDoesNotKnow(jane);
        isToldOnItsTopic(jane, order);
        answersTheSameToTheSameMessage(jane);
        returnsOnceWhateverIsWritten();
        asksAPersonWhereAQuestionIsOpen();

        isTrainedAnewOnceEnoughWasCorrected();

        // and: whose request waits for an answer waits on, whatever version reads
        assertThat(jdbc.queryForList(
                        "select distinct state from message where user_id like 'u-ORD-3%' and verdict ->> 'cause' in"
                                + " ('WHICH_ORDER', 'WHICH_ITEM', 'HOW_MANY')",
                        String.class))
                .containsExactly("WAITING_FOR_PERSON");
        assertThat(jdbc.queryForObject(
                        "select count(*) from message where user_id like 'u-ORD-3%' and verdict ->> 'cause' in"
                                + " ('WHICH_ORDER', 'WHICH_ITEM', 'HOW_MANY')",
                        Integer.class))
                .isEqualTo(3);

        // and: what waited is read too
        String path = "/admin/v1/messages/" + before.path("message_id").asString("");
        await().atMost(DONE).until(() -> api.get(path).json().has("decision"));
        assertThat(api.get(path).json().at("/intents/0/intent").asString("")).isEqualTo("order_status");
    }

    private void readsAtOnce(String jane, String order) {
        String text = "你好，订单" + order + "帮我取消水壶，电话13812345678";
        JsonNode chinese = write(jane, text, Map.of());
        assertThat(chinese.at("/intents/0/intent").asString(""))
                .as(chinese.toString())
                .isEqualTo("cancel");
        assertThat(chinese.path("degraded").asBoolean(true)).isFalse();
        assertThat(chinese.path("model").asString("")).isEqualTo(MessageTriage.NAME);
        assertThat(chinese.path("decision").asString("")).isEqualTo("AUTO");
        assertThat(chinese.path("state").asString("")).isEqualTo("DECIDED");
        assertThat(chinese.path("about_order_id").asString("")).isEqualTo(order);
        JsonNode number = chinese.at("/entities/0");
        assertThat(text.substring(number.path("from").asInt(), number.path("to").asInt()))
                .isEqualTo(order);
        assertThat(number.path("standing").asString("")).isEqualTo("OWN");
        assertThat(chinese.at("/entities/1/value").asString("")).isEqualTo("+8613812345678");

        JsonNode english = write(jane, "please cancel my order of the shoes", Map.of("order_id", order));
        assertThat(english.at("/intents/0/intent").asString("")).isEqualTo("cancel");
        assertThat(english.path("about_order_id").asString("")).isEqualTo(order);
        BigDecimal sum = BigDecimal.ZERO;
        for (JsonNode reason : english.at("/explanation/reasons")) {
            sum = sum.add(reason.path("contribution").decimalValue());
        }
        assertThat(sum).isEqualByComparingTo(english.at("/explanation/total").decimalValue());
        assertThat(english.at("/explanation/reasons/0/subject").asString("")).contains("cancel");
        assertThat(english.at("/explanation/reasons/0/text").asString("")).contains("speaks for a cancellation");
        String id = english.path("message_id").asString("");
        assertThat(api.with("Accept-Language", "zh")
                        .get("/admin/v1/messages/" + id)
                        .json()
                        .at("/explanation/summary")
                        .asString(""))
                .contains("取消订单");
        DecisionContract.of(api, "/admin/v1/messages/" + id)
                .deciding("/explanation/total")
                .documentedAs("/admin/v1/messages/{id}", api)
                .inTwoLanguages()
                .tests()
                .forEach(test -> {
                    try {
                        test.getExecutable().execute();
                    } catch (Throwable e) {
                        throw new AssertionError(test.getDisplayName(), e);
                    }
                });
    }

    private void usesNoOrderOfAnother(String jane, String another) {
        JsonNode message = write(jane, "I want to return the shoes, it is broken. order " + another, Map.of());

        assertThat(message.path("decision").asString("")).isEqualTo("REVIEW");
        assertThat(message.path("cause").asString("")).isEqualTo("ORDER_OF_ANOTHER");
        assertThat(message.has("about_order_id")).isFalse();
        assertThat(message.at("/entities/0/standing").asString("")).isEqualTo("NOT_PROVEN");
        assertThat(message.at("/explanation/summary").asString("")).contains("not proven to be this person's");
        assertThat(message.toString()).doesNotContain("u-" + another);
    }

    private void handsOverWhatItDoesNotKnow(String jane) {
        for (String text : List.of(
                "I don't want to return the shoes",
                "我不想退货",
                "qwxz vbnm",
                "What is the boiling point of tungsten?",
                "🙂🙂🙂",
                "<p>🙂</p>",
                "x".repeat(20_000),
                "发票开错了")) {
            JsonNode message = write(jane, text, Map.of());
            assertThat(message.path("state").asString(""))
                    .as(message.toString())
                    .isEqualTo("WAITING_FOR_PERSON");
            assertThat(message.path("decision").asString("")).isNotEqualTo("AUTO");
            assertThat(message.at("/intents/0/probability").asDouble()).isLessThan(0.95);
        }
        JsonNode html = write(jane, "<p>please <b>cancel</b> my order of the&nbsp;jacket</p>", Map.of());
        assertThat(html.at("/intents/0/intent").asString("")).isEqualTo("cancel");
        JsonNode mixed = write(jane, "please 取消 my order of the jacket 谢谢", Map.of());
        assertThat(mixed.path("language").asString("")).isEqualTo("mixed");
        assertThat(mixed.at("/intents/0/intent").asString("")).isEqualTo("cancel");
    }

    private void isToldOnItsTopic(String jane, String order) {
        write(jane, "where is my jacket", Map.of("order_id", order, "message_id", "told-" + order));

        ProbedRecord told = kafka.await(
                Topic.ORDER_NAME,
                record -> record.type().equals(MessageReceived.TYPE)
                        && record.as(MessageReceived.class).messageId().equals("told-" + order));

        SchemaAssert.assertValid(told);
        assertThat(told.as(MessageReceived.class).intent()).isEqualTo("order_status");
        assertThat(told.as(MessageReceived.class).confidence()).isBetween(0.5, 1.0);
        assertThat(told.text()).doesNotContain("jacket");
    }

    private void answersTheSameToTheSameMessage(String jane) {
        String id = newId("m");
        JsonNode first =
                write(jane, "where is my lamp", Map.of("message_id", id, "received_at", "2026-11-01T00:00:00Z"));

        assertThat(write(jane, "where is my lamp", Map.of("message_id", id, "received_at", "2026-11-01T00:00:00Z")))
                .isEqualTo(first);
        ApiResponse other = anybody.speakingFor(jane)
                .post("/api/v1/messages", Map.of("message_id", id, "user_id", jane, "text", "another secret"));
        assertThat(other.status()).isEqualTo(409);
        assertThat(other.text()).contains("message-known").doesNotContain("secret");
    }

    private void isTrainedAnewOnceEnoughWasCorrected() {
        // what was corrected before there was a champion is not counted, or was asked for already
        await().atMost(DONE)
                .until(() -> jdbc.queryForObject(
                        "select last_correction_id = (select max(correction_id) from message_correction)"
                                + " from triage_training",
                        Boolean.class));
        assertThat(askedForByCorrections()).isEmpty();

        learnFrom(Letters.write(6, 3));

        await().atMost(DONE)
                .until(() -> askedForByCorrections().stream()
                        .anyMatch(state ->
                                Set.of("champion", "rejected", "failed").contains(state)));
        assertThat(askedForByCorrections()).hasSize(1).doesNotContain("failed");
    }

    private List<String> askedForByCorrections() {
        return jdbc.queryForList("select state from training_run where requested_by = 'corrections'", String.class);
    }

    @SafeVarargs
    private String recentOrder(Map<String, Object>... lines) {
        String id = newId("ORD-3");
        Map<String, Object> order = order(id, lines);
        order.put("placed_at", Instant.now().minusSeconds(200_000).toString());
        assertThat(api.post("/admin/v1/orders", upload(order)).status()).isEqualTo(200);
        return id;
    }

    private static Map<String, Object> item(String line, long quantity, String title) {
        Map<String, Object> item = line(line, quantity, "10.00");
        item.put("title", title);
        return item;
    }

    private void returnsOnceWhateverIsWritten() {
        jdbc.update("update order_return set policy_version = null");
        jdbc.update("delete from return_policy");
        assertThat(api.post("/admin/v1/return-policies", policy("p", "2026-01-01T00:00:00Z", usual()))
                        .status())
                .isEqualTo(201);
        String order = recentOrder(item("l1", 1, "English kettle"), item("l2", 1, "Blue shoes"));
        String user = "u-" + order;
        String text = "I want to return the kettle, it is broken";

        // when the same words come under two ids, at once
        List<JsonNode> answers = Stream.of(1, 2)
                .parallel()
                .map(any -> write(user, text, Map.of("order_id", order)))
                .toList();

        // then it is asked for and approved once
        for (JsonNode answer : answers) {
            assertThat(answer.path("return_id").asString(""))
                    .as(answer.toString())
                    .isEqualTo(answers.getFirst().path("return_id").asString(""));
            assertThat(answer.path("return_state").asString("")).isEqualTo("APPROVED");
            assertThat(answer.path("decision").asString("")).isEqualTo("AUTO");
            assertThat(answer.at("/entities/0/kind").asString("")).isEqualTo("item");
            assertThat(answer.at("/entities/0/value").asString("")).isEqualTo("l1");
        }
        String id = answers.getFirst().path("return_id").asString("");
        assertThat(returnsOf(order)).containsExactly(id);
        assertThat(kafka.readAll(Topic.ORDER_NAME).stream()
                        .filter(record ->
                                order.equals(record.key()) && record.type().equals(ReturnDecided.TYPE))
                        .count())
                .isLessThanOrEqualTo(1);

        // and refunded once when the goods are told back
        ApiResponse first = api.post("/admin/v1/returns/" + id + "/complete", Map.of());
        ApiResponse second = api.post("/admin/v1/returns/" + id + "/complete", Map.of());
        assertThat(first.json().at("/refunded/amount").asString("")).isEqualTo("7.00");
        assertThat(second.status()).isEqualTo(409);
        assertThat(api.get("/admin/v1/orders/" + order)
                        .json()
                        .at("/refunded/amount")
                        .asString(""))
                .isEqualTo("7.00");
        JsonNode late = write(user, text, Map.of("order_id", order));
        assertThat(late.path("return_id").asString("")).isEqualTo(id);
        assertThat(returnsOf(order)).containsExactly(id);

        // and an upload of both at once is asked for once too
        String other = recentOrder(item("l1", 1, "茶壶"));
        Map<String, Object> upload = Map.of(
                "messages",
                Stream.of("a-", "b-")
                        .map(prefix -> Map.of(
                                "message_id",
                                newId(prefix),
                                "user_id",
                                "u-" + other,
                                "order_id",
                                other,
                                "text",
                                "茶壶质量很差，想退货",
                                "received_at",
                                Instant.now().minusSeconds(5).toString()))
                        .toList());
        accept("/admin/v1/messages", upload, 2);
        assertThat(returnsOf(other)).hasSize(1);
    }

    private List<String> returnsOf(String order) {
        return jdbc.queryForList("select return_id from order_return where order_id = ?", String.class, order);
    }

    private void asksAPersonWhereAQuestionIsOpen() {
        String two = recentOrder(item("l1", 1, "English kettle"), item("l2", 1, "Blue shoes"));
        String many = recentOrder(item("l1", 3, "Blue shoes"));
        String text = "I want to return the lamp, it is broken";

        assertThat(cause("u-" + two, text, Map.of("order_id", two))).isEqualTo("WHICH_ITEM");
        assertThat(cause("u-" + two, text, Map.of())).isEqualTo("WHICH_ORDER");
        assertThat(cause("u-" + many, text, Map.of("order_id", many))).isEqualTo("HOW_MANY");
        assertThat(returnsOf(two)).isEmpty();
        assertThat(returnsOf(many)).isEmpty();
        JsonNode some =
                write("u-" + many, "I want to return 2 pairs of the shoes, it is broken", Map.of("order_id", many));
        assertThat(some.at("/entities/0/kind").asString("")).isEqualTo("quantity");
        assertThat(returnsOf(many)).hasSize(1);
    }

    private String cause(String user, String text, Map<String, Object> more) {
        JsonNode message = write(user, text, more);
        assertThat(message.path("state").asString("")).as(message.toString()).isEqualTo("WAITING_FOR_PERSON");
        return message.path("cause").asString("");
    }

    @Test
    void aPersonWritesForThemselvesAlone() {
        Map<String, Object> body = Map.of("message_id", newId("m"), "user_id", "jane", "text", "hello");

        assertThat(anybody.as(Role.STOREFRONT).post("/api/v1/messages", body).status())
                .isEqualTo(403);
        assertThat(anybody.speakingFor("john").post("/api/v1/messages", body).status())
                .isEqualTo(403);
        assertThat(anybody.speakingFor("jane").post("/api/v1/messages", body).status())
                .isEqualTo(200);
        ApiResponse empty = anybody.speakingFor("jane")
                .post("/api/v1/messages", Map.of("message_id", newId("m"), "user_id", "jane", "text", "  "));
        assertThat(empty.status()).isEqualTo(400);
        assertThat(empty.text()).contains("\"text\"");
    }

    @Test
    void keepsWhatPeopleSayAndTheLatestCounts() {
        String id = newId("m");
        accept(
                "/admin/v1/messages",
                Map.of(
                        "messages",
                        List.of(Map.of("message_id", id, "text", "退吗", "received_at", "2026-03-01T00:00:00Z"))),
                1);
        String path = "/admin/v1/messages/" + id + "/corrections";

        api.post(path, Map.of("intent", "exchange", "corrected_by", "ann"));
        JsonNode corrected = api.post(path, Map.of("intent", "return", "corrected_by", "bob"))
                .json();

        assertThat(corrected.path("corrected_intent").asString("")).isEqualTo("return");
        assertThat(corrected.path("state").asString("")).isEqualTo("RESOLVED");
        assertThat(corrected.path("resolved_by").asString("")).isEqualTo("ann");
        ApiResponse unknownIntent = api.post(path, Map.of("intent", "refnud", "corrected_by", "ann"));
        assertThat(unknownIntent.status()).isEqualTo(400);
        assertThat(unknownIntent.text()).contains("intent", "refnud", "not_received");
        assertThat(api.post("/admin/v1/messages/nobody/corrections", Map.of("intent", "return", "corrected_by", "ann"))
                        .status())
                .isEqualTo(404);
        Map<String, Object> same = Map.of(
                "message_id", id, "intent", "return", "corrected_by", "ann", "corrected_at", "2026-03-02T00:00:00Z");
        Map<String, Object> nobodys = Map.of(
                "message_id",
                "nobody",
                "intent",
                "return",
                "corrected_by",
                "ann",
                "corrected_at",
                "2026-03-02T00:00:00Z");
        ApiResponse bulk =
                api.post("/admin/v1/messages/corrections", Map.of("corrections", List.of(same, same, nobodys)));
        assertThat(bulk.text()).contains("nobody", "unknown message");
        assertThat(jdbc.queryForObject("select count(*) from message_correction", Integer.class))
                .isEqualTo(3);
    }

    @Test
    void refusesToLearnFromTooLittleAndSaysWhatThereIs() {
        learnFrom(Letters.write(1, 1));

        assertThatThrownBy(() -> definition.load(definition.options()))
                .isInstanceOf(InsufficientDataException.class)
                .hasMessageContaining("return=")
                .hasMessageContaining("at least 200");
    }

    @Test
    void isRejectedWhereLabelsWereShuffled() {
        List<LabelledText> letters = Letters.write(12, 2);
        List<String> labels =
                new ArrayList<>(letters.stream().map(LabelledText::label).toList());
        Collections.shuffle(labels, new Random(1));
        List<LabelledText> shuffled = new ArrayList<>();
        for (int i = 0; i < labels.size(); i++) {
            shuffled.add(new LabelledText(
                    letters.get(i).text(), labels.get(i), letters.get(i).group()));
        }

        assertThat(judge(letters).passed()).as(judge(letters).reason()).isTrue();
        assertThat(judge(shuffled).passed()).as(judge(shuffled).reason()).isFalse();
    }

    private Gate.Verdict judge(List<LabelledText> letters) {
        Split<List<LabelledText>> split = definition.split(letters, definition.options());
        TriageModel model = definition.train(split.training(), definition.options(), 1, TrainingProgress.SILENT);
        return definition
                .gate()
                .judge(
                        definition.evaluate(model, split, TrainingProgress.SILENT),
                        definition.evaluateBaseline(split, TrainingProgress.SILENT));
    }
}
