package dev.shopkeeper.order.training;

import static dev.shopkeeper.order.eligibility.PolicyUploads.policy;
import static dev.shopkeeper.order.eligibility.PolicyUploads.usual;
import static dev.shopkeeper.order.orders.OrderUploads.newId;
import static dev.shopkeeper.order.orders.OrderUploads.order;
import static dev.shopkeeper.order.orders.OrderUploads.upload;
import static dev.shopkeeper.order.training.TriageStage.DONE;
import static dev.shopkeeper.order.training.TriageStage.item;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.shopkeeper.events.MessageReceived;
import dev.shopkeeper.events.ReturnDecided;
import dev.shopkeeper.events.Topic;
import dev.shopkeeper.order.OrderApplication;
import dev.shopkeeper.order.triage.Letters;
import dev.shopkeeper.starter.security.Role;
import dev.shopkeeper.testing.PlatformTest;
import dev.shopkeeper.testing.http.ApiClient;
import dev.shopkeeper.testing.http.ApiResponse;
import dev.shopkeeper.testing.infrastructure.Database;
import dev.shopkeeper.testing.kafka.KafkaProbe;
import dev.shopkeeper.testing.kafka.ProbedRecord;
import dev.shopkeeper.testing.process.ServiceProcess;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;

/** What a message asks for is done once, by the shop's policy, or handed to a person with the question that is open. */
@PlatformTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MessageReturnsIT {

    private static final String TEXT = "I want to return the kettle, it is broken";

    private final ApiClient api;
    private final JdbcTemplate jdbc;
    private final KafkaProbe kafka;
    private final Database database;
    private final TriageStage stage;

    @TempDir
    private Path folder;

    @Autowired
    MessageReturnsIT(ApiClient api, JdbcTemplate jdbc, KafkaProbe kafka, Database database) {
        this.api = api.as(Role.OPERATOR);
        this.jdbc = jdbc;
        this.kafka = kafka;
        this.database = database;
        this.stage = new TriageStage(api, jdbc);
    }

    @BeforeAll
    void learn() {
        stage.empty();
        stage.learnFrom(Letters.write(12, 1));
        JsonNode run = stage.train(3);
        assertThat(run.path("state").stringValue()).as(run.toString()).isEqualTo("champion");
        jdbc.update("update order_return set policy_version = null");
        jdbc.update("delete from return_policy");
        ApiResponse stored = api.post("/admin/v1/return-policies", policy("p", "2026-01-01T00:00:00Z", usual()));
        assertThat(stored.status()).as(stored.text()).isEqualTo(201);
    }

    @AfterAll
    void leave() {
        stage.withdraw();
    }

    private List<String> returnsOf(String order) {
        return jdbc.queryForList("select return_id from order_return where order_id = ?", String.class, order);
    }

    @Test
    void areAskedForApprovedAndRefundedOnceThoughTheWordsComeTwiceAtOnce() {
        // given
        String order = stage.recentOrder(item("l1", 1, "English kettle"), item("l2", 1, "Blue shoes"));
        String user = "u-" + order;

        // when
        List<JsonNode> answers = Stream.of(1, 2)
                .parallel()
                .map(any -> stage.write(user, TEXT, Map.of("order_id", order)))
                .toList();

        // then
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
        await().atMost(DONE).until(() -> told(order, ReturnDecided.TYPE).count() == 1);

        // when the goods are told back twice
        ApiResponse first = api.post("/admin/v1/returns/" + id + "/complete", Map.of());
        ApiResponse second = api.post("/admin/v1/returns/" + id + "/complete", Map.of());

        // then
        assertThat(first.json().at("/refunded/amount").asString("")).isEqualTo("7.00");
        assertThat(second.status()).isEqualTo(409);
        assertThat(api.get("/admin/v1/orders/" + order)
                        .json()
                        .at("/refunded/amount")
                        .asString(""))
                .isEqualTo("7.00");
        JsonNode late = stage.write(user, TEXT, Map.of("order_id", order));
        assertThat(late.path("return_id").asString("")).isEqualTo(id);
        assertThat(returnsOf(order)).containsExactly(id);
    }

    private Stream<ProbedRecord> told(String order, String type) {
        return kafka.readAll(Topic.ORDER_NAME).stream()
                .filter(record -> order.equals(record.key()) && record.type().equals(type));
    }

    @Test
    void areAskedForOnceThoughOneUploadHoldsTheWordsTwice() {
        String order = stage.recentOrder(item("l1", 1, "茶壶"));
        Map<String, Object> upload = Map.of(
                "messages",
                Stream.of("a-", "b-")
                        .map(prefix -> Map.of(
                                "message_id",
                                newId(prefix),
                                "user_id",
                                "u-" + order,
                                "order_id",
                                order,
                                "text",
                                "茶壶质量很差，想退货",
                                "received_at",
                                Instant.now().minusSeconds(5).toString()))
                        .toList());

        stage.accept("/admin/v1/messages", upload, 2);

        assertThat(returnsOf(order)).hasSize(1);
    }

    @Test
    void askAPersonWhereAQuestionIsOpenAndWaitWhateverVersionReads() {
        // given
        String two = stage.recentOrder(item("l1", 1, "English kettle"), item("l2", 1, "Blue shoes"));
        stage.recentOrderOf("u-" + two, item("l1", 1, "English kettle"));
        String many = stage.recentOrder(item("l1", 3, "Blue shoes"));
        String text = "I want to return the lamp, it is broken";

        // then
        assertThat(cause("u-" + two, text, Map.of("order_id", two))).isEqualTo("WHICH_ITEM");
        assertThat(cause("u-" + two, text, Map.of())).isEqualTo("WHICH_ORDER");
        assertThat(cause("u-" + many, text, Map.of("order_id", many))).isEqualTo("HOW_MANY");
        assertThat(returnsOf(two)).isEmpty();
        assertThat(returnsOf(many)).isEmpty();
        JsonNode some = stage.write(
                "u-" + many, "I want to return 2 pairs of the shoes, it is broken", Map.of("order_id", many));
        assertThat(some.at("/entities/0/kind").asString("")).isEqualTo("quantity");
        assertThat(returnsOf(many)).hasSize(1);

        // when another version reads what waits
        String unread =
                stage.write("u-" + two, "发票开错了", Map.of()).path("message_id").asString("");
        String path = "/admin/v1/messages/" + unread;
        String version = api.get(path).json().path("model_version").asString("");
        JsonNode run = stage.train(4);
        assertThat(run.path("state").stringValue()).as(run.toString()).isEqualTo("champion");
        await().atMost(DONE)
                .until(() -> !api.get(path)
                        .json()
                        .path("model_version")
                        .asString(version)
                        .equals(version));

        // then
        assertThat(jdbc.queryForList(
                        "select state from message where user_id in (?, ?) and verdict ->> 'cause' in"
                                + " ('WHICH_ORDER', 'WHICH_ITEM', 'HOW_MANY')",
                        String.class,
                        "u-" + two,
                        "u-" + many))
                .containsExactly("WAITING_FOR_PERSON", "WAITING_FOR_PERSON", "WAITING_FOR_PERSON");
    }

    @Test
    void areAskedForByPlainWordsOnly() {
        String order = stage.recentOrder(item("l1", 1, "English kettle"));
        String user = "u-" + order;

        for (String text : List.of(
                "I do want to return the kettle, it is broken, if it does not arrive",
                "can I return the kettle, it is broken",
                "撤回退款申请 水壶")) {
            JsonNode message = stage.write(user, text, Map.of("order_id", order));
            assertThat(message.path("state").asString(""))
                    .as(message.toString())
                    .isEqualTo("WAITING_FOR_PERSON");
        }
        JsonNode quoted = stage.write(
                user, "where is the kettle\n\n> I want to return the kettle, it is broken", Map.of("order_id", order));
        assertThat(quoted.at("/intents/0/intent").asString("")).isEqualTo("order_status");
        assertThat(returnsOf(order)).isEmpty();
    }

    @Test
    void areOfTheWritersOnlyOrderWhereNoneIsNamedAndOfNoneWhereTwoAre() {
        String first = stage.recentOrder(item("l1", 1, "English kettle"));
        String user = "u-" + first;
        JsonNode only = stage.write(user, TEXT, Map.of());
        assertThat(only.path("about_order_id").asString("")).as(only.toString()).isEqualTo(first);
        assertThat(returnsOf(first)).hasSize(1);

        String second = stage.recentOrderOf(user, item("l1", 1, "English kettle"));
        String third = stage.recentOrderOf(user, item("l1", 1, "English kettle"));
        assertThat(cause(user, TEXT + " order " + second + " and " + third, Map.of()))
                .isEqualTo("WHICH_ORDER");
        assertThat(cause(user, TEXT, Map.of())).isEqualTo("WHICH_ORDER");
        JsonNode small = stage.write(user, TEXT + " order " + second.toLowerCase(Locale.ROOT), Map.of());
        assertThat(small.path("about_order_id").asString(""))
                .as(small.toString())
                .isEqualTo(second);
    }

    @Test
    void areNotSwallowedByAnotherReturnOfTheOrder() {
        String order = stage.recentOrder(item("l1", 1, "English kettle"), item("l2", 1, "Blue shoes"));
        String user = "u-" + order;
        stage.write(user, TEXT, Map.of("order_id", order));

        JsonNode shoes = stage.write(user, "I want to return the shoes, it is broken", Map.of("order_id", order));

        assertThat(returnsOf(order)).hasSize(2).contains(shoes.path("return_id").asString(""));
        String other = stage.recentOrder(item("l1", 1, "English kettle"), item("l2", 1, "Blue shoes"));
        assertThat(cause("u-" + other, TEXT + ", and the rest", Map.of("order_id", other)))
                .isEqualTo("WHICH_ITEM");
    }

    @Test
    void areLeftToAPersonWhereNothingWasSentOrThePolicyRefuses() {
        String order = newId("ORD-4");
        api.post("/admin/v1/orders", upload(order(order, item("l1", 1, "English kettle"))));
        assertThat(cause("u-" + order, TEXT, Map.of("order_id", order))).isEqualTo("NOT_SENT");

        // placed long before, the window is over
        api.post("/admin/v1/orders/" + order + "/ship", Map.of("shipped_at", "2026-03-02T00:00:00Z"));
        JsonNode late = stage.write("u-" + order, TEXT, Map.of("order_id", order));
        assertThat(late.path("cause").asString("")).as(late.toString()).isEqualTo("POLICY_REFUSES");
        assertThat(late.path("return_state").asString("")).isEqualTo("REQUESTED");
        assertThat(late.path("state").asString("")).isEqualTo("WAITING_FOR_PERSON");
    }

    @Test
    void areSeenToByAPersonWhereTheyWereWrittenLongAgo() {
        String order = stage.recentOrder(item("l1", 1, "English kettle"));
        String id = newId("old");
        Map<String, Object> old = Map.of(
                "message_id",
                id,
                "user_id",
                "u-" + order,
                "order_id",
                order,
                "text",
                TEXT,
                "received_at",
                Instant.now().minusSeconds(100_000).toString());

        stage.accept("/admin/v1/messages", Map.of("messages", List.of(old)), 1);

        assertThat(api.get("/admin/v1/messages/" + id).json().path("cause").asString(""))
                .isEqualTo("OLD_REQUEST");
        assertThat(returnsOf(order)).isEmpty();
    }

    @Test
    void canBeTakenBackUntilTheyArePaid() {
        String order = stage.recentOrder(item("l1", 1, "English kettle"));
        String id = stage.write("u-" + order, TEXT, Map.of("order_id", order))
                .path("return_id")
                .asString("");

        ApiResponse taken = api.post(
                "/admin/v1/returns/" + id + "/decide", Map.of("decision", "reject", "reason", "kept after all"));

        assertThat(taken.json().path("state").asString("")).as(taken.text()).isEqualTo("REJECTED");
        assertThat(api.post("/admin/v1/returns/" + id + "/complete", Map.of()).status())
                .isEqualTo(409);
        JsonNode again = stage.write("u-" + order, TEXT, Map.of("order_id", order));
        assertThat(again.path("return_id").asString("")).as(again.toString()).isNotEqualTo(id);
        assertThat(again.path("return_state").asString("")).isEqualTo("APPROVED");
    }

    @Test
    void ofAGuestsOrderAreTheShopsToTell() {
        String order = newId("ORD-5");
        Map<String, Object> guests = order(order, item("l1", 1, "English kettle"));
        guests.remove("user_id");
        api.post("/admin/v1/orders", upload(guests));
        String id = newId("guest");

        stage.accept(
                "/admin/v1/messages",
                Map.of(
                        "messages",
                        List.of(Map.of(
                                "message_id",
                                id,
                                "order_id",
                                order,
                                "text",
                                "where is the kettle",
                                "received_at",
                                Instant.now().minusSeconds(60).toString()))),
                1);

        JsonNode message = api.get("/admin/v1/messages/" + id).json();
        assertThat(message.path("about_order_id").asString(""))
                .as(message.toString())
                .isEqualTo(order);
    }

    private String cause(String user, String text, Map<String, Object> more) {
        JsonNode message = stage.write(user, text, more);
        assertThat(message.path("state").asString("")).as(message.toString()).isEqualTo("WAITING_FOR_PERSON");
        return message.path("cause").asString("");
    }

    /** Writers who hear nothing write again, to the process that is left. */
    @Test
    void areWholeOrNotThereWhereTheServiceIsKilledWhileItDecides() {
        // given
        List<String> orders = IntStream.range(0, 60)
                .mapToObj(i -> stage.recentOrder(item("l1", 1, "English kettle"), item("l2", 1, "Blue shoes")))
                .toList();
        List<String> ids = orders.stream().map(order -> newId("killed")).toList();
        AtomicInteger answered = new AtomicInteger();
        CompletableFuture<Void> writers = new CompletableFuture<>();

        // when
        try (ServiceProcess service = ServiceProcess.start(OrderApplication.class, database, folder)) {
            ApiClient there = ApiClient.of(service.awaitUrl());
            service.awaitWhileItRuns(() -> TriageStage.serves(there.as(Role.OPERATOR)));
            Thread.ofVirtual().start(() -> {
                try {
                    IntStream.range(0, orders.size()).parallel().forEach(i -> {
                        TriageStage.write(there, "u-" + orders.get(i), TEXT, ask(ids.get(i), orders.get(i)));
                        answered.incrementAndGet();
                    });
                    writers.complete(null);
                } catch (RuntimeException | AssertionError e) {
                    writers.completeExceptionally(e);
                }
            });
            service.awaitWhileItRuns(() -> answered.get() >= 10);
        }
        assertThat(writers).failsWithin(DONE);

        // then what is there is whole
        for (int i = 0; i < orders.size(); i++) {
            List<String> stored = jdbc.queryForList(
                    "select coalesce(return_id, 'none') from message where message_id = ?", String.class, ids.get(i));
            assertThat(stored).isEqualTo(returnsOf(orders.get(i)));
        }

        // when everybody writes again, under the same id and under another
        List<String> again = new ArrayList<>();
        for (int i = 0; i < orders.size(); i++) {
            String order = orders.get(i);
            JsonNode same = stage.write("u-" + order, TEXT, ask(ids.get(i), order));
            JsonNode other = stage.write("u-" + order, TEXT, Map.of("order_id", order));
            assertThat(same.path("return_state").asString(""))
                    .as(same.toString())
                    .isEqualTo("APPROVED");
            assertThat(other.path("return_id")).isEqualTo(same.path("return_id"));
            again.add(same.path("return_id").asString(""));
        }

        // then
        for (int i = 0; i < orders.size(); i++) {
            assertThat(returnsOf(orders.get(i))).containsExactly(again.get(i));
        }
        await().atMost(DONE)
                .until(() -> jdbc.queryForList("select id from outbox").isEmpty());
        List<ProbedRecord> records = kafka.readAll(Topic.ORDER_NAME);
        for (int i = 0; i < orders.size(); i++) {
            String order = orders.get(i);
            String id = ids.get(i);
            assertThat(records.stream()
                            .filter(record ->
                                    order.equals(record.key()) && record.type().equals(ReturnDecided.TYPE))
                            .map(ProbedRecord::id)
                            .distinct())
                    .as("decisions told of %s", order)
                    .hasSize(1);
            assertThat(records.stream()
                            .filter(record -> record.type().equals(MessageReceived.TYPE)
                                    && record.as(MessageReceived.class)
                                            .messageId()
                                            .equals(id))
                            .map(ProbedRecord::id)
                            .distinct())
                    .as("message told of %s", order)
                    .hasSize(1);
        }
    }

    private static Map<String, Object> ask(String id, String order) {
        return Map.of("message_id", id, "order_id", order);
    }
}
