package dev.shopkeeper.order.eligibility;

import static dev.shopkeeper.order.eligibility.PolicyUploads.asked;
import static dev.shopkeeper.order.eligibility.PolicyUploads.policy;
import static dev.shopkeeper.order.eligibility.PolicyUploads.rule;
import static dev.shopkeeper.order.eligibility.PolicyUploads.units;
import static dev.shopkeeper.order.eligibility.PolicyUploads.usual;
import static dev.shopkeeper.order.eligibility.PolicyUploads.with;
import static dev.shopkeeper.order.orders.OrderUploads.line;
import static dev.shopkeeper.order.orders.OrderUploads.newId;
import static dev.shopkeeper.order.orders.OrderUploads.order;
import static dev.shopkeeper.order.orders.OrderUploads.upload;
import static org.assertj.core.api.Assertions.assertThat;

import dev.shopkeeper.events.ItemUpserted;
import dev.shopkeeper.events.MemberUpdated;
import dev.shopkeeper.order.item.ItemCategories;
import dev.shopkeeper.order.member.MemberTiers;
import dev.shopkeeper.starter.security.Role;
import dev.shopkeeper.testing.PlatformTest;
import dev.shopkeeper.testing.http.ApiClient;
import dev.shopkeeper.testing.http.ApiResponse;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;

@PlatformTest
class ReturnPoliciesIT {

    private static final String POLICIES = "/admin/v1/return-policies";
    private static final String PLACED = "2026-03-01T10:00:00Z";

    private final ApiClient api;
    private final JdbcTemplate jdbc;
    private final ItemCategories categories;
    private final MemberTiers tiers;

    @Autowired
    ReturnPoliciesIT(ApiClient api, JdbcTemplate jdbc, ItemCategories categories, MemberTiers tiers) {
        this.api = api.as(Role.OPERATOR);
        this.jdbc = jdbc;
        this.categories = categories;
        this.tiers = tiers;
    }

    /** Versions are the shop's, not a test's: what one stores would hold for the orders of another. */
    @BeforeEach
    @AfterEach
    void forgetPolicies() {
        jdbc.update("update order_return set policy_version = null");
        jdbc.update("delete from return_policy");
    }

    private JsonNode store(Map<String, Object> policy) {
        ApiResponse answer = api.post(POLICIES, policy);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
        return answer.json();
    }

    private String placed(String price, String... more) {
        String orderId = newId("o");
        Map<String, Object> order = order(orderId, line("1", 10, price), line("2", 1, "3"));
        for (int index = 0; index < more.length; index += 2) {
            order.put(more[index], more[index + 1]);
        }
        assertThat(api.post("/admin/v1/orders", upload(order)).status()).isEqualTo(200);
        return orderId;
    }

    private ApiResponse evaluate(Map<String, Object> body) {
        return api.post("/admin/v1/returns/evaluate", body);
    }

    private static Map<String, Object> question(String orderId, long quantity, String at) {
        return Map.of("order_id", orderId, "lines", List.of(units("1", quantity)), "at", at);
    }

    private static JsonNode outcome(JsonNode evaluation, String name) {
        for (JsonNode each : evaluation.path("outcomes")) {
            if (each.path("outcome").asString().equals(name)) {
                return each;
            }
        }
        throw new AssertionError("no outcome " + name + " in " + evaluation);
    }

    @Nested
    class Storing {

        @Test
        void givesTheNextVersionAndTheSameOneAgain() {
            JsonNode first = store(policy("p-1", "2026-01-01T00:00:00Z", usual()));
            JsonNode second = store(policy("p-2", "2026-02-01T00:00:00Z", usual()));
            JsonNode again = store(policy("p-1", "2026-01-01T00:00:00Z", usual()));

            assertThat(first.path("version").asLong()).isEqualTo(1);
            assertThat(second.path("version").asLong()).isEqualTo(2);
            assertThat(again).isEqualTo(first);
            assertThat(api.get(POLICIES + "/2").json()).isEqualTo(second);
            assertThat(api.get(POLICIES + "/3").status()).isEqualTo(404);
            JsonNode page = api.get(POLICIES + "?limit=1").json();
            assertThat(page.path("items").get(0)).isEqualTo(first);
            JsonNode rest = api.get(
                            POLICIES + "?cursor=" + page.path("next_cursor").asString())
                    .json();
            assertThat(rest.path("items")).hasSize(1);
            assertThat(rest.path("items").get(0)).isEqualTo(second);
        }

        @Test
        void refusesOtherContentUnderAnIdAndASecondVersionOfAMoment() {
            store(policy("p-1", "2026-01-01T00:00:00Z", usual()));

            ApiResponse other = api.post(POLICIES, policy("p-1", "2026-01-02T00:00:00Z", usual()));
            ApiResponse sameMoment = api.post(POLICIES, policy("p-2", "2026-01-01T00:00:00Z", usual()));

            assertThat(other.status()).isEqualTo(409);
            assertThat(other.text()).contains("policy_id", "p-1");
            assertThat(sameMoment.status()).isEqualTo(409);
            assertThat(sameMoment.text()).contains("effective_from", "2026-01-01T00:00:00Z", "version 1");
        }

        @Test
        void refusesAGapAndAnOverlapNamingBothRules() {
            ApiResponse gap = api.post(
                    POLICIES,
                    policy("p", PLACED, List.of(rule("early", "refund", 0, 14L), rule("late", "refund", 15, null))));
            ApiResponse overlap = api.post(
                    POLICIES,
                    policy(
                            "p",
                            PLACED,
                            List.of(
                                    rule("early", "exchange", 0, 14L),
                                    with(rule("loyal", "exchange", 0, null), "tiers", List.of("loyal")),
                                    rule("late", "exchange", 13, null))));

            assertThat(gap.status()).isEqualTo(400);
            JsonNode violation = gap.json().path("errors").get(0);
            assertThat(violation.path("name").asString()).isEqualTo("rules[1].from_day");
            assertThat(violation.path("value").asLong()).isEqualTo(15);
            assertThat(violation.path("message").asString())
                    .contains("gap", "'early'", "'late'", "days 14 to before 15", "refund");
            assertThat(overlap.status()).isEqualTo(400);
            assertThat(overlap.json().path("errors")).hasSize(1);
            violation = overlap.json().path("errors").get(0);
            assertThat(violation.path("name").asString()).isEqualTo("rules[2].from_day");
            assertThat(violation.path("message").asString())
                    .contains("overlaps", "'early'", "'late'", "tier ordinary, potential, guest");
            assertThat(api.get(POLICIES).json().path("items")).isEmpty();
        }

        @Test
        void refusesWhatARuleCannotBe() {
            List<Map<String, Object>> rules = new ArrayList<>(usual());
            rules.add(with(rule("refund-early", "gift", 9, 9L), "tiers", List.of("gold")));
            rules.add(with(rule("final_sale", "refund", 0, null), "most", Map.of("amount", "1", "currency", "USD")));

            String text = api.post(POLICIES, policy("p", PLACED, rules)).text();

            assertThat(text)
                    .contains("rules[4].outcome", "gift")
                    .contains("rules[4].to_day")
                    .contains("rules[4].tiers[0]", "gold")
                    .contains("rules[5].rule_id");
        }

        @Test
        void takesTheExampleThatItsReadmeShows() throws IOException {
            String readme = Files.readString(Path.of("README.md"));
            int from = readme.indexOf('{', readme.indexOf("return-policies -H"));
            String example = readme.substring(from, readme.indexOf("'", from));

            ApiResponse answer = api.post(POLICIES, example);

            assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
            assertThat(answer.json().path("rules")).hasSize(5);
        }

        @Test
        void givesOneVersionToManyWhoStoreTheSameAtOnce() throws Exception {
            List<Callable<ApiResponse>> uploads = new ArrayList<>();
            for (int number = 0; number < 8; number++) {
                String id = "p-" + number % 2;
                String from = "2026-01-0" + (1 + number % 2) + "T00:00:00Z";
                uploads.add(() -> api.post(POLICIES, policy(id, from, usual())));
            }
            try (var threads = Executors.newFixedThreadPool(8)) {
                for (Future<ApiResponse> answer : threads.invokeAll(uploads)) {
                    assertThat(answer.get().status()).isEqualTo(201);
                }
            }

            assertThat(jdbc.queryForList("select version from return_policy order by version", Long.class))
                    .containsExactly(1L, 2L);
        }
    }

    @Nested
    class Evaluating {

        @Test
        void saysWhatCouldBeHadAndChangesNothing() {
            // given
            store(policy("p", "2026-01-01T00:00:00Z", usual()));
            String orderId = placed("2.50");
            String before = api.get("/admin/v1/orders/" + orderId).text();

            // when
            JsonNode answer =
                    evaluate(question(orderId, 4, "2026-03-15T09:59:59Z")).json();

            // then: 10 - 1 - 2
            JsonNode refund = outcome(answer, "refund");
            assertThat(refund.path("eligible").asBoolean()).isTrue();
            assertThat(refund.path("automatic").asBoolean()).isTrue();
            assertThat(refund.path("rule_id").asString()).isEqualTo("refund-early");
            assertThat(refund.at("/amount/amount").asString()).isEqualTo("7.00");
            assertThat(sum(refund)).isEqualByComparingTo("7");
            assertThat(outcome(answer, "exchange").path("automatic").asBoolean())
                    .isFalse();
            assertThat(outcome(answer, "refund_without_return").path("eligible").asBoolean())
                    .isFalse();
            assertThat(answer.path("outcomes")).hasSize(3);
            assertThat(answer.path("model").asString()).isEqualTo("return-policy");
            assertThat(answer.path("model_version").asString()).isEqualTo("1");
            assertThat(answer.path("degraded").asBoolean(true)).isFalse();
            assertThat(answer.path("day").asLong()).isEqualTo(13);
            assertThat(answer.path("counted_from").asString()).isEqualTo("order");
            assertThat(answer.path("tier").asString()).isEqualTo("guest");
            assertThat(api.get("/admin/v1/orders/" + orderId).text()).isEqualTo(before);
            assertThat(api.get("/admin/v1/returns?order_id=" + orderId).json().path("items"))
                    .isEmpty();
        }

        private static BigDecimal sum(JsonNode offer) {
            BigDecimal sum = BigDecimal.ZERO;
            for (JsonNode reason : offer.at("/explanation/reasons")) {
                sum = sum.add(reason.path("contribution").decimalValue());
            }
            return sum;
        }

        @Test
        void endsTheWindowAtDayFourteenExactly() {
            store(policy("p", "2026-01-01T00:00:00Z", usual()));
            String orderId = placed("2.50");

            JsonNode answer =
                    evaluate(question(orderId, 4, "2026-03-15T10:00:00Z")).json();

            JsonNode refund = outcome(answer, "refund");
            assertThat(refund.path("eligible").asBoolean()).isFalse();
            assertThat(refund.path("rule_id").asString()).isEqualTo("refund-late");
            assertThat(refund.has("amount")).isFalse();
        }

        @Test
        void countsFromTheDeliveryWhereItIsKnown() {
            store(policy("p", "2026-01-01T00:00:00Z", usual()));
            String orderId = placed("2.50");
            String path = "/admin/v1/orders/" + orderId;
            api.post(path + "/ship", Map.of("shipped_at", "2026-03-02T00:00:00Z"));
            api.post(path + "/deliver", Map.of("delivered_at", "2026-03-05T00:00:00Z"));

            JsonNode answer =
                    evaluate(question(orderId, 1, "2026-03-18T23:59:59Z")).json();

            assertThat(answer.path("counted_from").asString()).isEqualTo("delivery");
            assertThat(answer.path("day").asLong()).isEqualTo(13);
            assertThat(outcome(answer, "refund").path("eligible").asBoolean()).isTrue();
        }

        @Test
        void holdsToTheVersionInForceWhenTheOrderWasPlaced() {
            String early = placed("2.50", "placed_at", "2026-02-28T23:59:59.999Z");
            String late = placed("2.50", "placed_at", "2026-03-01T00:00:00Z");
            String before = placed("2.50", "placed_at", "2025-12-31T23:59:59Z");
            store(policy("new", "2026-03-01T00:00:00Z", List.of(rule("free", "refund", 0, null))));
            store(policy("old", "2026-01-01T00:00:00Z", usual()));

            JsonNode byOld = evaluate(Map.of("order_id", early)).json();
            JsonNode byNew = evaluate(Map.of("order_id", late)).json();
            JsonNode byNone = evaluate(Map.of("order_id", before)).json();

            assertThat(byOld.path("model_version").asString()).isEqualTo("2");
            assertThat(byNew.path("model_version").asString()).isEqualTo("1");
            assertThat(outcome(byNew, "refund").at("/amount/amount").asString()).isEqualTo("28.00");
            assertThat(byNone.path("outcomes")).isEmpty();
            assertThat(byNone.path("model").asString()).isEqualTo("human-queue");
            assertThat(byNone.path("degraded_reason").asString()).isEqualTo("no_policy");
        }

        @Test
        void waivesTheFixedFeeForTheMemberToWhomItWasPromised() {
            store(policy("p", "2026-01-01T00:00:00Z", usual()));
            String userId = newId("u");
            tiers.put(new MemberUpdated(
                    userId, "loyal", null, List.of("free_return_shipping"), List.of(), Instant.parse(PLACED)));
            String orderId = placed("2.50", "user_id", userId);

            ApiResponse answer = api.with("Accept-Language", "zh-CN")
                    .post("/admin/v1/returns/evaluate", question(orderId, 4, "2026-03-02T00:00:00Z"));

            JsonNode refund = outcome(answer.json(), "refund");
            assertThat(answer.json().path("tier").asString()).isEqualTo("loyal");
            assertThat(refund.at("/amount/amount").asString()).isEqualTo("9.00");
            assertThat(refund.at("/explanation/reasons")).anySatisfy(reason -> {
                assertThat(reason.path("kind").asString()).isEqualTo("fee_waived");
                assertThat(reason.path("subject").asString()).isEqualTo("free_return_shipping");
                assertThat(reason.path("contribution").decimalValue()).isEqualByComparingTo("2");
            });
            assertThat(refund.at("/explanation/summary").asString()).contains("退货政策第 1 版");
        }

        @Test
        void knowsWhatTheCatalogueToldOfCategories() {
            store(policy("p", "2026-01-01T00:00:00Z", usual()));
            String item = newId("i");
            categories.put(item(item, List.of("Food", "Tea"), Instant.parse(PLACED)));
            categories.put(item(item, List.of("Fashion"), Instant.parse(PLACED).minus(Duration.ofDays(1))));
            String orderId = newId("o");
            api.post("/admin/v1/orders", upload(order(orderId, with(line("1", 1, "4"), "item_id", item))));

            Map<String, Object> asked = Map.of("order_id", orderId, "at", PLACED, "reason", "changed_mind");
            JsonNode sold = outcome(evaluate(asked).json(), "refund");
            JsonNode damaged =
                    outcome(evaluate(with(asked, "reason", "damaged")).json(), "refund_without_return");

            assertThat(sold.path("eligible").asBoolean()).isFalse();
            assertThat(sold.path("rule_id").asString()).isEqualTo("final_sale");
            assertThat(damaged.path("automatic").asBoolean()).isTrue();
        }

        private static ItemUpserted item(String id, List<String> categories, Instant at) {
            return new ItemUpserted(
                    id, Map.of(), null, null, null, categories, Map.of(), null, null, null, null, null, true, at);
        }

        @Test
        void refusesWhatCannotComeBackByNameAndValue() {
            store(policy("p", "2026-01-01T00:00:00Z", usual()));
            String orderId = placed("2.50");

            ApiResponse unknown = evaluate(Map.of("order_id", "no-such"));
            ApiResponse line = evaluate(Map.of("order_id", orderId, "lines", List.of(units("9", 1))));
            ApiResponse units = evaluate(question(orderId, 11, PLACED));

            assertThat(unknown.status()).isEqualTo(404);
            assertThat(unknown.text()).contains("no-such");
            assertThat(line.status()).isEqualTo(400);
            assertThat(line.text()).contains("lines[0].line_id", "no such line");
            assertThat(units.status()).isEqualTo(400);
            assertThat(units.text()).contains("lines[0].quantity", "11", "only 10 units");
        }

        @Test
        void refusesUnitsThatAreReturnedAlready() {
            store(policy("p", "2026-01-01T00:00:00Z", usual()));
            String orderId = placed("2.50");
            api.post("/admin/v1/returns", asked(orderId, "refund", PLACED, Map.of(), units("1", 10), units("2", 1)));

            ApiResponse again = evaluate(question(orderId, 1, PLACED));
            ApiResponse all = evaluate(Map.of("order_id", orderId));

            assertThat(again.status()).isEqualTo(400);
            assertThat(again.text()).contains("lines[0].quantity", "only 0 units");
            assertThat(all.status()).isEqualTo(400);
            assertThat(all.text()).contains("no units that can still be returned");
        }

        @Test
        void leavesAnOrderInAnotherCurrencyToAPerson() {
            store(policy("p", "2026-01-01T00:00:00Z", usual()));
            String orderId = newId("o");
            Map<String, Object> dollars =
                    with(line("1", 1, "4"), "unit_price", Map.of("amount", "4", "currency", "USD"));
            api.post("/admin/v1/orders", upload(order(orderId, dollars)));

            JsonNode answer = evaluate(Map.of("order_id", orderId)).json();

            assertThat(answer.path("degraded_reason").asString()).isEqualTo("no_policy");
            assertThat(answer.at("/explanation/summary").asString()).contains("another currency");
        }
    }
}
