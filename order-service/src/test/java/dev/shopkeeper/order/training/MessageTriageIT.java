package dev.shopkeeper.order.training;

import static dev.shopkeeper.order.orders.OrderUploads.line;
import static dev.shopkeeper.order.orders.OrderUploads.newId;
import static dev.shopkeeper.order.orders.OrderUploads.order;
import static dev.shopkeeper.order.orders.OrderUploads.upload;
import static dev.shopkeeper.order.training.TriageStage.DONE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.shopkeeper.events.MessageReceived;
import dev.shopkeeper.events.Topic;
import dev.shopkeeper.order.triage.Letters;
import dev.shopkeeper.starter.security.Role;
import dev.shopkeeper.testing.PlatformTest;
import dev.shopkeeper.testing.decision.DecisionContract;
import dev.shopkeeper.testing.http.ApiClient;
import dev.shopkeeper.testing.http.ApiResponse;
import dev.shopkeeper.testing.kafka.KafkaProbe;
import dev.shopkeeper.testing.kafka.ProbedRecord;
import dev.shopkeeper.testing.schema.SchemaAssert;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;

@PlatformTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MessageTriageIT {

    private final ApiClient anybody;
    private final ApiClient api;
    private final KafkaProbe kafka;
    private final TriageStage stage;
    private final String order = newId("ORD-1");
    private final String another = newId("ORD-2");
    private final String jane = "u-" + order;

    @Autowired
    MessageTriageIT(ApiClient api, JdbcTemplate jdbc, KafkaProbe kafka) {
        this.anybody = api;
        this.api = api.as(Role.OPERATOR);
        this.kafka = kafka;
        this.stage = new TriageStage(api, jdbc);
    }

    @BeforeAll
    void learn() {
        stage.empty();
        for (String id : List.of(order, another)) {
            assertThat(api.post("/admin/v1/orders", upload(order(id, line("l1", 1, "30.00"))))
                            .status())
                    .isEqualTo(200);
        }
        JsonNode before = stage.write(jane, "where is my kettle", Map.of());
        assertThat(before.path("degraded_reason").asString("")).isEqualTo("no_champion");
        assertThat(before.path("state").asString("")).isEqualTo("WAITING_FOR_PERSON");
        stage.learnFrom(Letters.write(12, 1));

        JsonNode run = stage.train(3);

        assertThat(run.path("state").stringValue()).as(run.toString()).isEqualTo("champion");
        // what waited is read too
        String path = "/admin/v1/messages/" + before.path("message_id").asString("");
        await().atMost(DONE).until(() -> api.get(path).json().has("decision"));
        assertThat(api.get(path).json().at("/intents/0/intent").asString("")).isEqualTo("order_status");
    }

    @AfterAll
    void leave() {
        stage.withdraw();
    }

    @Test
    void readsAtOnceAndSaysWhy() {
        String text = "你好，订单" + order + "帮我取消水壶，电话13812345678";
        JsonNode chinese = stage.write(jane, text, Map.of());
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

        JsonNode english = stage.write(jane, "please cancel my order of the shoes", Map.of("order_id", order));
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

    @Test
    void knowsAnOrderOfFewDigitsByThereBeingOne() {
        String few = "ORD-" + newId("x").replaceAll("[0-9-]", "") + "-7";
        api.post("/admin/v1/orders", upload(order(few, line("l1", 1, "30.00"))));

        JsonNode own = stage.write("u-" + few, "please cancel order " + few, Map.of());
        JsonNode anothers = stage.write(jane, "please cancel order " + few, Map.of());

        assertThat(own.path("about_order_id").asString("")).as(own.toString()).isEqualTo(few);
        assertThat(own.at("/entities/0/standing").asString("")).isEqualTo("OWN");
        assertThat(anothers.path("cause").asString("")).as(anothers.toString()).isEqualTo("ORDER_OF_ANOTHER");
        JsonNode word = stage.write(jane, "my iphone15 is broken, please cancel it", Map.of());
        assertThat(word.path("entities").size()).as(word.toString()).isZero();
    }

    @Test
    void usesNoOrderOfAnother() {
        JsonNode message = stage.write(jane, "I want to return the shoes, it is broken. order " + another, Map.of());

        assertThat(message.path("decision").asString("")).isEqualTo("REVIEW");
        assertThat(message.path("cause").asString("")).isEqualTo("ORDER_OF_ANOTHER");
        assertThat(message.has("about_order_id")).isFalse();
        assertThat(message.at("/entities/0/standing").asString("")).isEqualTo("NOT_PROVEN");
        assertThat(message.at("/explanation/summary").asString("")).contains("not proven to be this person's");
        assertThat(message.toString()).doesNotContain("u-" + another);
    }

    @Test
    void handsOverWhatItDoesNotKnow() {
        for (String text : List.of(
                "I don't want to return the shoes",
                "我不想退货",
                "qwxz vbnm",
                "What is the boiling point of tungsten?",
                "🙂🙂🙂",
                "<p>🙂</p>",
                "x".repeat(20_000),
                "发票开错了")) {
            JsonNode message = stage.write(jane, text, Map.of());
            assertThat(message.path("state").asString(""))
                    .as(message.toString())
                    .isEqualTo("WAITING_FOR_PERSON");
            assertThat(message.path("decision").asString("")).isNotEqualTo("AUTO");
            assertThat(message.at("/intents/0/probability").asDouble()).isLessThan(0.95);
        }
        JsonNode unlearnt = stage.write(jane, "hello where is the kettle, vat", Map.of());
        assertThat(unlearnt.path("cause").asString("")).isEqualTo("UNLEARNT_INTENT");
        assertThat(unlearnt.at("/intents/0/probability").asDouble()).isLessThan(0.5);
        JsonNode html = stage.write(jane, "<p>please <b>cancel</b> my order of the&nbsp;jacket</p>", Map.of());
        assertThat(html.at("/intents/0/intent").asString("")).isEqualTo("cancel");
        JsonNode mixed = stage.write(jane, "please 取消 my order of the jacket 谢谢", Map.of());
        assertThat(mixed.path("language").asString("")).isEqualTo("mixed");
        assertThat(mixed.at("/intents/0/intent").asString("")).isEqualTo("cancel");
    }

    @Test
    void isToldOnItsTopicWithoutItsText() {
        stage.write(jane, "where is my jacket", Map.of("order_id", order, "message_id", "told-" + order));

        ProbedRecord told = kafka.await(
                Topic.ORDER_NAME,
                record -> record.type().equals(MessageReceived.TYPE)
                        && record.as(MessageReceived.class).messageId().equals("told-" + order));

        SchemaAssert.assertValid(told);
        assertThat(told.as(MessageReceived.class).intent()).isEqualTo("order_status");
        assertThat(told.as(MessageReceived.class).confidence()).isBetween(0.5, 1.0);
        assertThat(told.text()).doesNotContain("jacket");
    }

    @Test
    void answersTheSameToTheSameMessage() {
        String id = newId("m");
        JsonNode first = stage.write(jane, "where is my lamp", Map.of("message_id", id));

        assertThat(stage.write(jane, "where is my lamp", Map.of("message_id", id)))
                .isEqualTo(first);
        ApiResponse other = anybody.speakingFor(jane)
                .post("/api/v1/messages", Map.of("message_id", id, "user_id", jane, "text", "another secret"));
        assertThat(other.status()).isEqualTo(409);
        assertThat(other.text()).contains("message-known").doesNotContain("secret");
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
}
