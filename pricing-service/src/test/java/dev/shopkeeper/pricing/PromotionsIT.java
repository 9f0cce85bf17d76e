package dev.shopkeeper.pricing;

import static dev.shopkeeper.pricing.PricedItem.LISTED;
import static dev.shopkeeper.pricing.PricedItem.PROMOTIONS;
import static dev.shopkeeper.pricing.PricedItem.amount;
import static dev.shopkeeper.pricing.PricedItem.eventually;
import static dev.shopkeeper.pricing.PricedItem.refused;
import static dev.shopkeeper.pricing.PricedItem.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.shopkeeper.starter.security.Role;
import dev.shopkeeper.testing.PlatformTest;
import dev.shopkeeper.testing.http.ApiClient;
import dev.shopkeeper.testing.http.ApiResponse;
import dev.shopkeeper.testing.kafka.KafkaProbe;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;

@PlatformTest
class PromotionsIT {

    private final ApiClient api;
    private final JdbcTemplate jdbc;
    private final SmartLifecycle clock;
    private final Supplier<PricedItem> items;
    private final PricedItem item;
    private final String promotion = "p-" + UUID.randomUUID();

    @Autowired
    PromotionsIT(
            ApiClient api,
            KafkaProbe kafka,
            JdbcTemplate jdbc,
            KnownElasticities elasticities,
            @Qualifier("promotionClock") SmartLifecycle clock) {
        this.api = api.as(Role.OPERATOR).with("Accept-Language", "en");
        this.jdbc = jdbc;
        this.clock = clock;
        this.items = () -> new PricedItem(api, kafka, jdbc, elasticities);
        this.item = items.get();
    }

    private Map<String, Object> request(String id, Object discount, Instant from, Instant to) {
        return request(id, List.of(item.id()), discount, from, to);
    }

    private static Map<String, Object> request(
            String id, List<String> itemIds, Object discount, Instant from, Instant to) {
        return Map.of(
                "promotion_id",
                id,
                "names",
                Map.of("en", "Spring", "zh", "春季"),
                "item_ids",
                itemIds,
                "discount",
                discount,
                "from",
                from.toString(),
                "to",
                to.toString());
    }

    private ApiResponse promote(String id, double discount, Instant from, Instant to) {
        return api.post(PROMOTIONS, request(id, discount, from, to));
    }

    private String planned(ApiResponse made) {
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        return made.json().at("/items/0/suggestion_id").asString();
    }

    private ApiResponse approve(String suggestionId) {
        ApiResponse answer = item.approve(suggestionId);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer;
    }

    @Test
    void beginsAndEndsOnceThoughEachIsCutOff() {
        // given
        item.onSale("6.00");
        Instant from = Instant.now().plusSeconds(1);
        Instant to = from.plusSeconds(5);
        approve(planned(promote(promotion, 0.2, from, to)));

        // when its beginning is cut off for a while
        item.cutOffBeforeTheCommit(() -> {
            await().until(() -> Instant.now().isAfter(from.plusSeconds(2)));
            assertThat(item.ledger()).containsExactly("list-price");
            assertThat(amount(item.quote(), "/price")).isEqualTo("10.00");
        });

        // then it begins late
        item.eventuallyPrice("8.00");

        // when its end is cut off
        item.cutOffBeforeTheCommit(() -> {
            await().until(() -> Instant.now().isAfter(to.plusSeconds(2)));
            assertThat(item.ledger()).hasSize(2);
        });

        // then it ends late
        item.eventuallyPrice("10.00");
        assertThat(item.ledger()).containsExactly("list-price", "promotion", "list-price");
        eventually(
                () -> assertThat(item.told().stream().map(told -> told.price().amount()))
                        .containsExactly(new BigDecimal("10.00"), new BigDecimal("8.00"), new BigDecimal("10.00")));
    }

    @Test
    void saysThatNoFloorIsKnownWhereTheCostIsNot() {
        item.onSale(null);
        Instant from = Instant.now().plusSeconds(3_600);

        String id = planned(promote(promotion, 0.9, from, from.plusSeconds(60)));

        assertThat(item.now(id).path("person_needed_for").valueStream().map(JsonNode::asString))
                .containsExactly("promotion", "no_floor");
    }

    @Test
    void isLiveFromItsBeginningUntilItsEndAndThePriceBeforeReturns() {
        // given: an approved price of 9.90
        item.onSale("6.00");
        item.known(-3, -3.05, -2.95);
        item.approve(item.suggested());
        Instant from = Instant.now().plusSeconds(1);
        Instant to = from.plusSeconds(4);

        // when
        ApiResponse made = promote(promotion, 0.2, from, to);
        JsonNode approved = approve(planned(made)).json();

        // then
        assertThat(approved.path("state").asString()).isEqualTo("APPROVED");
        assertThat(amount(item.quote(), "/price")).isEqualTo("9.90");
        item.eventuallyPrice("7.92");
        JsonNode quote = item.quote();
        assertThat(quote.path("promotion_id").asString()).isEqualTo(promotion);
        assertThat(Instant.parse(quote.path("effective_until").asString()))
                .isEqualTo(to.truncatedTo(ChronoUnit.MICROS));
        assertThat(quote.at("/explanation/reasons/1/kind").asString()).isEqualTo("promotion");
        refused(item.suggest(), 409, "promotion-running", promotion);
        item.eventuallyPrice("9.90");
        assertThat(item.quote().has("promotion_id")).isFalse();
        assertThat(item.quote().path("model").asString()).isEqualTo("price-elasticity");
        eventually(() -> assertThat(item.told())
                .extracting(each -> each.price().amount().toPlainString())
                .containsExactly("10.00", "9.90", "7.92", "9.90"));
        assertThat(item.told().get(2).promotionId()).isEqualTo(promotion);
        assertThat(item.told().get(2).effectiveUntil()).isNotNull();
        assertThat(stands().at("/items/0/state").asString()).isEqualTo("SUPERSEDED");
    }

    @Test
    void endsWithTheListPriceWhereTheShopChangedItMeanwhile() {
        item.onSale("6.00");
        String suggestion =
                planned(promote(promotion, 0.2, Instant.now(), Instant.now().plusSeconds(600)));
        approve(suggestion);
        item.eventuallyPrice("8.00");
        item.upsert("12.00", "6.00", LISTED.plusSeconds(1));
        eventually(() -> assertThat(amount(item.quote(), "/list_price")).isEqualTo("12.00"));
        assertThat(amount(item.quote(), "/price")).isEqualTo("8.00");

        // when: its end comes while nobody looks
        jdbc.update(
                "update suggestion set starts_at = now() - interval '2 days', ends_at = now() - interval '1 day'"
                        + " where suggestion_id = ?",
                suggestion);

        item.eventuallyPrice("12.00");
    }

    @Test
    void neverBeginsWhereItsTimePassedWhileTheServiceWasDown() {
        item.onSale("6.00");
        String suggestion = planned(promote(
                promotion, 0.2, Instant.now().plusSeconds(600), Instant.now().plusSeconds(900)));
        approve(suggestion);

        jdbc.update(
                "update suggestion set starts_at = now() - interval '2 days', ends_at = now() - interval '1 day'"
                        + " where suggestion_id = ?",
                suggestion);

        eventually(() -> assertThat(item.state(suggestion)).isEqualTo("SUPERSEDED"));
        assertThat(jdbc.queryForList("select 1 from price_ledger where item_id = ?", item.id()))
                .hasSize(1);
    }

    @Test
    void isNotBegunWhereItIsNoReductionAnyMore() {
        item.onSale("6.00");
        String suggestion = planned(promote(
                promotion, 0.2, Instant.now().plusSeconds(600), Instant.now().plusSeconds(900)));
        approve(suggestion);
        item.upsert("7.00", "6.00", LISTED.plusSeconds(1));
        item.eventuallyPrice("7.00");

        jdbc.update("update suggestion set starts_at = now() where suggestion_id = ?", suggestion);

        eventually(() -> {
            assertThat(item.state(suggestion)).isEqualTo("REJECTED");
            assertThat(item.now(suggestion).path("reason").asString()).contains("8.00 CNY", "7.00 CNY");
        });
        assertThat(stands().at("/items/0/state").asString()).isEqualTo("REJECTED");
        assertThat(stands().at("/items/0/reason").asString()).startsWith("no-reduction: 8.00 CNY");
    }

    @Test
    void isRejectedAtItsEndWhereNobodyDecidedOnIt() {
        item.onSale("6.00");
        Instant from = Instant.now().plusSeconds(1);

        String suggestion = planned(promote(promotion, 0.2, from, from.plusSeconds(1)));

        eventually(() -> assertThat(item.state(suggestion)).isEqualTo("REJECTED"));
        JsonNode rejected = item.now(suggestion);
        assertThat(rejected.path("reason").asString()).startsWith("not-approved: ");
        assertThat(rejected.path("approved_or_rejected_by").asString()).isEqualTo("rule");
        assertThat(Instant.parse(rejected.path("closed_at").asString())).isAfter(from);
        assertThat(item.ledger()).containsExactly("list-price");
    }

    @Test
    void isRejectedAsSoonAsTheServiceRunsAgainWhereItsEndCameMeanwhile() {
        // given
        item.onSale("6.00");
        Instant from = Instant.now().plusSeconds(600);
        String suggestion = planned(promote(promotion, 0.2, from, from.plusSeconds(60)));

        // when its end comes while nobody looks
        clock.stop();
        try {
            jdbc.update(
                    "update suggestion set starts_at = now() - interval '2 days', ends_at = now() - interval '1 day'"
                            + " where suggestion_id = ?",
                    suggestion);
            refused(item.approve(suggestion), 409, "promotion-over", "SUGGESTED", "has passed");
        } finally {
            clock.start();
        }

        // then
        assertThat(item.state(suggestion)).isEqualTo("REJECTED");
        refused(item.approve(suggestion), 409, "wrong-suggestion-state", "REJECTED");
        assertThat(stands().at("/items/0/reason").asString()).startsWith("not-approved: ");
    }

    private JsonNode stands() {
        return api.get(PROMOTIONS + "/" + promotion).json();
    }

    @Test
    void tellsItemByItemWhatRulesDidToItsPriceOrWhyTheyRefusedIt() {
        // given
        item.upsert("10.01", "6.00", LISTED);
        item.eventuallyPrice("10.01");
        PricedItem dear = items.get();
        dear.onSale("9.00");
        Instant from = Instant.now().plusSeconds(600);

        // when
        ApiResponse made = api.post(
                PROMOTIONS, request(promotion, List.of(item.id(), dear.id()), 0.2, from, from.plusSeconds(60)));

        // then
        planned(made);
        assertThat(stands()).isEqualTo(made.json());
        JsonNode taken = stands().at("/items/0");
        assertThat(taken.path("state").asString()).isEqualTo("SUGGESTED");
        assertThat(amount(taken, "/price")).isEqualTo("8.00");
        assertThat(amount(taken, "/price_before")).isEqualTo("10.01");
        assertThat(texts(taken, "/binding_rules", "rule")).containsExactly("minor_unit");
        assertThat(amount(taken, "/binding_rules/0/before")).isEqualTo("8.008");
        assertThat(taken.path("person_needed_for").toString()).contains("promotion");
        assertThat(texts(stands(), "/refused", "item_id")).containsExactly(dear.id());
        assertThat(texts(stands(), "/refused", "code")).containsExactly("below-floor");
        assertThat(texts(stands(), "/refused", "value")).containsExactly("8.00 CNY");
        assertThat(stands().at("/refused/0/message").asString()).contains("9.45 CNY");
    }

    @Test
    void areListedByItemAndStatePageByPage() {
        // given
        item.onSale("6.00");
        Instant from = Instant.now().plusSeconds(600);
        List<String> ids =
                Stream.of("a", "b", "c").map(each -> promotion + each).toList();
        String approved = planned(promote(ids.get(0), 0.2, from, from.plusSeconds(60)));
        planned(promote(ids.get(1), 0.2, from.plusSeconds(60), from.plusSeconds(120)));
        planned(promote(ids.get(2), 0.2, from.plusSeconds(120), from.plusSeconds(180)));
        approve(approved);
        String ofItem = "?item_id=" + item.id();

        // when
        JsonNode first = listed(ofItem + "&limit=2");
        JsonNode second =
                listed(ofItem + "&limit=2&cursor=" + first.path("next_cursor").asString());

        // then
        assertThat(texts(first, "/items", "promotion_id")).containsExactly(ids.get(0), ids.get(1));
        assertThat(texts(second, "/items", "promotion_id")).containsExactly(ids.get(2));
        assertThat(second.path("next_cursor").asString("")).isEmpty();
        assertThat(first.at("/items/0/discount").asDouble()).isEqualTo(0.2);
        assertThat(first.at("/items/0/items").toString()).isEqualTo("{\"APPROVED\":1}");
        assertThat(texts(listed(ofItem + "&state=SUGGESTED"), "/items", "promotion_id"))
                .containsExactly(ids.get(1), ids.get(2));
        assertThat(texts(listed("?state=APPROVED&limit=200"), "/items", "promotion_id"))
                .contains(ids.get(0))
                .doesNotContain(ids.get(1));
        assertThat(listed(ofItem + "&state=LIVE").path("items")).isEmpty();
        refused(api.get(PROMOTIONS + "?state=BEGUN"), 400, "invalid-request", "state", "BEGUN");
        refused(api.get(PROMOTIONS + "?item_id="), 400, "invalid-request", "item_id");
        refused(api.get(PROMOTIONS + "?limit=0"), 400, "invalid-request", "limit");
    }

    private JsonNode listed(String parameters) {
        ApiResponse answer = api.get(PROMOTIONS + parameters);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.json();
    }

    @Test
    void isMadeOnceByManyAtATimeAndTheOthersAreToldWhatARepetitionIsTold() throws Exception {
        // given: as many items, so that not even one of them is in the way of another
        List<PricedItem> several = Stream.generate(items).limit(6).toList();
        several.forEach(each -> each.onSale("6.00"));
        Instant from = Instant.now().plusSeconds(600);
        CyclicBarrier together = new CyclicBarrier(several.size());
        List<Callable<ApiResponse>> requests = several.stream()
                .<Callable<ApiResponse>>map(each -> () -> {
                    together.await();
                    return api.post(
                            PROMOTIONS, request(promotion, List.of(each.id()), 0.2, from, from.plusSeconds(60)));
                })
                .toList();

        // when
        List<ApiResponse> answers;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            answers =
                    threads.invokeAll(requests).stream().map(Future::resultNow).toList();
        }

        // then
        JsonNode repeated = promote(promotion, 0.2, from, from.plusSeconds(60)).json();
        assertThat(answers).extracting(ApiResponse::status).containsOnlyOnce(201);
        for (ApiResponse answer : answers) {
            if (answer.status() != 201) {
                refused(answer, 409, "promotion-exists", promotion, "SUGGESTED");
                assertThat(answer.json().path("detail")).isEqualTo(repeated.path("detail"));
                assertThat(answer.json().path("errors")).isEqualTo(repeated.path("errors"));
            }
        }
        assertThat(texts(repeated, "/errors", "name")).containsExactly("promotion_id", "state");
        assertThat(stands().path("items")).hasSize(1);
    }

    @Test
    void isRefusedWhereItIsNotBelowTheLowestPriceOfThirtyDays() {
        item.onSale("6.00");
        item.upsert("8.00", "6.00", LISTED.plusSeconds(1));
        item.eventuallyPrice("8.00");
        item.upsert("10.00", "6.00", LISTED.plusSeconds(2));
        item.eventuallyPrice("10.00");
        Instant from = Instant.now().plusSeconds(600);

        refused(
                promote(promotion, 0.1, from, from.plusSeconds(60)),
                422,
                "not-below-prior-price",
                "9.00 CNY",
                "8.00 CNY",
                item.id());
        refused(api.get(PROMOTIONS + "/" + promotion), 404, "not-found", promotion);
    }

    @Test
    void isRefusedBelowTheFloorAndForUnknownItemsItemByItem() {
        item.onSale("6.00");
        Instant from = Instant.now().plusSeconds(600);

        refused(promote(promotion, 0.5, from, from.plusSeconds(60)), 422, "below-floor", "5.00 CNY", "6.30 CNY");
        ApiResponse some = api.post(
                PROMOTIONS,
                Map.of(
                        "promotion_id", promotion,
                        "item_ids", List.of(item.id(), "nobody-" + item.id()),
                        "discount", 0.2,
                        "from", from.toString(),
                        "to", from.plusSeconds(60).toString()));
        assertThat(some.status()).as(some.text()).isEqualTo(201);
        assertThat(some.json().path("items")).hasSize(1);
        assertThat(some.json().at("/refused/0/item_id").asString()).isEqualTo("nobody-" + item.id());
        refused(promote(promotion, 0.2, from, from.plusSeconds(60)), 409, "promotion-exists", promotion);
    }

    @Test
    void isRefusedWhereItOverlapsAnotherOfTheItemNamingBoth() {
        item.onSale("6.00");
        Instant from = Instant.now().plusSeconds(600);
        planned(promote(promotion, 0.2, from, from.plusSeconds(60)));

        refused(
                promote("second-" + promotion, 0.3, from.plusSeconds(30), from.plusSeconds(90)),
                409,
                "promotions-overlap",
                "second-" + promotion,
                "'" + promotion + "'",
                item.id());
        planned(promote("third-" + promotion, 0.3, from.plusSeconds(60), from.plusSeconds(90)));
    }

    @Test
    void isRefusedWithADiscountOrATimeThatIsNone() {
        item.onSale("6.00");
        Instant from = Instant.now().plusSeconds(600);

        for (Object discount : List.of(0, 1, -0.2, 1.5, "0.2")) {
            refused(
                    api.post(PROMOTIONS, request(promotion, discount, from, from.plusSeconds(60))),
                    400,
                    "invalid-request",
                    "discount",
                    String.valueOf(discount));
        }
        assertThat(promote(promotion, 0, from, from.plusSeconds(60)).text()).contains("must be from 0.001 to 0.999");
        refused(promote(promotion, 0.2, from, from.minusSeconds(1)), 400, "invalid-request", "\"to\"", from.toString());
        refused(promote(promotion, 0.2, LISTED, from), 400, "invalid-request", "\"from\"", "has passed");
        refused(api.post(PROMOTIONS, Map.of()), 400, "invalid-request", "item_ids", "promotion_id", "discount");
        refused(api.get(PROMOTIONS + "/nothing"), 404, "not-found", "nothing");
    }

    @Test
    void isEndedBySomebodyBeforeItsTime() {
        // given
        item.onSale("6.00");
        Instant from = Instant.now().plusSeconds(1);
        String suggestion = planned(promote(promotion, 0.2, from, from.plus(1, ChronoUnit.DAYS)));
        approve(suggestion);
        item.eventuallyPrice("8.00");

        // when
        ApiResponse ended = api.post(PricedItem.SUGGESTIONS + "/" + suggestion + "/end", Map.of("reason", "sold out"));

        // then
        assertThat(ended.status()).as(ended.text()).isEqualTo(200);
        assertThat(amount(item.quote(), "/price")).isEqualTo("10.00");
        assertThat(item.ledger()).containsExactly("list-price", "promotion", "list-price");
        assertThat(api.get(PROMOTIONS + "/" + promotion)
                        .json()
                        .at("/items/0/state")
                        .asString(""))
                .isEqualTo("SUPERSEDED");
    }
}
