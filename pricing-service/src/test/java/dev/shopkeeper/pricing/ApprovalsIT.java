package dev.shopkeeper.pricing;

import static dev.shopkeeper.pricing.PricedItem.LISTED;
import static dev.shopkeeper.pricing.PricedItem.SUGGESTIONS;
import static dev.shopkeeper.pricing.PricedItem.amount;
import static dev.shopkeeper.pricing.PricedItem.eventually;
import static dev.shopkeeper.pricing.PricedItem.id;
import static dev.shopkeeper.pricing.PricedItem.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import dev.shopkeeper.events.Money;
import dev.shopkeeper.events.PriceChanged;
import dev.shopkeeper.pricing.elasticity.Elasticity.Standing;
import dev.shopkeeper.starter.security.Role;
import dev.shopkeeper.testing.PlatformTest;
import dev.shopkeeper.testing.decision.DecisionContract;
import dev.shopkeeper.testing.http.ApiClient;
import dev.shopkeeper.testing.http.ApiResponse;
import dev.shopkeeper.testing.kafka.KafkaProbe;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;

@PlatformTest
class ApprovalsIT {

    private final ApiClient api;
    private final JdbcTemplate jdbc;
    private final PricedItem item;

    @Autowired
    ApprovalsIT(ApiClient api, KafkaProbe kafka, JdbcTemplate jdbc, KnownElasticities elasticities) {
        this.api = api.as(Role.OPERATOR).with("Accept-Language", "en");
        this.jdbc = jdbc;
        this.item = new PricedItem(api, kafka, jdbc, elasticities);
    }

    @Test
    void putsThePriceLiveAndTellsIt() {
        // given
        item.onSale("6.00");
        item.known(-3, -3.05, -2.95);
        ApiResponse made = item.suggest();
        JsonNode suggestion = made.json();

        // when
        ApiResponse approved = api.with("If-Match", made.header("ETag").orElseThrow())
                .post(SUGGESTIONS + "/" + id(suggestion) + "/approve", Map.of("reason", "season"));

        // then
        assertThat(approved.status()).as(approved.text()).isEqualTo(200);
        assertThat(approved.json().path("state").asString()).isEqualTo("LIVE");
        assertThat(approved.json().path("approved_or_rejected_by").asString()).isNotBlank();
        JsonNode quote = item.quote();
        assertThat(amount(quote, "/price")).isEqualTo("9.90");
        assertThat(amount(quote, "/list_price")).isEqualTo("10.00");
        assertThat(quote.path("model").asString()).isEqualTo("price-elasticity");
        assertThat(quote.path("model_version").asString()).isEqualTo("7");
        assertThat(quote.path("degraded").asBoolean()).isFalse();
        assertThat(quote.toString())
                .doesNotContain("cost")
                .doesNotContain("margin")
                .doesNotContain("floor");
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(item.told()).hasSize(2));
        PriceChanged told = item.told().getLast();
        assertThat(told.price()).isEqualTo(Money.of("9.90", "CNY"));
        assertThat(told.listPrice()).isEqualTo(Money.of("10.00", "CNY"));
        assertThat(told.lowestInThirtyDays()).isEqualTo(Money.of("10.00", "CNY"));
        assertThat(jdbc.queryForList("select reason from price_ledger where item_id = ?", String.class, item.id()))
                .containsExactlyInAnyOrder("list-price", "suggestion");
        refused(item.approve(suggestion), 409, "wrong-suggestion-state", "LIVE");
    }

    @Test
    void isWholeOrNotAtAllWhereItIsCutOff() {
        // given
        item.onSale("6.00");
        item.known(-3, -3.05, -2.95);
        JsonNode suggestion = item.suggested();

        // when
        item.cutOffBeforeTheCommit(
                () -> assertThat(item.approve(suggestion).status()).isGreaterThanOrEqualTo(500));

        // then
        assertThat(item.ledger()).containsExactly("list-price");
        assertThat(amount(item.quote(), "/price")).isEqualTo("10.00");
        assertThat(item.state(id(suggestion))).isEqualTo("SUGGESTED");

        // when it is asked for again
        assertThat(item.approve(suggestion).status()).isEqualTo(200);

        // then
        assertThat(item.ledger()).containsExactly("list-price", "suggestion");
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(item.told()).hasSize(2));
    }

    @TestFactory
    Stream<DynamicTest> leavesAQuoteThatKeepsTheContractOfDecisions() {
        item.onSale("6.00");
        item.known(-3, -3.05, -2.95);
        assertThat(item.approve(item.suggested()).status()).isEqualTo(200);
        return DecisionContract.of(api.as(Role.STOREFRONT), "/api/v1/prices/" + item.id())
                .documentedAs("/api/v1/prices/{item_id}", api)
                .deciding("/price/amount")
                .inTwoLanguages()
                .tests();
    }

    @Test
    void refusesWhatRestsOnWhatHasChanged() {
        item.onSale("6.00");
        item.known(-3, -3.05, -2.95);
        JsonNode first = item.suggested();
        item.known("8", -3, -3.05, -2.95, Standing.KNOWN);
        refused(item.approve(first), 409, "basis-changed", "model_version", "SUGGESTED");

        JsonNode second = item.suggested();
        item.upsert("10.00", "6.10", LISTED.plusSeconds(1));
        eventually(() -> refused(item.approve(second), 409, "basis-changed", "cost", "SUGGESTED"));

        JsonNode third = item.suggested();
        item.upsert("10.50", "6.10", LISTED.plusSeconds(2));
        item.eventuallyPrice("10.50");
        refused(item.approve(third), 409, "basis-changed", "price_in_force", "10.50", "SUGGESTED");
    }

    @Test
    void letsOneOfTwoAtATimeWin() throws Exception {
        // given
        item.onSale("6.00");
        item.known(-3, -3.05, -2.95);
        List<Callable<ApiResponse>> approvals = Stream.of(item.suggested(), item.suggested())
                .<Callable<ApiResponse>>map(each -> () -> item.approve(each))
                .toList();

        // when
        List<Integer> statuses;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            statuses = threads.invokeAll(approvals).stream()
                    .map(Future::resultNow)
                    .map(ApiResponse::status)
                    .toList();
        }

        // then
        assertThat(statuses).containsExactlyInAnyOrder(200, 409);
        assertThat(jdbc.queryForList("select price from price_ledger where item_id = ?", item.id()))
                .hasSize(2);
    }

    @Test
    void letsTheListPriceReturnWhereTheItemCostsMoreThanTheApprovedPriceBears() {
        // given
        item.onSale("6.00");
        item.known(-3, -3.05, -2.95);
        JsonNode suggestion = item.suggested();
        assertThat(item.approve(suggestion).status()).isEqualTo(200);

        // when it costs more, and 9.90 is still above the floor
        item.upsert("10.00", "9.00", LISTED.plusSeconds(1));
        eventually(() -> assertThat(jdbc.queryForObject(
                        "select floor from price_floor where item_id = ?", BigDecimal.class, item.id()))
                .isEqualByComparingTo("9.45"));

        // then nothing changes
        assertThat(amount(item.quote(), "/price")).isEqualTo("9.90");

        // when the floor is above it
        item.upsert("10.00", "9.60", LISTED.plusSeconds(2));

        // then
        item.eventuallyPrice("10.00");
        assertThat(item.state(id(suggestion))).isEqualTo("SUPERSEDED");
        assertThat(item.ledger()).containsExactly("list-price", "suggestion", "list-price");
    }

    @Test
    void letsANewListPriceReplaceWhatWasApproved() {
        item.onSale("6.00");
        item.known(-3, -3.05, -2.95);
        JsonNode suggestion = item.suggested();
        item.approve(suggestion);
        item.upsert("10.00", "6.00", LISTED.plusSeconds(1));
        item.upsert("11.00", "6.00", LISTED.plusSeconds(2));

        item.eventuallyPrice("11.00");
        assertThat(item.state(id(suggestion))).isEqualTo("SUPERSEDED");
        assertThat(item.quote().path("model").asString()).isEqualTo("list-price");
        assertThat(item.told())
                .extracting(each -> each.price().amount().toPlainString())
                .as("the same list price again changed nothing")
                .containsExactly("10.00", "9.90", "11.00");
    }

    @Test
    void isForThoseWhoSeeWhatTheyDecideOn() {
        item.onSale("6.00");
        item.known(-3, -3.05, -2.95);
        String path = SUGGESTIONS + "/" + id(item.suggested());

        refused(api.with("If-Match", "\"99\"").send("POST", path + "/approve", null), 412, "version-mismatch", "99");
        refused(api.with("If-Match", "three").send("POST", path + "/approve", null), 400, "invalid-request", "three");
        refused(api.post(path + "/reject", Map.of()), 400, "invalid-request", "reason");
        JsonNode rejected =
                api.post(path + "/reject", Map.of("reason", "too cheap")).json();
        assertThat(rejected.path("state").asString()).isEqualTo("REJECTED");
        assertThat(rejected.path("reason").asString()).isEqualTo("too cheap");
        refused(api.send("POST", path + "/approve", null), 409, "wrong-suggestion-state", "REJECTED");
        assertThat(api.as(Role.STOREFRONT).send("POST", path + "/approve", null).status())
                .isEqualTo(403);
        JsonNode page = api.get(SUGGESTIONS + "?item_id=" + item.id() + "&state=REJECTED")
                .json();
        assertThat(page.path("items")).hasSize(1);
        assertThat(api.get(SUGGESTIONS + "?item_id=" + item.id() + "&state=LIVE")
                        .json()
                        .path("items"))
                .isEmpty();
    }

    @Test
    void canBeTakenBackBySomebodyWhoSaysWhy() {
        item.onSale("6.00");
        item.known(-3, -3.05, -2.95);
        String path = SUGGESTIONS + "/" + id(item.suggested());
        refused(api.post(path + "/end", Map.of("reason", "too early")), 409, "wrong-suggestion-state", "SUGGESTED");
        assertThat(item.approve(path.substring(SUGGESTIONS.length() + 1)).status())
                .isEqualTo(200);
        refused(api.post(path + "/end", Map.of()), 400, "invalid-request", "reason");

        JsonNode ended = api.post(path + "/end", Map.of("reason", "a mistake")).json();

        assertThat(ended.path("state").asString()).isEqualTo("SUPERSEDED");
        assertThat(ended.path("end_reason").asString()).isEqualTo("a mistake");
        assertThat(ended.path("ended_by").asString()).isNotBlank();
        assertThat(amount(item.quote(), "/price")).isEqualTo("10.00");
        assertThat(item.ledger()).containsExactly("list-price", "suggestion", "list-price");
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(item.told()).hasSize(3));
        refused(api.post(path + "/end", Map.of("reason", "again")), 409, "wrong-suggestion-state", "SUPERSEDED");
    }

    @Test
    void leavesNothingOpenThatRestsOnThePriceBefore() {
        item.onSale("6.00");
        item.known(-3, -3.05, -2.95);
        JsonNode first = item.suggested();
        JsonNode second = item.suggested();

        assertThat(item.approve(first).status()).isEqualTo(200);

        assertThat(item.state(id(second))).isEqualTo("SUPERSEDED");
        refused(item.approve(second), 409, "wrong-suggestion-state", "SUPERSEDED");
    }

    /** What sold, sold at the price of then: at the new one it is expected to be as much as was promised. */
    @Test
    void isExpectedToSellWhatWasPromisedOfIt() {
        item.onSale("6.00");
        item.known(-3, -3.05, -2.95);
        jdbc.update(
                "insert into price_ledger (item_id, effective_from, price, currency, reason)"
                        + " values (?, now() - interval '40 days', 10, 'CNY', 'list-price')",
                item.id());
        JsonNode before = item.suggested();
        assertThat(item.approve(before).status()).isEqualTo(200);

        JsonNode after = item.suggested();

        assertThat(after.at("/demand/price_factor").asDouble()).isCloseTo(Math.pow(0.99, -3), within(0.002));
        assertThat(after.at("/now/units").asDouble())
                .isCloseTo(before.at("/suggested/units").asDouble(), within(0.02));
    }

    @Test
    void isHeldToTheFloorByTheDatabaseItself() {
        item.onSale("6.00");

        assertThatThrownBy(() -> jdbc.update("update item_price set price = 6.29 where item_id = ?", item.id()))
                .hasMessageContaining("below its floor of 6.3000");
        assertThat(jdbc.update("update item_price set price = 6.30 where item_id = ?", item.id()))
                .isEqualTo(1);
        assertThat(jdbc.update("update item_price set price = 5, list_price = 5 where item_id = ?", item.id()))
                .as("a list price is the shop's own")
                .isEqualTo(1);
    }
}
