package dev.shopkeeper.pricing;

import static dev.shopkeeper.pricing.PricedItem.LISTED;
import static dev.shopkeeper.pricing.PricedItem.SUGGESTIONS;
import static dev.shopkeeper.pricing.PricedItem.amount;
import static dev.shopkeeper.pricing.PricedItem.eventually;
import static dev.shopkeeper.pricing.PricedItem.id;
import static dev.shopkeeper.pricing.PricedItem.kinds;
import static dev.shopkeeper.pricing.PricedItem.refused;
import static dev.shopkeeper.pricing.PricedItem.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import dev.shopkeeper.events.DemandForecasted;
import dev.shopkeeper.events.ItemWithdrawn;
import dev.shopkeeper.events.Money;
import dev.shopkeeper.events.StockLevelChanged;
import dev.shopkeeper.pricing.elasticity.Elasticity.Standing;
import dev.shopkeeper.starter.security.Role;
import dev.shopkeeper.testing.PlatformTest;
import dev.shopkeeper.testing.decision.DecisionContract;
import dev.shopkeeper.testing.http.ApiClient;
import dev.shopkeeper.testing.http.ApiResponse;
import dev.shopkeeper.testing.kafka.KafkaProbe;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;

@PlatformTest
class SuggestionsIT {

    private final ApiClient api;
    private final JdbcTemplate jdbc;
    private final PricedItem item;

    @Autowired
    SuggestionsIT(ApiClient api, KafkaProbe kafka, JdbcTemplate jdbc, KnownElasticities elasticities) {
        this.api = api.as(Role.OPERATOR).with("Accept-Language", "en");
        this.jdbc = jdbc;
        this.item = new PricedItem(api, kafka, jdbc, elasticities);
    }

    private void forecast(String location, double units, boolean degraded, Instant at) {
        item.send(new DemandForecasted(item.id(), location, at, 28, units, "demand-forecast", "v3", degraded, at));
    }

    @TestFactory
    Stream<DynamicTest> keepTheContractOfDecisions() {
        item.onSale("6.00");
        item.known(-3, -3.2, -2.8);
        return DecisionContract.of(api, SUGGESTIONS + "/" + id(item.suggested()))
                .documentedAs(SUGGESTIONS + "/{id}", api)
                .deciding("/price/amount")
                .inTwoLanguages()
                .refusing(SUGGESTIONS + "/nothing-of-the-kind", 404, "nothing-of-the-kind")
                .tests();
    }

    @Test
    void tellsWhatIsExpectedTheOptimumAndTheRulesThatBoundIt() {
        // given: cost 6, elasticity -3, so 9.00 is best
        item.onSale("6.00");
        item.known(-3, -3.05, -2.95);

        // when
        JsonNode suggestion = item.suggested();

        // then: 9.00 is the least that the largest step allows, and 8.90 is outside
        assertThat(amount(suggestion, "/price")).isEqualTo("9.90");
        assertThat(amount(suggestion, "/unconstrained_optimum/price")).isEqualTo("9.00");
        assertThat(suggestion.at("/unconstrained_optimum/bounded").asBoolean()).isFalse();
        assertThat(suggestion.at("/elasticity/standing").asString()).isEqualTo("KNOWN");
        assertThat(suggestion.at("/elasticity/lower").asDouble()).isEqualTo(-3.05);
        assertThat(suggestion.at("/now/units").decimalValue()).isEqualByComparingTo("40");
        assertThat(amount(suggestion, "/now/margin")).isEqualTo("160.00");
        assertThat(new BigDecimal(amount(suggestion, "/suggested/margin"))).isGreaterThan(new BigDecimal("160"));
        assertThat(texts(suggestion, "/binding_rules", "rule")).containsExactly("ending");
        assertThat(kinds(suggestion)).containsExactly("list_price", "elasticity", "caution", "ending");
        assertThat(suggestion.path("model").asString()).isEqualTo("price-elasticity");
        assertThat(suggestion.path("degraded").asBoolean()).isFalse();
        assertThat(suggestion.path("state").asString()).isEqualTo("SUGGESTED");
    }

    @Test
    void keepsThePriceAndSaysSoWhereNoElasticityIsKnown() {
        item.onSale("6.00");

        JsonNode suggestion = item.suggested();

        assertThat(amount(suggestion, "/price")).isEqualTo("10.00");
        assertThat(suggestion.path("model").asString()).isEqualTo("list-price");
        assertThat(suggestion.path("degraded_reason").asString()).isEqualTo("no_champion");
        assertThat(suggestion.at("/explanation/summary").asString()).contains("not known");
        refused(item.approve(suggestion), 409, "nothing-to-change", "SUGGESTED");
    }

    @Test
    void raisesWhatIsScarce() {
        item.onSale("6.00");
        item.known(-3, -3.05, -2.95);
        item.send(new StockLevelChanged(
                item.id(), "main", UUID.randomUUID().toString(), "receipt", 5, 5, 0, 5, LISTED, null));
        eventually(() -> assertThat(jdbc.queryForList("select 1 from item_stock where item_id = ?", item.id()))
                .isNotEmpty());

        JsonNode suggestion = item.suggested();

        assertThat(amount(suggestion, "/price")).isEqualTo("10.90");
        assertThat(suggestion.path("stock").asInt()).isEqualTo(5);
        assertThat(kinds(suggestion)).contains("stock", "ceiling", "largest_step", "ending");
    }

    @Test
    void goesByTheForecastThatWasHeardAndNotByAnOldOne() {
        // given: ten a week were sold, and twice as many as are on hand are expected now
        item.onSale("6.00");
        item.known(-3, -3.05, -2.95);
        item.send(new StockLevelChanged(
                item.id(), "main", UUID.randomUUID().toString(), "receipt", 40, 40, 0, 40, LISTED, null));
        forecast("main", 60, false, Instant.now().minus(1, ChronoUnit.HOURS));
        forecast("main", 1, false, Instant.now().minus(2, ChronoUnit.HOURS));
        forecast("east", 20, false, Instant.now().minus(1, ChronoUnit.HOURS));
        eventually(() -> assertThat(jdbc.queryForObject(
                        "select sum(expected_units) from heard_forecast where item_id = ?", Double.class, item.id()))
                .isEqualTo(80));

        // when
        JsonNode suggestion = item.suggested();

        // then
        assertThat(suggestion.at("/demand/source").asString(""))
                .as(suggestion.toString())
                .isEqualTo("forecast");
        assertThat(suggestion.at("/demand/weekly_units").decimalValue()).isEqualByComparingTo("20");
        assertThat(suggestion.at("/demand/model").asString()).isEqualTo("demand-forecast");
        assertThat(kinds(suggestion)).contains("stock");
        assertThat(new BigDecimal(amount(suggestion, "/price"))).isGreaterThan(new BigDecimal("10"));

        // when the forecast is of last week, or by a fallback
        jdbc.update("update heard_forecast set forecasted_at = now() - interval '4 days' where item_id = ?", item.id());
        assertThat(item.suggested().at("/demand/source").asString()).isEqualTo("sales");
        jdbc.update(
                "update heard_forecast set forecasted_at = now(), degraded = location_id = 'east' where item_id = ?",
                item.id());
        assertThat(item.suggested().at("/demand/source").asString()).isEqualTo("sales");
    }

    @Test
    void expectsMoreOfWhatIsLookedAtMoreThanUsual() {
        // given: a hundred views a week, and four hundred in the last
        item.onSale("6.00");
        item.known(-3, -3.05, -2.95);
        jdbc.update("""
                insert into item_heat (item_id, hour, views)
                select ?, date_trunc('hour', now()) - make_interval(days => day), case when day < 7 then 400 / 7.0 else 100 / 7.0 end
                from generate_series(0, 97) as day""", item.id());

        // when
        JsonNode suggestion = item.suggested();

        // then: the square root of four, as its category's sales follow views
        assertThat(suggestion.at("/demand/interest_factor").asDouble()).isCloseTo(2, offset(0.05));
        assertThat(suggestion.at("/demand/weekly_units").asDouble()).isCloseTo(20, offset(0.5));
    }

    /** 9.00 is best, 8.90 is the ending next to it, and it earns less than the 9.05 that is asked. */
    @Test
    void keepsThePriceWhereRulesLeaveNothingToGain() {
        item.upsert("9.05", "6.00", LISTED);
        item.eventuallyPrice("9.05");
        item.known(-3, -3.001, -2.999);

        JsonNode suggestion = item.suggested();

        assertThat(amount(suggestion, "/price")).isEqualTo("9.05");
        assertThat(kinds(suggestion)).containsExactly("list_price", "elasticity", "ending", "no_gain");
        assertThat(texts(suggestion, "/binding_rules", "rule")).containsExactly("ending", "no_gain");
    }

    @Test
    void changesNothingWhereRulesContradictAndNamesBoth() {
        item.onSale("12.00");
        item.known(-3, -3.2, -2.8);

        JsonNode suggestion = item.suggested();

        assertThat(amount(suggestion, "/price")).isEqualTo("10.00");
        assertThat(suggestion.at("/conflict/floor_rule").asString()).isEqualTo("floor");
        assertThat(amount(suggestion, "/conflict/floor")).isEqualTo("12.60");
        assertThat(suggestion.at("/conflict/ceiling_rule").asString()).isEqualTo("largest_step");
        assertThat(amount(suggestion, "/conflict/ceiling")).isEqualTo("11.00");
        assertThat(suggestion.at("/explanation/summary").asString()).contains("floor", "largest_step", "12.60");
    }

    @Test
    void keepsThePriceWhereTheCostIsMissingOrInAnotherCurrency() {
        item.onSale(null);
        item.known(-3, -3.2, -2.8);
        JsonNode missing = item.suggested();
        item.upsert(Money.of("10.00", "CNY"), Money.of("1.00", "USD"), LISTED.plusSeconds(1));
        eventually(() -> assertThat(jdbc.queryForList("select 1 from price_floor where item_id = ?", item.id()))
                .isNotEmpty());
        JsonNode foreign = item.suggested();

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
        item.onSale("6.00");
        item.known(-1.2, -1.25, -1.15);
        Instant now = Instant.now();
        observe("fresh", "10.40", "CNY", now.minusSeconds(60));
        observe("yesterday", "8.00", "CNY", now.minus(Duration.ofHours(25)));
        observe("absurd", "0.10", "CNY", now.minusSeconds(60));
        observe("abroad", "7.00", "USD", now.minusSeconds(60));

        // when
        JsonNode suggestion = item.suggested();

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
                                item.id(),
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
        refused(item.suggest(), 404, "not-found", item.id());
        item.upsert("0", "6.00", LISTED);
        item.eventuallyPrice("0.00");
        refused(item.suggest(), 422, "no-positive-price", item.id(), "0.00 CNY");
        item.send(new ItemWithdrawn(item.id(), LISTED.plusSeconds(5)));
        eventually(() -> assertThat(item.suggest().status()).isEqualTo(404));
        refused(api.post(SUGGESTIONS, Map.of()), 400, "invalid-request", "item_id");
    }

    @Test
    void leavesToAPersonWhatARuleMayNotDecide() {
        item.onSale("9.30");
        item.known("7", -40, -41, -39, Standing.NOT_ENOUGH_VARIATION);
        Map<String, Object> byRule = Map.of("item_id", item.id(), "approve_by_rule", true);

        JsonNode withheld = api.post(SUGGESTIONS, byRule).json();
        item.known("8", -40, -41, -39, Standing.WRONG_SIGN);
        JsonNode wrongSign = api.post(SUGGESTIONS, byRule).json();
        item.known("9", -40, -41, -39, Standing.KNOWN);
        JsonNode taken = api.post(SUGGESTIONS, byRule).json();

        assertThat(withheld.path("state").asString()).isEqualTo("SUGGESTED");
        assertThat(withheld.path("person_needed_for").toString()).contains("not_enough_variation");
        assertThat(wrongSign.path("state").asString()).isEqualTo("SUGGESTED");
        assertThat(wrongSign.path("person_needed_for").toString()).contains("wrong_sign");
        assertThat(taken.path("state").asString()).as(taken.toString()).isEqualTo("LIVE");
        assertThat(taken.path("approved_or_rejected_by").asString()).isEqualTo("rule");
        item.eventuallyPrice(amount(taken, "/price"));
    }
}
