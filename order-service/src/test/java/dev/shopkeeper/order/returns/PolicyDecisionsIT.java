package dev.shopkeeper.order.returns;

import static dev.shopkeeper.order.eligibility.PolicyUploads.asked;
import static dev.shopkeeper.order.eligibility.PolicyUploads.policy;
import static dev.shopkeeper.order.eligibility.PolicyUploads.units;
import static dev.shopkeeper.order.eligibility.PolicyUploads.usual;
import static dev.shopkeeper.order.orders.OrderUploads.line;
import static dev.shopkeeper.order.orders.OrderUploads.newId;
import static dev.shopkeeper.order.orders.OrderUploads.order;
import static dev.shopkeeper.order.orders.OrderUploads.upload;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shopkeeper.events.Money;
import dev.shopkeeper.events.ReturnCompleted;
import dev.shopkeeper.events.Topic;
import dev.shopkeeper.starter.security.Role;
import dev.shopkeeper.testing.PlatformTest;
import dev.shopkeeper.testing.http.ApiClient;
import dev.shopkeeper.testing.http.ApiResponse;
import dev.shopkeeper.testing.kafka.KafkaProbe;
import dev.shopkeeper.testing.schema.SchemaAssert;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** Returns that the return policy decides. */
@PlatformTest
class PolicyDecisionsIT {

    private static final String IN_TIME = "2026-03-05T00:00:00Z";
    private static final String TOO_LATE = "2026-03-20T00:00:00Z";

    private final ApiClient api;
    private final KafkaProbe kafka;
    private final JdbcTemplate jdbc;
    private final Returns returns;
    private final TransactionTemplate transactions;
    private String orderId = "";

    @Autowired
    PolicyDecisionsIT(
            ApiClient api, KafkaProbe kafka, JdbcTemplate jdbc, Returns returns, TransactionTemplate transactions) {
        this.api = api.as(Role.OPERATOR);
        this.kafka = kafka;
        this.jdbc = jdbc;
        this.returns = returns;
        this.transactions = transactions;
    }

    @BeforeEach
    void placeAnOrder() {
        forgetPolicies();
        assertThat(api.post("/admin/v1/return-policies", policy("p", "2026-01-01T00:00:00Z", usual()))
                        .status())
                .isEqualTo(201);
        orderId = newId("o");
        assertThat(api.post("/admin/v1/orders", upload(order(orderId, line("1", 10, "2.50"))))
                        .status())
                .isEqualTo(200);
    }

    @AfterEach
    void forgetPolicies() {
        jdbc.update("update order_return set policy_version = null");
        jdbc.update("delete from return_policy");
    }

    private String requested(long quantity, String kind, String at, Object... more) {
        String id = newId("r");
        Map<String, Object> request = new LinkedHashMap<>();
        request.put("return_id", id);
        request.put("order_id", orderId);
        request.put("kind", kind);
        request.put("lines", List.of(Map.of("line_id", "1", "quantity", quantity)));
        request.put("requested_at", at);
        for (int index = 0; index < more.length; index += 2) {
            request.put((String) more[index], more[index + 1]);
        }
        ApiResponse answer = api.post("/admin/v1/returns", Map.of("returns", List.of(request)));
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        return id;
    }

    private ApiResponse byPolicy(String returnId) {
        return api.post("/admin/v1/returns/" + returnId + "/decide", Map.of("decision", "policy"));
    }

    private ApiResponse complete(String returnId, Map<String, Object> body) {
        return api.post("/admin/v1/returns/" + returnId + "/complete", body);
    }

    private JsonNode stored(String returnId) {
        return api.get("/admin/v1/returns/" + returnId).json();
    }

    private String refunded() {
        return api.get("/admin/v1/orders/" + orderId)
                .json()
                .at("/refunded/amount")
                .asString();
    }

    @Test
    void approvesAndPaysWhatItDecided() {
        String id = requested(4, "refund", IN_TIME);

        JsonNode decided = byPolicy(id).json();
        JsonNode completed = complete(id, Map.of()).json();

        // 10 - a tenth - 2
        assertThat(decided.path("state").asString()).isEqualTo("APPROVED");
        assertThat(decided.at("/decided_amount/amount").asString()).isEqualTo("7.00");
        assertThat(decided.path("policy_version").asLong()).isEqualTo(1);
        assertThat(decided.path("rule_id").asString()).isEqualTo("refund-early");
        assertThat(decided.path("decision_reason").asString()).contains("version 1", "'refund-early'");
        assertThat(completed.at("/refunded/amount").asString()).isEqualTo("7.00");
        assertThat(refunded()).isEqualTo("7.00");
        assertThat(kafka.await(
                                Topic.ORDER_NAME,
                                each -> orderId.equals(each.key())
                                        && each.type().equals(ReturnCompleted.TYPE))
                        .as(ReturnCompleted.class)
                        .lines())
                .hasSize(1);
    }

    @Test
    void letsAPersonPayMoreUpToTheWorth() {
        String id = requested(4, "refund", IN_TIME);
        byPolicy(id);

        ApiResponse above = complete(id, Map.of("refund", Map.of("amount", "10.01", "currency", "CNY")));
        ApiResponse whole = complete(id, Map.of("refund", Map.of("amount", "10", "currency", "CNY")));

        assertThat(above.status()).isEqualTo(409);
        assertThat(whole.status()).isEqualTo(200);
        assertThat(refunded()).isEqualTo("10.00");
    }

    @Test
    void rejectsAfterTheWindowAndGivesTheUnitsFree() {
        String id = requested(10, "refund", TOO_LATE);

        JsonNode decided = byPolicy(id).json();

        assertThat(decided.path("state").asString()).isEqualTo("REJECTED");
        assertThat(decided.path("decision_reason").asString()).contains("'refund-late'", "day 18 since the order");
        assertThat(decided.has("decided_amount")).isFalse();
        requested(10, "refund", IN_TIME);
    }

    @Test
    void rejectsWhatThePolicyDoesNotOffer() {
        JsonNode decided = byPolicy(requested(1, "store_credit", IN_TIME)).json();

        assertThat(decided.path("state").asString()).isEqualTo("REJECTED");
        assertThat(decided.path("decision_reason").asString()).contains("does not offer store credit");
        assertThat(decided.path("policy_version").asLong()).isEqualTo(1);
    }

    @Test
    void leavesToAPersonWhatTheRuleWants() {
        String exchange = requested(1, "exchange", IN_TIME);
        // 22.50 - 2.25 - 2 is within the 20 of the rule
        String cheap = requested(9, "refund", IN_TIME);

        ApiResponse byRule = byPolicy(exchange);
        ApiResponse within = byPolicy(cheap);

        assertThat(byRule.status()).isEqualTo(409);
        assertThat(byRule.json().path("code").asString()).isEqualTo("needs-person");
        assertThat(byRule.json().at("/errors/0/name").asString()).isEqualTo("decision");
        assertThat(byRule.json().at("/errors/0/message").asString()).contains("'exchange'", "a person approves");
        assertThat(stored(exchange).path("state").asString()).isEqualTo("REQUESTED");
        assertThat(within.json().at("/decided_amount/amount").asString()).isEqualTo("18.25");
    }

    @Test
    void leavesAnAmountAboveTheMostToAPerson() {
        String id = requested(10, "refund", IN_TIME);

        ApiResponse answer = byPolicy(id);

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.json().at("/errors/0/message").asString()).contains("'refund-early'", "as high as this");
        assertThat(stored(id).path("state").asString()).isEqualTo("REQUESTED");
        assertThat(stored(id).has("policy_version")).isFalse();
    }

    @Test
    void leavesAnOrderWithoutAPolicyToAPerson() {
        forgetPolicies();

        ApiResponse answer = byPolicy(requested(1, "refund", IN_TIME));

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.json().path("code").asString()).isEqualTo("needs-person");
        assertThat(answer.text()).contains("No return policy was in force");
    }

    @Test
    void doesNotEndATransactionAroundItWhereAPersonDecides() {
        String id = requested(1, "exchange", IN_TIME);

        transactions.executeWithoutResult(status -> {
            assertThatThrownBy(() -> returns.approveByPolicy(id, Instant.now()))
                    .isInstanceOf(NeedsPersonException.class);
            assertThat(status.isRollbackOnly()).isFalse();
        });
    }

    @Test
    void takesNoReasonBesideThePolicysOwn() {
        ApiResponse answer = api.post(
                "/admin/v1/returns/" + requested(1, "refund", IN_TIME) + "/decide",
                Map.of("decision", "policy", "reason", "because"));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text()).contains("reason", "because");
    }

    @Test
    void refundsNoLineTwice() {
        String id = requested(10, "refund", IN_TIME);
        api.post("/admin/v1/returns/" + id + "/decide", Map.of("decision", "approve"));
        complete(id, Map.of());

        ApiResponse again = api.post("/admin/v1/returns", asked(orderId, "refund", IN_TIME, Map.of(), units("1", 1)));

        assertThat(again.status()).isEqualTo(400);
        assertThat(again.text()).contains("lines[0].quantity", "only 0 units");
        assertThat(refunded()).isEqualTo("25.00");
    }

    @Test
    void paysForKeptGoodsAtOnceAndTellsThatNothingCameBack() {
        String id = requested(2, "refund", IN_TIME, "keep_goods", true, "reason", "damaged");

        JsonNode decided = byPolicy(id).json();

        assertThat(decided.path("state").asString()).isEqualTo("COMPLETED");
        assertThat(decided.path("keep_goods").asBoolean()).isTrue();
        assertThat(decided.path("rule_id").asString()).isEqualTo("kept");
        assertThat(refunded()).isEqualTo("5.00");
        var event = kafka.await(
                Topic.ORDER_NAME,
                each -> orderId.equals(each.key()) && each.type().equals(ReturnCompleted.TYPE));
        SchemaAssert.assertValid(event);
        assertThat(event.as(ReturnCompleted.class).lines()).isEmpty();
        assertThat(event.as(ReturnCompleted.class).refunded()).isEqualTo(Money.of("5", "CNY"));
    }

    @Test
    void keepsGoodsOnlyForWhatThePolicySays() {
        JsonNode otherReason = byPolicy(requested(1, "refund", IN_TIME, "keep_goods", true, "reason", "too small"))
                .json();
        ApiResponse dear = byPolicy(requested(3, "refund", IN_TIME, "keep_goods", true, "reason", "damaged"));

        assertThat(otherReason.path("state").asString()).isEqualTo("REJECTED");
        assertThat(dear.status()).isEqualTo(409);
        ApiResponse exchange = api.post(
                "/admin/v1/returns", asked(orderId, "exchange", IN_TIME, Map.of("keep_goods", true), units("1", 1)));
        assertThat(exchange.status()).isEqualTo(400);
        assertThat(exchange.text()).contains("keep_goods");
    }

    @Test
    void decidesAndPaysOnceHoweverManyAskAtOnce() throws Exception {
        String id = requested(4, "refund", IN_TIME);

        assertThat(succeeded(() -> byPolicy(id))).isEqualTo(1);
        assertThat(succeeded(() -> complete(id, Map.of()))).isEqualTo(1);

        assertThat(refunded()).isEqualTo("7.00");
        for (String type : List.of("shop.return.decided.v1", ReturnCompleted.TYPE)) {
            kafka.await(
                    Topic.ORDER_NAME,
                    each -> orderId.equals(each.key()) && each.type().equals(type));
        }
        assertThat(decisions()).isEqualTo(2);
    }

    /** What was told of this order's decision and completion, once a later event of the same order has come. */
    private long decisions() {
        requested(1, "exchange", IN_TIME);
        kafka.await(
                Topic.ORDER_NAME,
                each -> orderId.equals(each.key())
                        && each.type().equals("shop.return.requested.v1")
                        && each.text().contains("exchange"));
        return kafka.readAll(Topic.ORDER_NAME).stream()
                .filter(each -> orderId.equals(each.key()))
                .filter(each ->
                        List.of("shop.return.decided.v1", ReturnCompleted.TYPE).contains(each.type()))
                .count();
    }

    private static long succeeded(Callable<ApiResponse> request) throws Exception {
        long succeeded = 0;
        try (var threads = Executors.newFixedThreadPool(30)) {
            List<Callable<ApiResponse>> all =
                    Stream.generate(() -> request).limit(30).toList();
            for (Future<ApiResponse> answer : threads.invokeAll(all)) {
                assertThat(answer.get().status()).isIn(200, 409);
                succeeded += answer.get().status() == 200 ? 1 : 0;
            }
        }
        return succeeded;
    }
}
