package dev.shopkeeper.recommendation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.shopkeeper.recommendation.catalogue.Catalogue;
import dev.shopkeeper.testing.PlatformTest;
import dev.shopkeeper.testing.http.ApiClient;
import dev.shopkeeper.testing.http.ApiResponse;
import dev.shopkeeper.testing.kafka.KafkaProbe;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

@PlatformTest
class PersonDataIT {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String PATH = "/admin/v1/recommendation/person-data";

    @Autowired
    private KafkaProbe kafka;

    @Autowired
    private ApiClient api;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Catalogue catalogue;

    private Shop shop;

    @BeforeEach
    void openShop() {
        shop = new Shop(kafka);
        shop.items(shop.id("goods"), "tea", "pot", "rug");
        await().atMost(SOON)
                .until(() -> Stream.of("tea", "pot", "rug").allMatch(name -> catalogue.knows(shop.id(name))));
    }

    @Test
    void tellsAllThatIsKeptOfAPersonAndNothingOfOthers() {
        JsonNode answer = lives("anna");
        lives("bob");

        await().atMost(SOON).untilAsserted(() -> {
            JsonNode data = export("user_id=" + shop.id("anna"));
            assertThat(data.path("interactions")
                            .valueStream()
                            .map(one -> one.path("kind").stringValue() + " "
                                    + one.path("item_id").stringValue()))
                    .containsExactlyInAnyOrder(
                            "view " + shop.id("tea"),
                            "cart " + shop.id("tea"),
                            "purchase " + shop.id("tea"),
                            "view " + shop.id("pot"));
            assertThat(data.path("purchases")).hasSize(1);
            assertThat(data.at("/purchases/0/transaction_id").stringValue()).isEqualTo(shop.id("order-anna"));
            assertThat(data.path("answers")
                            .valueStream()
                            .map(one -> one.path("id").stringValue()))
                    .contains(answer.path("ranking_id").stringValue());
            assertThat(data.path("impressions")).hasSize(1);
            assertThat(data.path("clicks")).hasSize(1);
            assertThat(data.path("complete").booleanValue()).isTrue();
            assertThat(data.toString()).doesNotContain(shop.id("order-bob"));
        });
    }

    @Test
    void erasesAPersonSoThatTheNextAnswerKnowsNothingOfThem() {
        // given
        shop.did("carl", "together", "view_item", "tea");
        shop.did("carl", "together", "view_item", "rug");
        lives("anna");
        lives("bob");
        await().atMost(SOON).until(() -> subjects(ask("anna")).contains(shop.id("tea")));
        long counted = jdbc.sql("select count(*) from interaction where item_id = ?")
                .param(shop.id("tea"))
                .query(Long.class)
                .single();

        // when
        ApiResponse refused = api.as("OPERATOR").delete(PATH + "?user_id=" + shop.id("anna"));
        ApiResponse erased = api.as("ADMIN").delete(PATH + "?user_id=" + shop.id("anna"));

        // then
        assertThat(refused.status()).isEqualTo(403);
        assertThat(erased.status()).as(erased.toString()).isEqualTo(200);
        assertThat(erased.json().path("interactions").intValue()).isEqualTo(4);
        JsonNode next = ask("anna");
        assertThat(subjects(next)).isEmpty();
        assertThat(next.at("/explanation/summary").stringValue()).contains("nothing is known of the visitor");
        assertThat(next.toString()).as("bought no more").contains(shop.id("tea"));
        JsonNode left = export("user_id=" + shop.id("anna"));
        for (String list : List.of("interactions", "purchases", "impressions", "clicks", "reported_purchases")) {
            assertThat(left.path(list)).as(list).isEmpty();
        }
        assertThat(jdbc.sql("select count(*) from interaction where item_id = ?")
                        .param(shop.id("tea"))
                        .query(Long.class)
                        .single())
                .as("what is counted goes on being counted")
                .isEqualTo(counted);
        assertThat(subjects(ask("bob"))).contains(shop.id("tea"));
    }

    @Test
    void asksWhoseDataItIs() {
        ApiResponse nobody = api.as("OPERATOR").get(PATH);
        assertThat(nobody.status()).isEqualTo(400);
        assertThat(nobody.toString()).contains("user_id", "anonymous_id");
        assertThat(export("user_id=" + shop.id("never-heard-of")).path("interactions"))
                .isEmpty();
        assertThat(api.as("ADMIN")
                        .delete(PATH + "?anonymous_id=" + shop.id("never"))
                        .status())
                .isEqualTo(200);
        assertThat(api.as("STOREFRONT").get(PATH + "?user_id=x").status()).isEqualTo(403);
    }

    /** Looks, puts into the cart, is shown something, clicks it, and buys. */
    private JsonNode lives(String user) {
        shop.did(user, "s", "view_item", "tea");
        shop.did(user, "s", "add_to_cart", "tea");
        shop.ordered("order-" + user, user, Instant.now(), Map.of("tea", 1));
        await().atMost(SOON)
                .until(() -> subjects(ask(user)).contains(shop.id("tea"))
                        || export("user_id=" + shop.id(user)).path("purchases").size() == 1);
        JsonNode answer = ask(user);
        Map<String, Object> ranking =
                Map.of("ranking_id", answer.path("ranking_id").stringValue());
        shop.did(user, "view_item_list", ranking, "pot");
        shop.did(user, "select_item", ranking, "pot");
        await().atMost(SOON)
                .until(() ->
                        export("user_id=" + shop.id(user)).path("impressions").size() == 1);
        return answer;
    }

    private JsonNode ask(String user) {
        return api.speakingFor(shop.id(user))
                .with("Accept-Language", "en")
                .get("/api/v1/recommendations?user_id=" + shop.id(user) + "&category=" + shop.id("goods"))
                .json();
    }

    private JsonNode export(String parameters) {
        ApiResponse answer = api.as("OPERATOR").get(PATH + "?" + parameters);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        return answer.json();
    }

    private static List<String> subjects(JsonNode answer) {
        return answer.path("items")
                .valueStream()
                .flatMap(item -> item.path("reasons").valueStream())
                .map(reason -> reason.path("subject").stringValue(""))
                .filter(subject -> !subject.isEmpty())
                .distinct()
                .toList();
    }
}
