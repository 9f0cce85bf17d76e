package dev.shopkeeper.recommendation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.shopkeeper.events.ItemUpserted;
import dev.shopkeeper.recommendation.catalogue.Catalogue;
import dev.shopkeeper.testing.PlatformTest;
import dev.shopkeeper.testing.http.ApiClient;
import dev.shopkeeper.testing.http.ApiResponse;
import dev.shopkeeper.testing.kafka.KafkaProbe;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Shops and people that are smaller or larger than most. */
@PlatformTest
class ExtremesIT {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String PATH = "/api/v1/recommendations";

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
    }

    @Test
    void answersFromAShopOfOneItem() {
        shop.items(shop.id("all"), "only");
        await().atMost(SOON).until(() -> catalogue.knows(shop.id("only")));
        String all = "?category=" + shop.id("all");

        assertThat(shown(PATH + all)).containsExactly("only");
        assertThat(shown(PATH + all + "&placement=home&diversity=1&limit=100")).containsExactly("only");
        assertThat(shown(PATH + "/popular" + all)).containsExactly("only");
        JsonNode page = get(PATH + all + "&placement=item&item_id=" + shop.id("only"));
        assertThat(page.path("items")).isEmpty();
        assertThat(page.at("/explanation/summary").stringValue()).contains("Nothing that may be shown");
        assertThat(get(PATH + "/similar/" + shop.id("only") + all).path("items"))
                .isEmpty();
    }

    @Test
    void answersAPersonWithFiftyThousandEventsFromTheLatestInTime() {
        // given: they looked at one kind for years and at another one last
        shop.items(shop.id("old"), "o1", "o2", "o3");
        shop.items(shop.id("new"), "n1", "n2", "n3");
        await().atMost(SOON).until(() -> catalogue.knows(shop.id("n3")) && catalogue.knows(shop.id("o3")));
        jdbc.sql("""
                        insert into interaction (kind, times, item_id, context, user_id, occurred_at, catalogued)
                        select 1, 1, :prefix || case when at > 200 then 'o' else 'n' end || (1 + at % 3), 940000000000 + at / 3,
                               :prefix || 'busy', now() - at * interval '10 minutes', true
                        from generate_series(1, 50000) as at
                        """).param("prefix", shop.id("")).update();

        // when
        String asked = PATH + "?limit=10&user_id=" + shop.id("busy");
        await().atMost(SOON)
                .until(() ->
                        get(asked).at("/explanation/summary").stringValue("").contains("co-occurrence"));
        JsonNode answer = get(asked);

        // then
        assertThat(answer.at("/explanation/summary").stringValue())
                .as("read in time, and the last of it alone")
                .contains("co-occurrence with 3 items of the visitor's past");
        assertThat(answer.path("degraded_reason").stringValue("")).isNotEqualTo("too_late");
        assertThat(answer.path("items")).isNotEmpty();
        // when
        ApiResponse told = api.as("OPERATOR").get("/admin/v1/recommendation/person-data?user_id=" + shop.id("busy"));
        // then
        assertThat(told.status())
                .as("%s", told.text().substring(0, Math.min(300, told.text().length())))
                .isEqualTo(200);
        assertThat(told.text()).contains(shop.id("n1"));
    }

    @Test
    void showsAnItemOfWhichNothingIsSaid() {
        shop.say(
                ItemUpserted.class,
                Map.of(
                        "item_id", shop.id("bare"),
                        "titles", Map.of(),
                        "categories", List.of(),
                        "active", true,
                        "updated_at", Instant.now()));
        await().atMost(SOON).until(() -> catalogue.knows(shop.id("bare")));
        String only = "?filter=item_id%20=%20'" + shop.id("bare") + "'";

        JsonNode answer = get(PATH + only);
        assertThat(shown(PATH + only)).containsExactly("bare");
        assertThat(answer.at("/items/0/title").stringValue()).isNotEmpty();
        assertThat(answer.at("/items/0/reasons")).isNotEmpty();
        assertThat(get(PATH + "/similar/" + shop.id("bare") + "?by=content").path("items"))
                .as("nothing is like it, and the page is not left empty")
                .isNotEmpty()
                .allMatch(item -> item.at("/reasons/0/kind").stringValue("").equals("newest"));
    }

    private JsonNode get(String path) {
        ApiResponse answer = api.as("OPERATOR").with("Accept-Language", "en").get(path);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        return answer.json();
    }

    private List<String> shown(String path) {
        return get(path)
                .path("items")
                .valueStream()
                .map(item -> item.path("item_id").stringValue("").replace(shop.id(""), ""))
                .toList();
    }
}
