package dev.shopkeeper.recommendation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.shopkeeper.events.ItemUpserted;
import dev.shopkeeper.events.PriceChanged;
import dev.shopkeeper.recommendation.catalogue.Catalogue;
import dev.shopkeeper.recommendation.index.ServingIndex;
import dev.shopkeeper.testing.PlatformTest;
import dev.shopkeeper.testing.http.ApiClient;
import dev.shopkeeper.testing.http.ApiResponse;
import dev.shopkeeper.testing.kafka.KafkaProbe;
import java.math.BigDecimal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** What may stand where, and in what order, by what a request tells. */
@PlatformTest
class PlacementIT {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String PATH = "/api/v1/recommendations";

    @Autowired
    private KafkaProbe kafka;

    @Autowired
    private ApiClient api;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private ServingIndex index;

    @Autowired
    private Catalogue catalogue;

    private Shop shop;

    @BeforeEach
    void openShop() {
        shop = new Shop(kafka);
    }

    @Test
    void hearsWhatWasMetInTheVisitAndStoresNothingOfIt() {
        // given
        shop.items(category(), "tea", "pot", "rug", "lamp");
        together("tea", "pot");
        together("rug", "lamp");
        long before =
                jdbc.sql("select count(*) from interaction").query(Long.class).single();

        // when
        JsonNode byQuery = get("category=" + category() + "&session=" + shop.id("tea"));
        JsonNode byBody = post(Map.of(
                "category",
                category(),
                "session",
                List.of(Map.of("item_id", shop.id("tea")), Map.of("item_id", shop.id("rug"), "event", "add_to_cart"))));

        // then
        assertThat(shown(byQuery)).startsWith("pot").doesNotContain("session");
        assertThat(byQuery.at("/items/0/reasons/0/text").stringValue())
                .isEqualTo("Because you met “English tea” in this visit");
        assertThat(shown(byBody)).as("a cart says more than a view").startsWith("lamp", "pot");
        assertThat(jdbc.sql("select count(*) from interaction")
                        .query(Long.class)
                        .single())
                .isEqualTo(before);
    }

    @Test
    void offersNothingThatWasBoughtInTheVisitAndHearsARepeatOnce() {
        // given
        shop.items(category(), "tea", "pot");
        together("tea", "pot");
        Map<String, Object> viewed = Map.of("item_id", shop.id("tea"));

        // when
        JsonNode bought = post(Map.of(
                "category",
                category(),
                "session",
                List.of(viewed, Map.of("item_id", shop.id("pot"), "event", "purchase"))));
        JsonNode once = post(Map.of("category", category(), "session", List.of(viewed)));
        JsonNode often = post(Map.of("category", category(), "session", List.of(viewed, viewed, viewed)));

        // then
        assertThat(shown(bought)).doesNotContain("pot");
        assertThat(often.path("items")).isEqualTo(once.path("items"));
    }

    @Test
    void leavesVariantsOfAnItemOffItsPage() {
        // given
        shop.say(ItemUpserted.class, item("red", category(), Map.of("item_group_id", shop.id("shirt"))));
        shop.say(ItemUpserted.class, item("blue", category(), Map.of("item_group_id", shop.id("shirt"))));
        shop.items(category(), "hat");
        together("red", "blue", "hat");

        // then
        String asked = "category=" + category() + "&item_id=" + shop.id("red");
        assertThat(shown(get(asked))).contains("blue", "hat");
        assertThat(shown(get(asked + "&placement=item"))).containsExactly("hat");
    }

    @Test
    void offersNothingOfAKindThatTheCartHoldsUnlessItIsUsedUp() {
        // given
        shop.items(category(), "mug");
        shop.say(ItemUpserted.class, item("kettle", category(), Map.of("categories", List.of(category(), "kettles"))));
        shop.say(ItemUpserted.class, item("other", category(), Map.of("categories", List.of(category(), "kettles"))));
        Map<String, Object> used =
                Map.of("categories", List.of(category(), "tea"), "attributes", Map.of("consumable", "true"));
        shop.say(ItemUpserted.class, item("green", category(), used));
        shop.say(ItemUpserted.class, item("black", category(), used));
        together("kettle", "other", "green", "black", "mug");

        // then
        String asked = "category=" + category() + "&placement=cart&basket=" + shop.id("kettle") + "&basket="
                + shop.id("green");
        assertThat(shown(get(asked))).containsExactlyInAnyOrder("black", "mug");
        assertThat(shown(get(asked.replace("cart", "home")))).containsExactlyInAnyOrder("black", "mug", "other");
    }

    @Test
    void offersNothingDearAtTheCheckoutUnlessThereIsNothingElse() {
        // given
        shop.say(ItemUpserted.class, item("suit", category(), Map.of("categories", List.of(category(), "suits"))));
        shop.items(category(), "tie", "coat");
        shop.items(category() + "-dear", "yacht");
        price("suit", "100.00");
        price("tie", "30.00");
        price("coat", "30.01");
        price("yacht", "99999.00");
        together("suit", "tie", "coat", "yacht");

        // then
        String asked = "placement=checkout&basket=" + shop.id("suit") + "&category=" + category();
        assertThat(shown(get(asked))).containsExactly("tie");
        JsonNode waived = get(asked + "-dear");
        assertThat(shown(waived)).containsExactly("yacht");
        assertThat(waived.at("/explanation/summary").stringValue()).contains("The rules of the placement are waived");
    }

    @Test
    void putsWhatASearchFoundIntoAnOrderForTheVisitor() {
        // given
        String[] names = IntStream.range(0, 6).mapToObj(i -> "f" + i).toArray(String[]::new);
        shop.items(category(), names);
        shop.items(category(), "tea", "gone");
        together("tea", "f4");
        shop.item("gone", category(), false, Map.of());
        await().atMost(SOON)
                .until(() -> catalogue
                        .find(shop.id("gone"))
                        .filter(one -> !one.active())
                        .isPresent());
        List<String> found = Arrays.stream(new String[] {"f0", "gone", "f1", "f2", "f3", "f4"})
                .map(shop::id)
                .toList();

        // when
        JsonNode stranger = post(Map.of("placement", "search", "candidates", found));
        JsonNode drinker = post(Map.of(
                "placement", "search", "candidates", found, "session", List.of(Map.of("item_id", shop.id("tea")))));

        // then
        assertThat(shown(stranger))
                .as("nothing sold out, nothing beside, in the order found")
                .containsExactly("f0", "f1", "f2", "f3", "f4");
        assertThat(shown(drinker)).startsWith("f4").hasSize(5);
        List<String> kinds = drinker.at("/items/0/reasons")
                .valueStream()
                .map(reason -> reason.path("kind").stringValue())
                .toList();
        assertThat(kinds).contains("search_rank", "co_occurrence");
    }

    @Test
    void findsByWordsAndPutsWhatItFindsIntoAnOrderForTheVisitor() {
        // given
        String word = "w" + shop.id("").replace("-", "");
        String[] names = {"plain", "striped", "dotted", "other"};
        for (String name : names) {
            shop.say(
                    ItemUpserted.class,
                    item(
                            name,
                            category(),
                            Map.of(
                                    "titles",
                                    Map.of(
                                            "en",
                                            (name.equals("other") ? "" : word) + " " + name + " socks",
                                            "zh",
                                            "袜子" + shop.id("")))));
        }
        shop.items(category(), "tea");
        together("tea", "dotted");

        // then
        JsonNode found = checked(api.as("STOREFRONT").get("/api/v1/search?q=" + encoded(word + " striped")));
        assertThat(shown(found)).startsWith("striped").containsExactlyInAnyOrder("striped", "plain", "dotted");
        JsonNode own = checked(api.as("STOREFRONT").get("/api/v1/search?q=" + word + "&session=" + shop.id("tea")));
        assertThat(shown(own)).startsWith("dotted");
        assertThat(own.at("/items/0/reasons").toString()).contains("search_rank", "co_occurrence");
        JsonNode both = checked(api.as("STOREFRONT")
                .get("/api/v1/search?q=" + encoded(word + " striped") + "&session=" + shop.id("tea")));
        assertThat(shown(both))
                .as("what says all that is asked for, then what suits the visitor")
                .startsWith("striped", "dotted");
        assertThat(shown(checked(api.as("STOREFRONT").get("/api/v1/search?q=" + encoded(category())))))
                .as("a category by its name")
                .hasSize(5);
        assertThat(checked(api.as("STOREFRONT")
                                .get("/api/v1/search?q="
                                        + UUID.randomUUID().toString().replace("-", "")))
                        .path("items"))
                .isEmpty();
        assertThat(shown(checked(api.as("STOREFRONT").get("/api/v1/search?limit=100&q=" + encoded("袜")))))
                .as("one character of a word")
                .contains("striped", "plain", "dotted");
        assertThat(shown(checked(api.as("STOREFRONT").get("/api/v1/search?limit=100&q=" + encoded(word + " sock")))))
                .as("one of several")
                .contains("dotted", "plain", "striped");
        JsonNode nothing = checked(api.as("STOREFRONT")
                .with("Accept-Language", "en")
                .get("/api/v1/search?q=" + UUID.randomUUID().toString().replace("-", "")));
        assertThat(nothing.at("/explanation/summary").stringValue()).contains("Nothing was found for “");
        assertThat(api.as("STOREFRONT").get("/api/v1/search?q=%20").status()).isEqualTo(400);
        assertThat(api.as("STOREFRONT").get("/api/v1/search").status()).isEqualTo(400);
    }

    @Test
    void takesOffAnItemWhatItIsLikeThoseAboveIt() {
        // given: three of one kind are met with the item more often than one of another
        shop.say(ItemUpserted.class, item("tea", "x" + category(), Map.of("categories", List.of("x" + category()))));
        for (String name : List.of("a1", "a2", "a3")) {
            shop.say(
                    ItemUpserted.class,
                    item(name, category(), Map.of("brand", "A", "categories", List.of(category(), "as"))));
        }
        shop.say(ItemUpserted.class, item("b", category(), Map.of("brand", "B", "categories", List.of("bs"))));
        together("tea", "a1", "a2", "a3");
        together("tea", "a1", "a2", "a3");
        together("tea", "b");

        // when
        String asked = "item_id=" + shop.id("tea") + "&limit=2";
        JsonNode plain = get(asked + "&diversity=0");
        JsonNode varied = get(asked + "&diversity=1");

        // then
        assertThat(shown(plain)).allMatch(name -> name.startsWith("a"));
        // Which of all that is unlike depends on what else is in the catalogue.
        assertThat(shown(varied)).anyMatch(name -> name.startsWith("a")).anyMatch(name -> !name.startsWith("a"));
        assertThat(varied.at("/explanation/summary").stringValue()).contains("For variety the list gives up 0.");
    }

    @Test
    void saysWhereAFilterDoesNotParseAndWhenNothingMeetsIt() {
        shop.items(category(), "tea");
        awaitCatalogued("tea");

        ApiResponse wrong = api.as("STOREFRONT").get(PATH + "?filter=" + encoded("price < and brand = 'A'"));
        assertThat(wrong.status()).isEqualTo(400);
        assertThat(wrong.toString()).contains("filter", "column 9", "found");
        ApiResponse body = api.as("STOREFRONT")
                .post(PATH, Map.of("filter", "colour = 'red'", "limit", 10_001, "placement", "moon"));
        assertThat(body.status()).isEqualTo(400);
        assertThat(body.toString()).contains("colour", "10001", "moon", "home, item, cart, search, checkout");
        JsonNode none = get("filter=" + encoded("category = '" + category() + "' and price > 5"));
        assertThat(none.path("items")).isEmpty();
        assertThat(none.at("/explanation/summary").stringValue())
                .contains("Nothing that may be shown meets the conditions");
        assertThat(shown(get("filter=" + encoded("category = '" + category() + "'"))))
                .containsExactly("tea");
        String similar = PATH + "/similar/" + shop.id("tea") + "?filter=" + encoded("category = 'nothing of the kind'");
        assertThat(api.as("STOREFRONT").get(similar).json().path("items")).isEmpty();
    }

    @Test
    void findsWhatGoesWithAnItemByWhatIsSaidOfItAndByOrders() {
        // given: never met together, but alike; and bought together
        Map<String, Object> alike =
                Map.of("titles", Map.of("en", "Oolong leaves " + shop.id("")), "brand", shop.id("hills"));
        shop.say(ItemUpserted.class, item("tea", category(), alike));
        shop.say(ItemUpserted.class, item("leaves", category(), alike));
        shop.say(ItemUpserted.class, item("cup", category(), Map.of("titles", Map.of("en", shop.id("porcelain")))));
        awaitCatalogued("tea", "leaves", "cup");
        String path = PATH + "/similar/" + shop.id("tea") + "?limit=1";
        JsonNode unmet = checked(api.as("STOREFRONT").get(path));
        assertThat(shown(unmet)).as("nobody has met it yet").containsExactly("leaves");
        assertThat(unmet.path("model").stringValue()).isEqualTo("content-similarity");
        for (int order = 0; order < 3; order++) {
            shop.ordered("o" + order, "anna" + order, Instant.now(), Map.of("tea", 1, "cup", 2));
        }

        // then
        JsonNode content =
                checked(api.as("STOREFRONT").with("Accept-Language", "en").get(path + "&by=content"));
        assertThat(shown(content)).containsExactly("leaves");
        assertThat(content.path("model").stringValue()).isEqualTo("content-similarity");
        assertThat(content.path("degraded").booleanValue()).isFalse();
        assertThat(content.at("/items/0/reasons").toString())
                .contains("Same brand: " + shop.id("hills"), "same_content");
        await().atMost(SOON).untilAsserted(() -> {
            JsonNode orders = checked(api.as("STOREFRONT").get(path + "&by=bought_together"));
            assertThat(shown(orders)).containsExactly("cup");
            assertThat(orders.path("model").stringValue()).isEqualTo("bought-together");
        });
    }

    @Test
    void hasBoardsOfWhatIsSoldGainsAndIsNew() {
        // given: "old" is viewed for long and "rising" since yesterday; "sold" is bought
        shop.items(category(), "old", "rising", "sold");
        awaitCatalogued("old", "rising", "sold");
        Instant now = Instant.now();
        for (int day = 1; day < 12; day++) {
            for (int time = 0; time < 5; time++) {
                viewed("old", now.minus(Duration.ofDays(day)));
            }
        }
        for (int time = 0; time < 20; time++) {
            viewed("rising", now.minus(Duration.ofHours(1)));
        }
        shop.ordered("o", "anna", now.minusSeconds(5), Map.of("sold", 1));
        shop.items(category(), "new");

        // then
        String board = PATH + "/popular?category=" + category() + "&board=";
        await().atMost(SOON).untilAsserted(() -> {
            assertThat(first(board + "popular&window_days=30")).isEqualTo("old");
            assertThat(first(board + "trending&window_days=3")).isEqualTo("rising");
            assertThat(first(board + "popular&half_life_days=0.5")).isEqualTo("rising");
            assertThat(first(board + "best_sellers&window_days=7")).isEqualTo("sold");
            assertThat(first(board + "newest")).isEqualTo("new");
        });
        // when: a change is no novelty
        shop.items(category(), "old");
        await().atMost(SOON).until(() -> catalogue.newest().size() > 3);
        assertThat(first(board + "newest&window_days=1")).isEqualTo("new");
        for (String wrong : List.of(
                "sideways",
                "trending&half_life_days=3",
                "popular&window_days=3&half_life_days=3",
                "popular&window_days=91")) {
            assertThat(api.as("STOREFRONT").get(board + wrong).status())
                    .as(wrong)
                    .isEqualTo(400);
        }
    }

    private String first(String path) {
        List<String> shown = shown(checked(api.as("STOREFRONT").get(path)));
        return shown.isEmpty() ? "" : shown.getFirst();
    }

    private void viewed(String name, Instant at) {
        shop.did("v" + UUID.randomUUID(), "view_item", Map.of("occurred_at", at, "received_at", at), name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit=0", "limit=10001", "diversity=2", "diversity=NaN", "placement=moon", "filter="})
    void refusesWhatCannotBeMeant(String parameter) {
        ApiResponse answer = api.as("STOREFRONT").get(PATH + "?" + parameter);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.toString()).contains(parameter.split("=")[0]);
    }

    private String category() {
        return shop.id("goods");
    }

    private Map<String, Object> item(String name, String category, Map<String, Object> more) {
        Map<String, Object> fields = new HashMap<>(Map.of(
                "item_id", shop.id(name),
                "titles", Map.of("en", "English " + name),
                "categories", List.of(category),
                "active", true,
                "updated_at", Instant.now()));
        fields.putAll(more);
        return fields;
    }

    private void price(String name, String amount) {
        shop.say(
                PriceChanged.class,
                Map.of(
                        "item_id", shop.id(name),
                        "price", Map.of("amount", amount, "currency", "CNY"),
                        "effective_from", Instant.now().minusSeconds(60)));
        await().atMost(SOON)
                .until(() ->
                        catalogue.priceInForce(shop.id(name), Instant.now()).isPresent());
    }

    private void together(String... names) {
        awaitCatalogued(names);
        int before = index.items();
        for (int visitor = 0; visitor < 3; visitor++) {
            for (String name : names) {
                shop.did(names[0] + before + "v" + visitor, "s" + before, "view_item", name);
            }
        }
        await().atMost(SOON).untilAsserted(() -> {
            for (String name : names) {
                int number = index.number(shop.id(name));
                assertThat(number).as(name).isNotNegative();
                int[] met = {0};
                index.forEach(number, (item, similarity) -> met[0]++);
                assertThat(met[0]).as(name).isGreaterThanOrEqualTo(names.length - 1);
            }
        });
    }

    private void awaitCatalogued(String... names) {
        await().atMost(SOON).until(() -> Arrays.stream(names).allMatch(name -> catalogue.knows(shop.id(name))));
    }

    private JsonNode get(String parameters) {
        return checked(api.as("STOREFRONT").with("Accept-Language", "en").get(PATH + "?" + parameters));
    }

    private JsonNode post(Map<String, Object> body) {
        return checked(api.as("STOREFRONT").with("Accept-Language", "en").post(PATH, body));
    }

    private static JsonNode checked(ApiResponse answer) {
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        for (JsonNode item : answer.json().path("items")) {
            BigDecimal sum = BigDecimal.ZERO;
            for (JsonNode reason : item.path("reasons")) {
                sum = sum.add(reason.path("contribution").decimalValue());
            }
            assertThat(sum).isEqualByComparingTo(item.path("score").decimalValue());
        }
        return answer.json();
    }

    /** Short names. */
    private List<String> shown(JsonNode decision) {
        return decision.path("items")
                .valueStream()
                .map(item -> item.path("item_id").stringValue())
                .map(id -> id.startsWith(shop.id("")) ? id.substring(shop.id("").length()) : id)
                .toList();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
