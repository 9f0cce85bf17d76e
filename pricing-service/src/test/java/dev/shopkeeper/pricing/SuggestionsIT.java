package dev.shopkeeper.pricing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;
import static org.awaitility.Awaitility.await;

import dev.shopkeeper.events.DemandForecasted;
import dev.shopkeeper.events.EventEnvelope;
import dev.shopkeeper.events.ItemUpserted;
import dev.shopkeeper.events.ItemWithdrawn;
import dev.shopkeeper.events.Money;
import dev.shopkeeper.events.PriceChanged;
import dev.shopkeeper.events.ShopEvent;
import dev.shopkeeper.events.StockLevelChanged;
import dev.shopkeeper.events.Topic;
import dev.shopkeeper.pricing.elasticity.Elasticity.Standing;
import dev.shopkeeper.starter.security.Role;
import dev.shopkeeper.testing.PlatformTest;
import dev.shopkeeper.testing.decision.DecisionContract;
import dev.shopkeeper.testing.http.ApiClient;
import dev.shopkeeper.testing.http.ApiResponse;
import dev.shopkeeper.testing.kafka.KafkaProbe;
import dev.shopkeeper.testing.schema.SchemaAssert;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;

@PlatformTest
class SuggestionsIT {

    private static final Instant LISTED = Instant.parse("2026-03-01T10:30:00Z");
    private static final String SUGGESTIONS = "/admin/v1/pricing/suggestions";
    private static final String PROMOTIONS = "/admin/v1/promotions";

    private final KafkaProbe kafka;
    private final JdbcTemplate jdbc;
    private final KnownElasticities elasticities;
    private ApiClient api;
    private String item = "";

    @Autowired
    SuggestionsIT(ApiClient api, KafkaProbe kafka, JdbcTemplate jdbc, KnownElasticities elasticities) {
        this.api = api;
        this.kafka = kafka;
        this.jdbc = jdbc;
        this.elasticities = elasticities;
    }

    @BeforeEach
    void begin() {
        api = api.as(Role.OPERATOR).with("Accept-Language", "en");
        item = UUID.randomUUID().toString();
    }

    private void send(ShopEvent event) {
        kafka.send(new EventEnvelope<>(UUID.randomUUID().toString(), "/test", LISTED, event));
    }

    private void upsert(String listPrice, @Nullable String cost, Instant at) {
        upsert(Money.of(listPrice, "CNY"), cost == null ? null : Money.of(cost, "CNY"), at);
    }

    private void upsert(Money listPrice, @Nullable Money cost, Instant at) {
        send(new ItemUpserted(
                item,
                Map.of("en", "Cup"),
                null,
                null,
                null,
                List.of("kitchen"),
                Map.of(),
                cost,
                listPrice,
                null,
                null,
                null,
                true,
                at));
    }

    /** An item of 10.00 that costs 6.00, with what is known of its demand. */
    private void onSale(@Nullable String cost) {
        upsert("10.00", cost, LISTED);
        eventuallyPrice("10.00");
    }

    private void known(double value, double lower, double upper) {
        elasticities.put(item, "7", KnownElasticities.of(value, lower, upper, Standing.KNOWN, 10));
    }

    private void eventually(Runnable assertion) {
        await().atMost(Duration.ofSeconds(20)).untilAsserted(assertion::run);
    }

    private JsonNode quote() {
        return api.as(Role.STOREFRONT).get("/api/v1/prices/" + item).json();
    }

    private void eventuallyPrice(String amount) {
        eventually(() -> assertThat(quote().at("/price/amount").asString("")).isEqualTo(amount));
    }

    private ApiResponse suggest() {
        return api.post(SUGGESTIONS, Map.of("item_id", item));
    }

    private JsonNode suggested() {
        ApiResponse answer = suggest();
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return answer.json();
    }

    private static String id(JsonNode suggestion) {
        return suggestion.path("suggestion_id").asString();
    }

    private ApiResponse approve(JsonNode suggestion) {
        return api.send("POST", SUGGESTIONS + "/" + id(suggestion) + "/approve", null);
    }

    private static void refused(ApiResponse answer, int status, String code, String... words) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.json().path("code").asString("")).as(answer.text()).isEqualTo(code);
        assertThat(answer.text()).contains(words);
    }

    private static List<String> kinds(JsonNode suggestion) {
        return suggestion
                .at("/explanation/reasons")
                .valueStream()
                .map(reason -> reason.path("kind").asString())
                .toList();
    }

    private void forecast(String location, double units, boolean degraded, Instant at) {
        send(new DemandForecasted(item, location, at, 28, units, "demand-forecast", "v3", degraded, at));
    }

    /** Ends the connection of whoever is about to tell a price of the item: all is written by then, and nothing committed. */
    private void cutOffBeforeTheCommit(Runnable meanwhile) {
        jdbc.execute("""
                create function cut_off() returns trigger language plpgsql as $$
                begin
                    perform pg_terminate_backend(pg_backend_pid());
                    return new;
                end $$""");
        jdbc.execute("create trigger cut_off before insert on outbox for each row when (new.aggregateid = '%s')"
                        .formatted(item)
                + " execute function cut_off()");
        try {
            meanwhile.run();
        } finally {
            jdbc.execute("drop trigger cut_off on outbox");
            jdbc.execute("drop function cut_off()");
        }
    }

    private List<String> ledger() {
        return jdbc.queryForList(
                "select reason from price_ledger where item_id = ? order by effective_from", String.class, item);
    }

    private static String amount(JsonNode body, String pointer) {
        return body.at(pointer + "/amount").asString("");
    }

    private List<PriceChanged> told() {
        return kafka.readAll(Topic.PRICE_NAME).stream()
                .filter(each -> item.equals(each.key()))
                .peek(SchemaAssert::assertValid)
                .map(each -> each.as(PriceChanged.class))
                .toList();
    }

    @TestFactory
    Stream<DynamicTest> keepTheContractOfDecisions() {
        onSale("6.00");
        known(-3, -3.2, -2.8);
        return DecisionContract.of(api, SUGGESTIONS + "/" + id(suggested()))
                .documentedAs(SUGGESTIONS + "/{id}", api)
                .deciding("/price/amount")
                .inTwoLanguages()
                .refusing(SUGGESTIONS + "/nothing-of-the-kind", 404, "nothing-of-the-kind")
                .tests();
    }

    @Nested
    class Suggesting {

        @Test
        void tellsWhatIsExpectedTheOptimumAndTheRulesThatBoundIt() {
            // given: cost 6, elasticity -3, so 9.00 is best
            onSale("6.00");
            known(-3, -3.05, -2.95);

            // when
            JsonNode suggestion = suggested();

            // then: 9.00 is the least that the largest step allows, and 8.90 is outside
            assertThat(amount(suggestion, "/price")).isEqualTo("9.90");
            assertThat(amount(suggestion, "/unconstrained_optimum/price")).isEqualTo("9.00");
            assertThat(suggestion.at("/unconstrained_optimum/bounded").asBoolean())
                    .isFalse();
            assertThat(suggestion.at("/elasticity/standing").asString()).isEqualTo("KNOWN");
            assertThat(suggestion.at("/elasticity/lower").asDouble()).isEqualTo(-3.05);
            assertThat(suggestion.at("/now/units").decimalValue()).isEqualByComparingTo("40");
            assertThat(amount(suggestion, "/now/margin")).isEqualTo("160.00");
            assertThat(new BigDecimal(amount(suggestion, "/suggested/margin"))).isGreaterThan(new BigDecimal("160"));
            assertThat(suggestion
                            .path("binding_rules")
                            .valueStream()
                            .map(rule -> rule.path("rule").asString()))
                    .containsExactly("ending");
            assertThat(kinds(suggestion)).containsExactly("list_price", "elasticity", "caution", "ending");
            assertThat(suggestion.path("model").asString()).isEqualTo("price-elasticity");
            assertThat(suggestion.path("degraded").asBoolean()).isFalse();
            assertThat(suggestion.path("state").asString()).isEqualTo("SUGGESTED");
        }

        @Test
        void keepsThePriceAndSaysSoWhereNoElasticityIsKnown() {
            onSale("6.00");

            JsonNode suggestion = suggested();

            assertThat(amount(suggestion, "/price")).isEqualTo("10.00");
            assertThat(suggestion.path("model").asString()).isEqualTo("list-price");
            assertThat(suggestion.path("degraded_reason").asString()).isEqualTo("no_champion");
            assertThat(suggestion.at("/explanation/summary").asString()).contains("not known");
            refused(approve(suggestion), 409, "nothing-to-change", "SUGGESTED");
        }

        @Test
        void raisesWhatIsScarce() {
            onSale("6.00");
            known(-3, -3.05, -2.95);
            send(new StockLevelChanged(
                    item, "main", UUID.randomUUID().toString(), "receipt", 5, 5, 0, 5, LISTED, null));
            eventually(() -> assertThat(jdbc.queryForList("select 1 from item_stock where item_id = ?", item))
                    .isNotEmpty());

            JsonNode suggestion = suggested();

            assertThat(amount(suggestion, "/price")).isEqualTo("10.90");
            assertThat(suggestion.path("stock").asInt()).isEqualTo(5);
            assertThat(kinds(suggestion)).contains("stock", "ceiling", "largest_step", "ending");
        }

        @Test
        void goesByTheForecastThatWasHeardAndNotByAnOldOne() {
            // given: ten a week were sold, and twice as many as are on hand are expected now
            onSale("6.00");
            known(-3, -3.05, -2.95);
            send(new StockLevelChanged(
                    item, "main", UUID.randomUUID().toString(), "receipt", 40, 40, 0, 40, LISTED, null));
            forecast("main", 60, false, Instant.now().minus(1, ChronoUnit.HOURS));
            forecast("main", 1, false, Instant.now().minus(2, ChronoUnit.HOURS));
            forecast("east", 20, false, Instant.now().minus(1, ChronoUnit.HOURS));
            eventually(() -> assertThat(jdbc.queryForObject(
                            "select sum(expected_units) from heard_forecast where item_id = ?", Double.class, item))
                    .isEqualTo(80));

            // when
            JsonNode suggestion = suggested();

            // then
            assertThat(suggestion.at("/demand/source").asString(""))
                    .as(suggestion.toString())
                    .isEqualTo("forecast");
            assertThat(suggestion.at("/demand/weekly_units").decimalValue()).isEqualByComparingTo("20");
            assertThat(suggestion.at("/demand/model").asString()).isEqualTo("demand-forecast");
            assertThat(kinds(suggestion)).contains("stock");
            assertThat(new BigDecimal(amount(suggestion, "/price"))).isGreaterThan(new BigDecimal("10"));

            // when the forecast is of last week, or by a fallback
            jdbc.update("update heard_forecast set forecasted_at = now() - interval '4 days' where item_id = ?", item);
            assertThat(suggested().at("/demand/source").asString()).isEqualTo("sales");
            jdbc.update(
                    "update heard_forecast set forecasted_at = now(), degraded = location_id = 'east' where item_id = ?",
                    item);
            assertThat(suggested().at("/demand/source").asString()).isEqualTo("sales");
        }

        @Test
        void expectsMoreOfWhatIsLookedAtMoreThanUsual() {
            // given: a hundred views a week, and four hundred in the last
            onSale("6.00");
            known(-3, -3.05, -2.95);
            jdbc.update("""
                    insert into item_heat (item_id, hour, views)
                    select ?, date_trunc('hour', now()) - make_interval(days => day), case when day < 7 then 400 / 7.0 else 100 / 7.0 end
                    from generate_series(0, 97) as day""", item);

            // when
            JsonNode suggestion = suggested();

            // then: the square root of four, as its category's sales follow views
            assertThat(suggestion.at("/demand/interest_factor").asDouble()).isCloseTo(2, offset(0.05));
            assertThat(suggestion.at("/demand/weekly_units").asDouble()).isCloseTo(20, offset(0.5));
        }

        /** 9.00 is best, 8.90 is the ending next to it, and it earns less than the 9.05 that is asked. */
        @Test
        void keepsThePriceWhereRulesLeaveNothingToGain() {
            upsert("9.05", "6.00", LISTED);
            eventuallyPrice("9.05");
            known(-3, -3.001, -2.999);

            JsonNode suggestion = suggested();

            assertThat(amount(suggestion, "/price")).isEqualTo("9.05");
            assertThat(kinds(suggestion)).containsExactly("list_price", "elasticity", "ending", "no_gain");
            assertThat(suggestion
                            .path("binding_rules")
                            .valueStream()
                            .map(rule -> rule.path("rule").asString()))
                    .containsExactly("ending", "no_gain");
        }

        @Test
        void changesNothingWhereRulesContradictAndNamesBoth() {
            onSale("12.00");
            known(-3, -3.2, -2.8);

            JsonNode suggestion = suggested();

            assertThat(amount(suggestion, "/price")).isEqualTo("10.00");
            assertThat(suggestion.at("/conflict/floor_rule").asString()).isEqualTo("floor");
            assertThat(amount(suggestion, "/conflict/floor")).isEqualTo("12.60");
            assertThat(suggestion.at("/conflict/ceiling_rule").asString()).isEqualTo("largest_step");
            assertThat(amount(suggestion, "/conflict/ceiling")).isEqualTo("11.00");
            assertThat(suggestion.at("/explanation/summary").asString()).contains("floor", "largest_step", "12.60");
        }

        @Test
        void keepsThePriceWhereTheCostIsMissingOrInAnotherCurrency() {
            onSale(null);
            known(-3, -3.2, -2.8);
            JsonNode missing = suggested();
            upsert(Money.of("10.00", "CNY"), Money.of("1.00", "USD"), LISTED.plusSeconds(1));
            eventually(() -> assertThat(jdbc.queryForList("select 1 from price_floor where item_id = ?", item))
                    .isNotEmpty());
            JsonNode foreign = suggested();

            for (JsonNode suggestion : List.of(missing, foreign)) {
                assertThat(amount(suggestion, "/price")).isEqualTo("10.00");
                assertThat(suggestion.path("person_needed_for").toString()).contains("no_floor");
                assertThat(suggestion.at("/now/margin").isMissingNode()).isTrue();
                assertThat(suggestion.at("/explanation/summary").asString()).contains("costs is not known");
            }
        }

        @Test
        void countsNoCompetitorOfYesterdayNorAnAbsurdOne() {
            // given
            onSale("6.00");
            known(-1.2, -1.25, -1.15);
            Instant now = Instant.now();
            observe("fresh", "10.40", "CNY", now.minusSeconds(60));
            observe("yesterday", "8.00", "CNY", now.minus(Duration.ofHours(25)));
            observe("absurd", "0.10", "CNY", now.minusSeconds(60));
            observe("abroad", "7.00", "USD", now.minusSeconds(60));

            // when
            JsonNode suggestion = suggested();

            // then
            JsonNode competition = suggestion.path("competition");
            assertThat(competition.path("competitor_id").asString()).isEqualTo("fresh");
            assertThat(competition.path("stale").asInt()).isEqualTo(1);
            assertThat(competition.path("absurd").asInt()).isEqualTo(1);
            assertThat(competition.path("other_currency").asInt()).isEqualTo(1);
            assertThat(kinds(suggestion)).contains("competitor");
            assertThat(new BigDecimal(amount(suggestion, "/price"))).isLessThanOrEqualTo(new BigDecimal("10.40"));
        }

        private ApiResponse observe(String competitor, String amount, String currency, Instant at) {
            return api.post(
                    "/admin/v1/competitor-prices",
                    Map.of(
                            "competitor_prices",
                            List.of(Map.of(
                                    "item_id",
                                    item,
                                    "competitor_id",
                                    competitor,
                                    "price",
                                    Map.of("amount", amount, "currency", currency),
                                    "in_stock",
                                    true,
                                    "observed_at",
                                    at.toString()))));
        }

        @Test
        void refusesPricesOfUnknownCurrencyAndBelowNothing() {
            assertThat(observe("a", "9.00", "QQQ", LISTED).text()).contains("price.currency", "QQQ");
            assertThat(observe("a", "-9.00", "CNY", LISTED).text()).contains("price.amount", "-9.00");
        }

        @Test
        void refusesItemsThatAreUnknownNotSoldOrFree() {
            refused(suggest(), 404, "not-found", item);
            upsert("0", "6.00", LISTED);
            eventuallyPrice("0.00");
            refused(suggest(), 422, "no-positive-price", item, "0.00 CNY");
            send(new ItemWithdrawn(item, LISTED.plusSeconds(5)));
            eventually(() -> assertThat(suggest().status()).isEqualTo(404));
            refused(api.post(SUGGESTIONS, Map.of()), 400, "invalid-request", "item_id");
        }

        @Test
        void leavesToAPersonWhatARuleMayNotDecide() {
            onSale("9.30");
            elasticities.put(item, "7", KnownElasticities.of(-40, -41, -39, Standing.NOT_ENOUGH_VARIATION, 10));
            Map<String, Object> byRule = Map.of("item_id", item, "approve_by_rule", true);

            JsonNode withheld = api.post(SUGGESTIONS, byRule).json();
            elasticities.put(item, "8", KnownElasticities.of(-40, -41, -39, Standing.WRONG_SIGN, 10));
            JsonNode wrongSign = api.post(SUGGESTIONS, byRule).json();
            elasticities.put(item, "9", KnownElasticities.of(-40, -41, -39, Standing.KNOWN, 10));
            JsonNode taken = api.post(SUGGESTIONS, byRule).json();

            assertThat(withheld.path("state").asString()).isEqualTo("SUGGESTED");
            assertThat(withheld.path("person_needed_for").toString()).contains("not_enough_variation");
            assertThat(wrongSign.path("state").asString()).isEqualTo("SUGGESTED");
            assertThat(wrongSign.path("person_needed_for").toString()).contains("wrong_sign");
            assertThat(taken.path("state").asString()).as(taken.toString()).isEqualTo("LIVE");
            assertThat(taken.path("approved_or_rejected_by").asString()).isEqualTo("rule");
            eventuallyPrice(amount(taken, "/price"));
        }
    }

    @Nested
    class Approving {

        @Test
        void putsThePriceLiveAndTellsIt() {
            // given
            onSale("6.00");
            known(-3, -3.05, -2.95);
            ApiResponse made = suggest();
            JsonNode suggestion = made.json();

            // when
            ApiResponse approved = api.with("If-Match", made.header("ETag").orElseThrow())
                    .post(SUGGESTIONS + "/" + id(suggestion) + "/approve", Map.of("reason", "season"));

            // then
            assertThat(approved.status()).as(approved.text()).isEqualTo(200);
            assertThat(approved.json().path("state").asString()).isEqualTo("LIVE");
            assertThat(approved.json().path("approved_or_rejected_by").asString())
                    .isNotBlank();
            JsonNode quote = quote();
            assertThat(amount(quote, "/price")).isEqualTo("9.90");
            assertThat(amount(quote, "/list_price")).isEqualTo("10.00");
            assertThat(quote.path("model").asString()).isEqualTo("price-elasticity");
            assertThat(quote.path("model_version").asString()).isEqualTo("7");
            assertThat(quote.path("degraded").asBoolean()).isFalse();
            assertThat(quote.toString())
                    .doesNotContain("cost")
                    .doesNotContain("margin")
                    .doesNotContain("floor");
            await().atMost(Duration.ofSeconds(5))
                    .untilAsserted(() -> assertThat(told()).hasSize(2));
            PriceChanged told = told().getLast();
            assertThat(told.price()).isEqualTo(Money.of("9.90", "CNY"));
            assertThat(told.listPrice()).isEqualTo(Money.of("10.00", "CNY"));
            assertThat(told.lowestInThirtyDays()).isEqualTo(Money.of("10.00", "CNY"));
            assertThat(jdbc.queryForList("select reason from price_ledger where item_id = ?", String.class, item))
                    .containsExactlyInAnyOrder("list-price", "suggestion");
            refused(approve(suggestion), 409, "wrong-suggestion-state", "LIVE");
        }

        @Test
        void isWholeOrNotAtAllWhereItIsCutOff() {
            // given
            onSale("6.00");
            known(-3, -3.05, -2.95);
            JsonNode suggestion = suggested();

            // when
            cutOffBeforeTheCommit(() -> assertThat(approve(suggestion).status()).isGreaterThanOrEqualTo(500));

            // then
            assertThat(ledger()).containsExactly("list-price");
            assertThat(amount(quote(), "/price")).isEqualTo("10.00");
            assertThat(api.get(SUGGESTIONS + "/" + id(suggestion))
                            .json()
                            .path("state")
                            .asString())
                    .isEqualTo("SUGGESTED");

            // when it is asked for again
            assertThat(approve(suggestion).status()).isEqualTo(200);

            // then
            assertThat(ledger()).containsExactly("list-price", "suggestion");
            await().atMost(Duration.ofSeconds(5))
                    .untilAsserted(() -> assertThat(told()).hasSize(2));
        }

        @TestFactory
        Stream<DynamicTest> leavesAQuoteThatKeepsTheContractOfDecisions() {
            onSale("6.00");
            known(-3, -3.05, -2.95);
            assertThat(approve(suggested()).status()).isEqualTo(200);
            return DecisionContract.of(api.as(Role.STOREFRONT), "/api/v1/prices/" + item)
                    .documentedAs("/api/v1/prices/{item_id}", api)
                    .deciding("/price/amount")
                    .inTwoLanguages()
                    .tests();
        }

        @Test
        void refusesWhatRestsOnWhatHasChanged() {
            onSale("6.00");
            known(-3, -3.05, -2.95);
            JsonNode first = suggested();
            elasticities.put(item, "8", KnownElasticities.of(-3, -3.05, -2.95, Standing.KNOWN, 10));
            refused(approve(first), 409, "basis-changed", "model_version", "SUGGESTED");

            JsonNode second = suggested();
            upsert("10.00", "6.10", LISTED.plusSeconds(1));
            eventually(() -> refused(approve(second), 409, "basis-changed", "cost", "SUGGESTED"));

            JsonNode third = suggested();
            upsert("10.50", "6.10", LISTED.plusSeconds(2));
            eventuallyPrice("10.50");
            refused(approve(third), 409, "basis-changed", "price_in_force", "10.50", "SUGGESTED");
        }

        @Test
        void letsOneOfTwoAtATimeWin() throws Exception {
            // given
            onSale("6.00");
            known(-3, -3.05, -2.95);
            List<Callable<ApiResponse>> approvals = Stream.of(suggested(), suggested())
                    .<Callable<ApiResponse>>map(each -> () -> approve(each))
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
            assertThat(jdbc.queryForList("select price from price_ledger where item_id = ?", item))
                    .hasSize(2);
        }

        @Test
        void letsTheListPriceReturnWhereTheItemCostsMoreThanTheApprovedPriceBears() {
            // given
            onSale("6.00");
            known(-3, -3.05, -2.95);
            JsonNode suggestion = suggested();
            assertThat(approve(suggestion).status()).isEqualTo(200);

            // when it costs more, and 9.90 is still above the floor
            upsert("10.00", "9.00", LISTED.plusSeconds(1));
            eventually(() -> assertThat(jdbc.queryForObject(
                            "select floor from price_floor where item_id = ?", BigDecimal.class, item))
                    .isEqualByComparingTo("9.45"));

            // then nothing changes
            assertThat(amount(quote(), "/price")).isEqualTo("9.90");

            // when the floor is above it
            upsert("10.00", "9.60", LISTED.plusSeconds(2));

            // then
            eventuallyPrice("10.00");
            assertThat(api.get(SUGGESTIONS + "/" + id(suggestion))
                            .json()
                            .path("state")
                            .asString())
                    .isEqualTo("SUPERSEDED");
            assertThat(ledger()).containsExactly("list-price", "suggestion", "list-price");
        }

        @Test
        void letsANewListPriceReplaceWhatWasApproved() {
            onSale("6.00");
            known(-3, -3.05, -2.95);
            JsonNode suggestion = suggested();
            approve(suggestion);
            upsert("10.00", "6.00", LISTED.plusSeconds(1));
            upsert("11.00", "6.00", LISTED.plusSeconds(2));

            eventuallyPrice("11.00");
            assertThat(state(suggestion)).isEqualTo("SUPERSEDED");
            assertThat(quote().path("model").asString()).isEqualTo("list-price");
            assertThat(told())
                    .extracting(each -> each.price().amount().toPlainString())
                    .as("the same list price again changed nothing")
                    .containsExactly("10.00", "9.90", "11.00");
        }

        private String state(JsonNode suggestion) {
            return api.get(SUGGESTIONS + "/" + id(suggestion))
                    .json()
                    .path("state")
                    .asString("");
        }

        @Test
        void isForThoseWhoSeeWhatTheyDecideOn() {
            onSale("6.00");
            known(-3, -3.05, -2.95);
            String path = SUGGESTIONS + "/" + id(suggested());

            refused(
                    api.with("If-Match", "\"99\"").send("POST", path + "/approve", null),
                    412,
                    "version-mismatch",
                    "99");
            refused(
                    api.with("If-Match", "three").send("POST", path + "/approve", null),
                    400,
                    "invalid-request",
                    "three");
            refused(api.post(path + "/reject", Map.of()), 400, "invalid-request", "reason");
            JsonNode rejected =
                    api.post(path + "/reject", Map.of("reason", "too cheap")).json();
            assertThat(rejected.path("state").asString()).isEqualTo("REJECTED");
            assertThat(rejected.path("reason").asString()).isEqualTo("too cheap");
            refused(api.send("POST", path + "/approve", null), 409, "wrong-suggestion-state", "REJECTED");
            assertThat(api.as(Role.STOREFRONT)
                            .send("POST", path + "/approve", null)
                            .status())
                    .isEqualTo(403);
            JsonNode page = api.get(SUGGESTIONS + "?item_id=" + item + "&state=REJECTED")
                    .json();
            assertThat(page.path("items")).hasSize(1);
            assertThat(api.get(SUGGESTIONS + "?item_id=" + item + "&state=LIVE")
                            .json()
                            .path("items"))
                    .isEmpty();
        }

        @Test
        void isHeldToTheFloorByTheDatabaseItself() {
            onSale("6.00");

            assertThatThrownBy(() -> jdbc.update("update item_price set price = 6.29 where item_id = ?", item))
                    .hasMessageContaining("below its floor of 6.3000");
            assertThat(jdbc.update("update item_price set price = 6.30 where item_id = ?", item))
                    .isEqualTo(1);
            assertThat(jdbc.update("update item_price set price = 5, list_price = 5 where item_id = ?", item))
                    .as("a list price is the shop's own")
                    .isEqualTo(1);
        }
    }

    @Nested
    class Promoting {

        private final String promotion = "p-" + UUID.randomUUID();

        private Map<String, Object> request(String id, Object discount, Instant from, Instant to) {
            return Map.of(
                    "promotion_id", id,
                    "names", Map.of("en", "Spring", "zh", "春季"),
                    "item_ids", List.of(item),
                    "discount", discount,
                    "from", from.toString(),
                    "to", to.toString());
        }

        private ApiResponse promote(String id, double discount, Instant from, Instant to) {
            return api.post(PROMOTIONS, request(id, discount, from, to));
        }

        private String planned(ApiResponse made) {
            assertThat(made.status()).as(made.text()).isEqualTo(201);
            return made.json().at("/items/0/suggestion_id").asString();
        }

        private ApiResponse approve(String suggestionId) {
            ApiResponse answer = api.send("POST", SUGGESTIONS + "/" + suggestionId + "/approve", null);
            assertThat(answer.status()).as(answer.text()).isEqualTo(200);
            return answer;
        }

        @Test
        void beginsAndEndsOnceThoughEachIsCutOff() {
            // given
            onSale("6.00");
            Instant from = Instant.now().plusSeconds(1);
            Instant to = from.plusSeconds(5);
            approve(planned(promote(promotion, 0.2, from, to)));

            // when its beginning is cut off for a while
            cutOffBeforeTheCommit(() -> {
                await().until(() -> Instant.now().isAfter(from.plusSeconds(2)));
                assertThat(ledger()).containsExactly("list-price");
                assertThat(amount(quote(), "/price")).isEqualTo("10.00");
            });

            // then it begins late
            eventuallyPrice("8.00");

            // when its end is cut off
            cutOffBeforeTheCommit(() -> {
                await().until(() -> Instant.now().isAfter(to.plusSeconds(2)));
                assertThat(ledger()).hasSize(2);
            });

            // then it ends late
            eventuallyPrice("10.00");
            assertThat(ledger()).containsExactly("list-price", "promotion", "list-price");
            eventually(() -> assertThat(told().stream().map(told -> told.price().amount()))
                    .containsExactly(new BigDecimal("10.00"), new BigDecimal("8.00"), new BigDecimal("10.00")));
        }

        @Test
        void saysThatNoFloorIsKnownWhereTheCostIsNot() {
            onSale(null);
            Instant from = Instant.now().plusSeconds(3_600);

            String id = planned(promote(promotion, 0.9, from, from.plusSeconds(60)));

            assertThat(api.get(SUGGESTIONS + "/" + id)
                            .json()
                            .path("person_needed_for")
                            .valueStream()
                            .map(JsonNode::asString))
                    .containsExactly("promotion", "no_floor");
        }

        @Test
        void isLiveFromItsBeginningUntilItsEndAndThePriceBeforeReturns() {
            // given: an approved price of 9.90
            onSale("6.00");
            known(-3, -3.05, -2.95);
            SuggestionsIT.this.approve(suggested());
            Instant from = Instant.now().plusSeconds(1);
            Instant to = from.plusSeconds(4);

            // when
            ApiResponse made = promote(promotion, 0.2, from, to);
            JsonNode approved = approve(planned(made)).json();

            // then
            assertThat(approved.path("state").asString()).isEqualTo("APPROVED");
            assertThat(amount(quote(), "/price")).isEqualTo("9.90");
            eventuallyPrice("7.92");
            JsonNode quote = quote();
            assertThat(quote.path("promotion_id").asString()).isEqualTo(promotion);
            assertThat(Instant.parse(quote.path("effective_until").asString()))
                    .isEqualTo(to.truncatedTo(ChronoUnit.MICROS));
            assertThat(quote.at("/explanation/reasons/1/kind").asString()).isEqualTo("promotion");
            refused(suggest(), 409, "promotion-running", promotion);
            eventuallyPrice("9.90");
            assertThat(quote().has("promotion_id")).isFalse();
            assertThat(quote().path("model").asString()).isEqualTo("price-elasticity");
            eventually(() -> assertThat(told())
                    .extracting(each -> each.price().amount().toPlainString())
                    .containsExactly("10.00", "9.90", "7.92", "9.90"));
            assertThat(told().get(2).promotionId()).isEqualTo(promotion);
            assertThat(told().get(2).effectiveUntil()).isNotNull();
            assertThat(api.get(PROMOTIONS + "/" + promotion)
                            .json()
                            .at("/items/0/state")
                            .asString())
                    .isEqualTo("SUPERSEDED");
        }

        @Test
        void endsWithTheListPriceWhereTheShopChangedItMeanwhile() {
            onSale("6.00");
            String suggestion =
                    planned(promote(promotion, 0.2, Instant.now(), Instant.now().plusSeconds(600)));
            approve(suggestion);
            eventuallyPrice("8.00");
            upsert("12.00", "6.00", LISTED.plusSeconds(1));
            eventually(() -> assertThat(amount(quote(), "/list_price")).isEqualTo("12.00"));
            assertThat(amount(quote(), "/price")).isEqualTo("8.00");

            // when: its end comes while nobody looks
            jdbc.update(
                    "update suggestion set starts_at = now() - interval '2 days', ends_at = now() - interval '1 day'"
                            + " where suggestion_id = ?",
                    suggestion);

            eventuallyPrice("12.00");
        }

        @Test
        void neverBeginsWhereItsTimePassedWhileTheServiceWasDown() {
            onSale("6.00");
            String suggestion = planned(promote(
                    promotion,
                    0.2,
                    Instant.now().plusSeconds(600),
                    Instant.now().plusSeconds(900)));
            approve(suggestion);

            jdbc.update(
                    "update suggestion set starts_at = now() - interval '2 days', ends_at = now() - interval '1 day'"
                            + " where suggestion_id = ?",
                    suggestion);

            eventually(() -> assertThat(api.get(SUGGESTIONS + "/" + suggestion)
                            .json()
                            .path("state")
                            .asString())
                    .isEqualTo("SUPERSEDED"));
            assertThat(jdbc.queryForList("select 1 from price_ledger where item_id = ?", item))
                    .hasSize(1);
        }

        @Test
        void isNotBegunWhereItIsNoReductionAnyMore() {
            onSale("6.00");
            String suggestion = planned(promote(
                    promotion,
                    0.2,
                    Instant.now().plusSeconds(600),
                    Instant.now().plusSeconds(900)));
            approve(suggestion);
            upsert("7.00", "6.00", LISTED.plusSeconds(1));
            eventuallyPrice("7.00");

            jdbc.update("update suggestion set starts_at = now() where suggestion_id = ?", suggestion);

            eventually(() -> {
                JsonNode now = api.get(SUGGESTIONS + "/" + suggestion).json();
                assertThat(now.path("state").asString()).isEqualTo("REJECTED");
                assertThat(now.path("reason").asString()).contains("8.00 CNY", "7.00 CNY");
            });
        }

        @Test
        void isRefusedWhereItIsNotBelowTheLowestPriceOfThirtyDays() {
            onSale("6.00");
            upsert("8.00", "6.00", LISTED.plusSeconds(1));
            eventuallyPrice("8.00");
            upsert("10.00", "6.00", LISTED.plusSeconds(2));
            eventuallyPrice("10.00");
            Instant from = Instant.now().plusSeconds(600);

            refused(
                    promote(promotion, 0.1, from, from.plusSeconds(60)),
                    422,
                    "not-below-prior-price",
                    "9.00 CNY",
                    "8.00 CNY",
                    item);
            refused(api.get(PROMOTIONS + "/" + promotion), 404, "not-found", promotion);
        }

        @Test
        void isRefusedBelowTheFloorAndForUnknownItemsItemByItem() {
            onSale("6.00");
            Instant from = Instant.now().plusSeconds(600);

            refused(promote(promotion, 0.5, from, from.plusSeconds(60)), 422, "below-floor", "5.00 CNY", "6.30 CNY");
            ApiResponse some = api.post(
                    PROMOTIONS,
                    Map.of(
                            "promotion_id", promotion,
                            "item_ids", List.of(item, "nobody-" + item),
                            "discount", 0.2,
                            "from", from.toString(),
                            "to", from.plusSeconds(60).toString()));
            assertThat(some.status()).as(some.text()).isEqualTo(201);
            assertThat(some.json().path("items")).hasSize(1);
            assertThat(some.json().at("/refused/0/item_id").asString()).isEqualTo("nobody-" + item);
            refused(promote(promotion, 0.2, from, from.plusSeconds(60)), 409, "promotion-exists", promotion);
        }

        @Test
        void isRefusedWhereItOverlapsAnotherOfTheItemNamingBoth() {
            onSale("6.00");
            Instant from = Instant.now().plusSeconds(600);
            planned(promote(promotion, 0.2, from, from.plusSeconds(60)));

            refused(
                    promote("second-" + promotion, 0.3, from.plusSeconds(30), from.plusSeconds(90)),
                    409,
                    "promotions-overlap",
                    "second-" + promotion,
                    "'" + promotion + "'",
                    item);
            planned(promote("third-" + promotion, 0.3, from.plusSeconds(60), from.plusSeconds(90)));
        }

        @Test
        void isRefusedWithADiscountOrATimeThatIsNone() {
            onSale("6.00");
            Instant from = Instant.now().plusSeconds(600);

            for (Object discount : List.of(0, 1, -0.2, 1.5, "0.2")) {
                refused(
                        api.post(PROMOTIONS, request(promotion, discount, from, from.plusSeconds(60))),
                        400,
                        "invalid-request",
                        "discount",
                        String.valueOf(discount));
            }
            refused(
                    promote(promotion, 0.2, from, from.minusSeconds(1)),
                    400,
                    "invalid-request",
                    "\"to\"",
                    from.toString());
            refused(promote(promotion, 0.2, LISTED, from), 400, "invalid-request", "\"from\"", "has passed");
            refused(api.post(PROMOTIONS, Map.of()), 400, "invalid-request", "item_ids", "promotion_id", "discount");
            refused(api.get(PROMOTIONS + "/nothing"), 404, "not-found", "nothing");
        }
    }
}
