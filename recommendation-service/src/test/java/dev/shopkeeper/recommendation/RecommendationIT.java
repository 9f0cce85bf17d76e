package dev.shopkeeper.recommendation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.shopkeeper.events.BehaviourRecorded;
import dev.shopkeeper.events.EventEnvelope;
import dev.shopkeeper.events.ItemWithdrawn;
import dev.shopkeeper.events.OrderCancelled;
import dev.shopkeeper.events.OrderPlaced;
import dev.shopkeeper.events.PriceChanged;
import dev.shopkeeper.events.ReturnCompleted;
import dev.shopkeeper.events.StockLevelChanged;
import dev.shopkeeper.recommendation.catalogue.Catalogue;
import dev.shopkeeper.recommendation.index.IndexFollower;
import dev.shopkeeper.recommendation.index.IndexSettings;
import dev.shopkeeper.recommendation.index.ServingIndex;
import dev.shopkeeper.recommendation.interaction.InteractionLog;
import dev.shopkeeper.recommendation.popularity.Ranking;
import dev.shopkeeper.starter.housekeeping.HousekeepingTask;
import dev.shopkeeper.testing.PlatformTest;
import dev.shopkeeper.testing.decision.DecisionContract;
import dev.shopkeeper.testing.http.ApiClient;
import dev.shopkeeper.testing.http.ApiResponse;
import dev.shopkeeper.testing.infrastructure.Mentions;
import dev.shopkeeper.testing.kafka.KafkaProbe;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

@PlatformTest
class RecommendationIT {

    private static final Duration SOON = Duration.ofSeconds(30);

    @Autowired
    private KafkaProbe kafka;

    @Autowired
    private ApiClient api;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private DataSource database;

    @Autowired
    private InteractionLog log;

    @Autowired
    private IndexSettings settings;

    @Autowired
    private ServingIndex index;

    @Autowired
    private IndexFollower follower;

    @Autowired
    private Catalogue catalogue;

    @Autowired
    private Clock clock;

    @Autowired
    private ObjectProvider<HousekeepingTask> housekeeping;

    private Shop shop;

    @BeforeEach
    void openShop() {
        shop = new Shop(kafka);
    }

    @Test
    void changesWhatAVisitorIsShownOnceTheyViewAnItem() {
        // given
        shop.items("drinks", "tea", "pot", "rug", "lamp");
        for (int visitor = 0; visitor < 3; visitor++) {
            shop.did("visitor" + visitor, "s", "view_item", "tea");
            shop.did("visitor" + visitor, "s", "view_item", "pot");
            shop.did("other" + visitor, "s", "view_item", "rug");
            shop.did("other" + visitor, "s", "view_item", "lamp");
        }
        awaitIndexed("tea", "pot", "rug", "lamp");

        // when
        shop.did("anna", "now", "view_item", "tea");

        // then
        String path = "/api/v1/recommendations?limit=3&category=drinks&user_id=" + shop.id("anna");
        await().atMost(SOON).untilAsserted(() -> {
            JsonNode decision = storefront(path);
            JsonNode first = decision.path("items").path(0);
            assertThat(first.path("item_id").stringValue("")).isEqualTo(shop.id("pot"));
            JsonNode reason = first.path("reasons").path(0);
            assertThat(reason.path("kind").stringValue("")).isEqualTo("co_occurrence");
            assertThat(reason.path("subject").stringValue("")).isEqualTo(shop.id("tea"));
            assertThat(reason.path("text").stringValue("")).isEqualTo("Because you viewed “English tea”");
        });
        JsonNode decision = storefront(path);
        assertThat(decision.path("degraded").booleanValue()).isTrue();
        assertThat(decision.path("degraded_reason").stringValue()).isEqualTo("no_champion");
        assertThat(decision.path("model").stringValue()).isEqualTo("live-co-occurrence");
        assertThat(decision.path("model_version").stringValue()).isEqualTo("live");
        assertThat(decision.path("decided_at").isString()).isTrue();
        assertThat(decision.at("/explanation/summary").stringValue()).startsWith("Degraded: no model is trained");
        assertReasonsAddUp(decision);
        awaitStored(decision.path("ranking_id").stringValue());
    }

    @TestFactory
    Stream<DynamicTest> keepsTheContractOfDecisions() {
        String category = "contract-" + shop.id("c");
        shop.items(category, "tea", "pot", "rug");
        shop.did("kim", "s", "view_item", "tea", "pot");
        awaitIndexed("tea", "pot");
        String path = "/api/v1/recommendations";
        ApiClient storefront = api.as("STOREFRONT");
        String ofAPage = path + "?limit=3&category=" + category + "&item_id=" + shop.id("tea");
        return Stream.of(
                        DecisionContract.of(storefront, ofAPage)
                                .documentedAs(path, api.as("OPERATOR"))
                                .decidingEach("/items", "score", "reasons")
                                .inTwoLanguages()
                                .withoutModel("live-co-occurrence", "no_champion")
                                .refusing(path + "?limit=1000", 400, "1000")
                                .refusing(path + "?colour=red", 400, "colour"),
                        DecisionContract.of(storefront, path + "/similar/" + shop.id("tea"))
                                .documentedAs(path + "/similar/{item_id}", api.as("OPERATOR"))
                                .decidingEach("/items", "score", "reasons")
                                .inTwoLanguages(),
                        DecisionContract.of(storefront, path + "/popular?category=" + category)
                                .documentedAs(path + "/popular", api.as("OPERATOR"))
                                .decidingEach("/items", "score", "reasons")
                                .inTwoLanguages()
                                .refusing(path + "/popular?window_days=400", 400, "400"),
                        DecisionContract.of(storefront, "/api/v1/best-sellers")
                                .documentedAs("/api/v1/best-sellers", api.as("OPERATOR"))
                                .inTwoLanguages()
                                .refusing("/api/v1/best-sellers?limit=0", 400, "limit"))
                .flatMap(DecisionContract::tests);
    }

    @Test
    void answersInChineseWhereThatIsPreferred() {
        shop.items("zh-" + shop.id("c"), "tea");
        String path = "/api/v1/recommendations?limit=1&category=zh-" + shop.id("c");

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(api.as("STOREFRONT")
                                .with("Accept-Language", "zh-CN,zh;q=0.9,en;q=0.5")
                                .get(path)
                                .json()
                                .path("items")
                                .path(0)
                                .path("title")
                                .stringValue(""))
                        .isEqualTo("中文tea"));
        assertThat(storefront(path).path("items").path(0).path("title").stringValue())
                .isEqualTo("English tea");
    }

    @Test
    void countsAnEventOnceHoweverOftenItIsSent() {
        shop.items("drinks", "cup");
        EventEnvelope<BehaviourRecorded> view = shop.did("bob", "s", "view_item", "cup");
        EventEnvelope<BehaviourRecorded> purchase =
                shop.did("bob", "purchase", Map.of("transaction_id", shop.id("o1")), "cup");
        for (int i = 0; i < 3; i++) {
            shop.again(view);
            shop.again(purchase);
        }
        EventEnvelope<BehaviourRecorded> last = shop.did("bob", "s", "add_to_cart", "cup");

        await().atMost(SOON).until(() -> rows("event_id = ?", last.id()) == 1);
        assertThat(rows("event_id = ?", view.id())).isEqualTo(1);
        assertThat(rows("item_id = ?", shop.id("cup"))).isEqualTo(3);
        assertThat(sold("cup")).containsEntry("ordered", 1L);
    }

    @Test
    void countsAnOrderOnceAndNetOfWhatWasCancelledAndReturned() {
        // given
        Instant day = Instant.parse("2024-05-06T12:00:00Z");
        shop.items("drinks", "jar", "mug");
        shop.did("cara", "purchase", Map.of("transaction_id", shop.id("o2"), "occurred_at", day), "jar", "mug");
        shop.ordered("o2", "cara", day, Map.of("jar", 5, "mug", 2));
        shop.ordered("o3", "dora", day, Map.of("jar", 4));

        // when
        shop.say(
                OrderCancelled.class,
                Map.of(
                        "order_id", shop.id("o2"),
                        "lines", shop.lines(Map.of("mug", 2)),
                        "cancelled_at", day.plusSeconds(60)));
        shop.say(
                ReturnCompleted.class,
                Map.of(
                        "return_id", shop.id("r"),
                        "order_id", shop.id("o2"),
                        "lines", shop.lines(Map.of("jar", 1)),
                        "completed_at", day.plusSeconds(60)));
        shop.say(
                OrderCancelled.class,
                Map.of("order_id", shop.id("o3"), "lines", List.of(), "cancelled_at", day.plusSeconds(60)));

        // then
        await().atMost(SOON).untilAsserted(() -> {
            assertThat(sold("jar")).isEqualTo(Map.of("ordered", 9L, "cancelled", 4L, "returned", 1L));
            assertThat(sold("mug")).isEqualTo(Map.of("ordered", 2L, "cancelled", 2L, "returned", 0L));
        });
        JsonNode best = storefront("/api/v1/best-sellers?from=2024-05-06&to=2024-05-06&limit=10");
        assertThat(best.path("items").size()).isEqualTo(1);
        assertThat(best.path("items").path(0).path("item_id").stringValue()).isEqualTo(shop.id("jar"));
        assertThat(best.path("items").path(0).path("units").intValue()).isEqualTo(4);
        assertThat(best.path("items").path(0).path("title").stringValue()).isEqualTo("English jar");
    }

    @Test
    void addsUpAnOrderThatIsToldInPartsAndCountsEachPartOnce() {
        // given
        Instant day = Instant.parse("2024-07-08T12:00:00Z");
        shop.items("drinks", "urn", "lid");

        // when
        EventEnvelope<OrderCancelled> cancelled = shop.say(
                OrderCancelled.class,
                Map.of(
                        "order_id", shop.id("o6"),
                        "lines", shop.lines(Map.of("urn", 1)),
                        "cancelled_at", day.plusSeconds(86_400)));
        EventEnvelope<OrderPlaced> first = shop.ordered("o6", "ana", day, Map.of("urn", 2));
        EventEnvelope<OrderPlaced> second = shop.ordered("o6", "ana", day, Map.of("urn", 3, "lid", 1));
        shop.again(first);
        shop.again(second);
        shop.again(cancelled);
        shop.say(
                ReturnCompleted.class,
                Map.of(
                        "return_id", shop.id("r6"),
                        "order_id", shop.id("o6"),
                        "lines", shop.lines(Map.of("lid", 1)),
                        "completed_at", day.plusSeconds(172_800)));

        // then
        await().atMost(SOON)
                .untilAsserted(() ->
                        assertThat(sold("lid")).isEqualTo(Map.of("ordered", 1L, "cancelled", 0L, "returned", 1L)));
        assertThat(sold("urn")).isEqualTo(Map.of("ordered", 5L, "cancelled", 1L, "returned", 0L));
        assertThat(jdbc.sql("select user_id, ordered, cancelled from purchase_line"
                                + " where transaction_id = ? and item_id = ?")
                        .params(shop.id("o6"), shop.id("urn"))
                        .query()
                        .singleRow())
                .isEqualTo(Map.of("user_id", shop.id("ana"), "ordered", 5L, "cancelled", 1L));
        JsonNode best = storefront("/api/v1/best-sellers?from=2024-07-08&to=2024-07-08&limit=10");
        assertThat(best.path("items")).singleElement().satisfies(item -> {
            assertThat(item.path("item_id").stringValue()).isEqualTo(shop.id("urn"));
            assertThat(item.path("units_ordered").intValue()).isEqualTo(5);
            assertThat(item.path("units").intValue()).isEqualTo(4);
        });
    }

    private Map<String, Object> level(String item, int available, Instant at, long version) {
        return Map.of(
                "item_id",
                shop.id(item),
                "location_id",
                "w1",
                "movement_id",
                shop.id("m" + version),
                "reason",
                "sale",
                "delta",
                -1,
                "on_hand",
                available,
                "reserved",
                0,
                "available",
                available,
                "occurred_at",
                at,
                "version",
                version);
    }

    @Test
    void neverShowsWhatCannotBeBoughtOrWasBoughtAlready() {
        // given
        String category = shop.id("cat");
        shop.items(category, "fine", "soldout", "gone", "bought", "page", "basket", "excluded");
        shop.item("inactive", category, false, Map.of());
        shop.item("food", category, true, Map.of("consumable", "true"));
        shop.item("snack", category, true, Map.of("consumable", "true"));
        shop.say(StockLevelChanged.class, level("soldout", 3, Instant.now(), 1));
        shop.say(StockLevelChanged.class, level("soldout", 0, Instant.now().minusSeconds(3600), 2));
        shop.say(
                ItemWithdrawn.class,
                Map.of("item_id", shop.id("gone"), "withdrawn_at", Instant.now().plusSeconds(1)));
        shop.say(
                PriceChanged.class,
                Map.of(
                        "item_id", shop.id("fine"),
                        "price", Map.of("amount", "9.90", "currency", "CNY"),
                        "effective_from", Instant.now().minusSeconds(60)));
        shop.ordered("o4", "eve", Instant.now(), Map.of("bought", 1, "snack", 1));
        shop.ordered("o5", "eve", Instant.now().minus(Duration.ofDays(8)), Map.of("food", 1));

        // then
        String path = "/api/v1/recommendations?limit=50&placement=item&category=" + category + "&user_id="
                + shop.id("eve") + "&item_id=" + shop.id("page") + "&basket=" + shop.id("basket") + "&exclude="
                + shop.id("excluded");
        await().atMost(SOON).untilAsserted(() -> {
            JsonNode items = storefront(path).path("items");
            assertThat(items.valueStream().map(item -> item.path("item_id").stringValue("")))
                    .containsExactlyInAnyOrder(shop.id("fine"), shop.id("food"));
            assertThat(items.valueStream()
                            .filter(item -> item.path("item_id").stringValue("").equals(shop.id("fine")))
                            .map(item -> item.path("price").path("amount").stringValue("")))
                    .containsExactly("9.90");
        });
    }

    @Test
    void forgetsWhatIsKeptLongEnough() {
        shop.items("drinks", "old");
        EventEnvelope<BehaviourRecorded> old = shop.did("ida", "s", "view_item", "old");
        EventEnvelope<BehaviourRecorded> imported =
                shop.did("ida", "view_item", Map.of("occurred_at", Instant.parse("2011-12-09T00:00:00Z")), "old");
        await().atMost(SOON).until(() -> rows("item_id = ?", shop.id("old")) == 2);
        jdbc.sql("update interaction set stored_at = now() - interval '1096 days' where event_id = ?")
                .param(old.id())
                .update();
        String ranking =
                storefront("/api/v1/recommendations?limit=1").path("ranking_id").stringValue();
        awaitStored(ranking);
        jdbc.sql("update decision set decided_at = now() - interval '91 days' where id = ?::uuid")
                .param(ranking)
                .update();

        int deleted = housekeeping
                .orderedStream()
                .mapToInt(task -> task.work().getAsInt())
                .sum();
        assertThat(deleted).isGreaterThanOrEqualTo(2);

        assertThat(rows("event_id = ?", old.id())).isZero();
        assertThat(rows("event_id = ?", imported.id())).isOne();
        assertThat(jdbc.sql("select count(*) from decision where id = ?::uuid")
                        .param(ranking)
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"denied", "withdrawn"})
    void countsADeniedEventAndNeitherRemembersNorLearnsFromIt(String consent) {
        // given
        shop.items("diaries-" + shop.id("c"), "diary", "lock");

        // when: a producer names the visitor all the same
        String id =
                shop.didAsSent("fay", "add_to_cart", Map.of("consent", consent, "session_id", "s"), "diary", "lock");

        // then: counted
        await().atMost(SOON).until(() -> rows("event_id = ?", id) == 2);
        String popular = "/api/v1/recommendations/popular?category=diaries-" + shop.id("c");
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(storefront(popular)
                                .at("/items/0/reasons/0/kind")
                                .stringValue(""))
                        .isEqualTo("popularity"));
        // nobody is named, and nothing of it says who it was
        assertThat(jdbc.sql("select user_id, anonymous_id, context from interaction where event_id = ?")
                        .param(id)
                        .query()
                        .listOfRows())
                .hasSize(2)
                .allSatisfy(row -> assertThat(row.values()).containsOnlyNulls());
        assertThat(Mentions.of(shop.id("fay"), database)).isEmpty();
        // nor does it say what goes with what
        await().atMost(SOON).until(() -> log.lag(follower.cursor(), 10) == 0);
        assertThat(neighbours(index, "diary")).isEmpty();
    }

    @Test
    void tellsAPastOnlyToWhomItIsOfAndToTheShop() {
        // given
        shop.items("secrets-" + shop.id("c"), "ring", "box", "card");
        for (int visitor = 0; visitor < 3; visitor++) {
            shop.did("couple" + visitor, "s", "view_item", "ring", "box");
        }
        awaitIndexed("ring", "box");
        shop.did(
                "jane", "purchase", Map.of("transaction_id", shop.id("j1"), "anonymous_id", shop.id("tablet")), "ring");
        shop.did("jane", "view_item", Map.of("anonymous_id", shop.id("tablet")), "ring");
        String asked = "/api/v1/recommendations?limit=3&category=secrets-" + shop.id("c");
        String jane = asked + "&user_id=" + shop.id("jane");
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(itemIds(storefront(jane))).doesNotContain(shop.id("ring")));

        // when
        JsonNode bare = api.as("STOREFRONT").get(jane).json();
        JsonNode other = api.speakingFor(shop.id("john")).get(jane).json();
        JsonNode sameBrowser = api.as("STOREFRONT")
                .get(asked + "&anonymous_id=" + shop.id("tablet"))
                .json();
        JsonNode operator = api.as("OPERATOR").get(jane).json();

        // then: neither by what is said nor by what is left out
        for (JsonNode impersonal : List.of(bare, other, sameBrowser)) {
            assertThat(itemIds(impersonal)).contains(shop.id("ring"));
            assertThat(impersonal.at("/items").toString()).doesNotContain("co_occurrence");
            assertThat(impersonal.path("degraded_reason").stringValue()).isEqualTo("no_champion");
        }
        assertThat(bare.toString()).contains("does not prove");
        assertThat(itemIds(operator)).doesNotContain(shop.id("ring"));
        assertThat(operator.at("/items").toString()).contains("co_occurrence");
        awaitStored(bare.path("ranking_id").stringValue());
        assertThat(jdbc.sql("select count(*) from decision where id = ?::uuid and subject is not null")
                        .param(bare.path("ranking_id").stringValue())
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    private static List<String> itemIds(JsonNode decision) {
        return decision.path("items")
                .valueStream()
                .map(item -> item.path("item_id").stringValue(""))
                .toList();
    }

    @Test
    void indexesOnlyWhatTheCatalogueKnowsAndTheRestOnceItDoes() {
        // given
        shop.items("drinks", "known");
        shop.did("ivy", "s", "view_item", "known");
        awaitIndexed("known");

        // when: ids that nobody ever sold
        EventEnvelope<BehaviourRecorded> last = null;
        for (int event = 0; event < 20; event++) {
            int from = event * 100;
            String[] invented = IntStream.range(from, from + 100)
                    .mapToObj(i -> "invented" + i)
                    .toArray(String[]::new);
            last = shop.did("ivy", "s", "view_item", invented);
        }
        EventEnvelope<BehaviourRecorded> end = Objects.requireNonNull(last);
        await().atMost(SOON).until(() -> rows("event_id = ?", end.id()) == 100);
        await().atMost(SOON).until(() -> log.lag(follower.cursor(), 10) == 0);

        // then: the log has them, memory and training do not
        for (int i = 0; i < 2000; i++) {
            assertThat(index.number(shop.id("invented" + i))).isNegative();
        }
        assertThat(jdbc.sql("select count(*) from interaction join item using (item_id) where item_id like ?")
                        .param(shop.id("invented") + "%")
                        .query(Long.class)
                        .single())
                .isZero();

        // when: one of them turns out to be an item of the shop whose catalogue came late
        shop.items("drinks", "invented1999");

        // then
        await().atMost(SOON).until(() -> index.number(shop.id("invented1999")) >= 0);
        await().atMost(SOON).untilAsserted(() -> {
            index.settle();
            assertThat(ranked(index)).containsKey(shop.id("invented1999"));
        });
        assertThat(neighbours(index, "invented1999")).containsKey(shop.id("known"));
    }

    @Test
    void followsTransactionsInTheOrderOfTheirNumbersAndNotOfTheirDigits() {
        // given
        for (String transaction : List.of("9", "10", "99", "100")) {
            jdbc.sql("insert into interaction (tx, kind, times, item_id, context, occurred_at)"
                            + " values (?::xid8, 1, 1, ?, 1, now())")
                    .params(transaction, shop.id("of-" + transaction))
                    .update();
        }

        // when: in batches that end between them
        List<String> met = new ArrayList<>();
        InteractionLog.Cursor cursor = InteractionLog.Cursor.START;
        List<InteractionLog.Followed> rows;
        while (!(rows = log.after(cursor, 3)).isEmpty()) {
            rows.forEach(row -> met.add(row.itemId()));
            cursor = rows.getLast().cursor();
        }

        // then: all, each once
        assertThat(met)
                .filteredOn(item -> item.startsWith(shop.id("of-")))
                .containsExactly(shop.id("of-9"), shop.id("of-10"), shop.id("of-99"), shop.id("of-100"));
        jdbc.sql("delete from interaction where item_id like ?")
                .param(shop.id("of-") + "%")
                .update();
    }

    @Test
    void rebuildsEqualIndexesFromTheDatabase() {
        // given
        shop.items("drinks", "a", "b", "c");
        shop.did("gus", "s", "view_item", "a", "b");
        shop.did("gus", "s", "add_to_cart", "c");
        shop.ordered("o5", "gus", Instant.now(), Map.of("a", 1, "c", 1));
        awaitIndexed("a", "b", "c");
        await().atMost(SOON).until(() -> Long.valueOf(1).equals(sold("c").get("ordered")));
        await().atMost(SOON).until(() -> log.lag(follower.cursor(), 10) == 0);

        // when
        ServingIndex rebuilt = new ServingIndex(settings, clock);
        InteractionLog.Cursor cursor = InteractionLog.Cursor.START;
        List<InteractionLog.Followed> rows;
        while (!(rows = log.after(cursor, 7)).isEmpty()) {
            rebuilt.apply(rows.stream()
                    .filter(row -> row.catalogued() || catalogue.knows(row.itemId()))
                    .toList());
            cursor = rows.getLast().cursor();
        }

        // then
        rebuilt.settle();
        index.settle();
        assertThat(rebuilt.size().rows()).isEqualTo(index.size().rows());
        assertThat(ranked(rebuilt)).isEqualTo(ranked(index));
        assertThat(neighbours(rebuilt, "a")).isEqualTo(neighbours(index, "a")).isNotEmpty();
    }

    @Test
    void answersSimilarAndPopularItems() {
        shop.items("drinks", "ink", "pen");
        shop.did("hal", "s", "view_item", "ink", "pen");
        awaitIndexed("ink", "pen");

        await().atMost(SOON).untilAsserted(() -> {
            JsonNode similar = storefront("/api/v1/recommendations/similar/" + shop.id("ink") + "?limit=1");
            assertThat(similar.path("items").path(0).path("item_id").stringValue(""))
                    .isEqualTo(shop.id("pen"));
            assertReasonsAddUp(similar);
        });
        JsonNode popular = storefront("/api/v1/recommendations/popular?limit=100&window_days=7");
        assertThat(popular.path("items")
                        .valueStream()
                        .map(item -> item.path("item_id").stringValue()))
                .contains(shop.id("ink"), shop.id("pen"));
    }

    @Test
    void namesEveryFaultOfARequest() {
        ApiResponse answer =
                api.as("STOREFRONT").get("/api/v1/recommendations?limit=0&placement=roof&item_id=" + "x".repeat(129));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.contentType()).isEqualTo("application/problem+json");
        assertThat(answer.json()
                        .path("errors")
                        .valueStream()
                        .map(error -> error.path("name").stringValue()))
                .containsExactlyInAnyOrder("limit", "placement", "item_id");
        ApiResponse misspelt = api.as("STOREFRONT").get("/api/v1/recommendations?usr_id=x");
        assertThat(misspelt.status()).isEqualTo(400);
        assertThat(misspelt.text()).contains("usr_id", "user_id");
        assertThat(api.as("STOREFRONT")
                        .get("/api/v1/best-sellers?from=2024-02-02&to=2024-02-01")
                        .status())
                .isEqualTo(400);
        assertThat(api.as("STOREFRONT")
                        .get("/api/v1/best-sellers?from=yesterday")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void showsItsStateToOperatorsAlone() {
        assertThat(api.get("/api/v1/recommendations").status()).isEqualTo(401);
        assertThat(api.as("STOREFRONT").get("/admin/v1/recommendation/status").status())
                .isEqualTo(403);
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(api.as("OPERATOR")
                                .get("/admin/v1/recommendation/status")
                                .json()
                                .path("index_built")
                                .booleanValue())
                        .isTrue());
    }

    private JsonNode storefront(String path) {
        ApiResponse answer =
                api.speakingFor(userOf(path)).with("Accept-Language", "en").get(path);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        return answer.json();
    }

    /** Whom a path asks for, as the shop's server knows who is signed in. */
    private static String userOf(String path) {
        Matcher user = Pattern.compile("user_id=([^&]+)").matcher(path);
        return user.find() ? user.group(1) : "nobody";
    }

    private static void assertReasonsAddUp(JsonNode decision) {
        for (JsonNode item : decision.path("items")) {
            BigDecimal sum = BigDecimal.ZERO;
            for (JsonNode reason : item.path("reasons")) {
                sum = sum.add(new BigDecimal(reason.path("contribution").asString()));
            }
            assertThat(sum)
                    .isEqualByComparingTo(new BigDecimal(item.path("score").asString()));
        }
    }

    private void awaitIndexed(String... names) {
        await().atMost(SOON).untilAsserted(() -> {
            for (String name : names) {
                assertThat(index.number(shop.id(name))).as(name).isNotNegative();
            }
        });
    }

    private void awaitStored(String rankingId) {
        await().atMost(SOON)
                .until(() -> jdbc.sql("select count(*) from decision where id = ?::uuid")
                                .param(rankingId)
                                .query(Long.class)
                                .single()
                        == 1);
    }

    private long rows(String condition, String value) {
        return jdbc.sql("select count(*) from interaction where " + condition)
                .param(value)
                .query(Long.class)
                .single();
    }

    /** Over all days. */
    private Map<String, Object> sold(String name) {
        return jdbc.sql("""
                        select coalesce(sum(ordered), 0)::bigint as ordered,
                               coalesce(sum(cancelled), 0)::bigint as cancelled,
                               coalesce(sum(returned), 0)::bigint as returned
                        from daily_sales where item_id = ?
                        """).param(shop.id(name)).query().singleRow();
    }

    /** By item: those equally wanted stand in the order in which a replica heard of them. */
    private static Map<String, Double> ranked(ServingIndex index) {
        Map<String, Double> ranked = new TreeMap<>();
        Ranking ranking = index.popular();
        for (int rank = 0; rank < ranking.size(); rank++) {
            ranked.put(index.id(ranking.itemAt(rank)), ranking.share(ranking.itemAt(rank)));
        }
        return ranked;
    }

    private Map<String, Double> neighbours(ServingIndex of, String name) {
        Map<String, Double> neighbours = new TreeMap<>();
        of.forEach(of.number(shop.id(name)), (item, similarity) -> neighbours.put(of.id(item), similarity));
        return neighbours;
    }
}
