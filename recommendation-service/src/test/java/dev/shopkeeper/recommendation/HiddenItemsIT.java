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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@PlatformTest
class HiddenItemsIT {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String PATH = "/admin/v1/recommendation/hidden-items/";

    @Autowired
    private KafkaProbe kafka;

    @Autowired
    private ApiClient api;

    @Autowired
    private Catalogue catalogue;

    private Shop shop;

    @BeforeEach
    void openShop() {
        shop = new Shop(kafka);
        shop.items(shop.id("toys"), "kite", "drum");
        await().atMost(SOON).untilAsserted(() -> assertThat(shown()).contains(shop.id("kite"), shop.id("drum")));
    }

    @Test
    void leavesAnItemOutOfEveryAnswerUntilItMayBeShownAgain() {
        // when
        ApiResponse hidden = api.as("OPERATOR").put(PATH + shop.id("kite"), Map.of("reason", "recalled by its maker"));

        // then
        assertThat(hidden.status()).as(hidden.toString()).isEqualTo(200);
        assertThat(hidden.json().path("hidden_by").stringValue("")).isNotEmpty();
        await().atMost(SOON).untilAsserted(() -> assertThat(shown()).containsExactly(shop.id("drum")));
        String similar = "/api/v1/recommendations/similar/" + shop.id("drum") + "?limit=100&by=content";
        assertThat(api.as("STOREFRONT").get(similar).toString()).doesNotContain(shop.id("kite"));
        assertThat(api.as("OPERATOR")
                        .get("/admin/v1/recommendation/hidden-items?limit=200")
                        .toString())
                .contains(shop.id("kite"), "recalled by its maker");

        // when
        assertThat(api.as("OPERATOR").delete(PATH + shop.id("kite")).status()).isEqualTo(204);
        assertThat(api.as("OPERATOR").delete(PATH + shop.id("kite")).status())
                .as("again")
                .isEqualTo(204);

        // then
        await().atMost(SOON).untilAsserted(() -> assertThat(shown()).contains(shop.id("kite")));
        assertThat(api.as("OPERATOR")
                        .get("/admin/v1/recommendation/hidden-items?limit=200")
                        .toString())
                .doesNotContain(shop.id("kite"));
    }

    @Test
    void showsAnItemAgainByItselfAndHidesOneThatIsNotKnownYet() {
        api.as("OPERATOR")
                .put(
                        PATH + shop.id("kite"),
                        Map.of("reason", "a day off", "until", Instant.now().plusSeconds(3)));
        api.as("OPERATOR").put(PATH + shop.id("late"), Map.of("reason", "before it comes"));

        await().atMost(SOON).untilAsserted(() -> assertThat(shown()).doesNotContain(shop.id("kite")));
        shop.items(shop.id("toys"), "late", "later");

        await().atMost(SOON).untilAsserted(() -> assertThat(shown()).contains(shop.id("kite"), shop.id("later")));
        assertThat(catalogue.knows(shop.id("late"))).isTrue();
        assertThat(shown()).doesNotContain(shop.id("late"));
    }

    @Test
    void refusesWhatSaysNoReasonAndWhoMayNot() {
        ApiResponse wrong = api.as("OPERATOR").put(PATH + shop.id("kite"), Map.of("until", "tomorrow"));
        assertThat(wrong.status()).isEqualTo(400);
        assertThat(wrong.toString()).contains("reason", "until", "tomorrow");
        ApiResponse over = api.as("OPERATOR")
                .put(PATH + shop.id("kite"), Map.of("reason", "too late", "until", "2020-01-01T00:00:00Z"));
        assertThat(over.status()).as("it would hide nothing").isEqualTo(400);
        assertThat(over.toString()).contains("until", "2020-01-01", "future");
        assertThat(api.as("STOREFRONT")
                        .put(PATH + shop.id("kite"), Map.of("reason", "x"))
                        .status())
                .isEqualTo(403);
    }

    private List<String> shown() {
        return api.as("STOREFRONT")
                .get("/api/v1/recommendations?limit=100&category=" + shop.id("toys"))
                .json()
                .path("items")
                .valueStream()
                .map(item -> item.path("item_id").stringValue())
                .toList();
    }
}
