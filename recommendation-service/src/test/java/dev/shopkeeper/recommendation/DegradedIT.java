package dev.shopkeeper.recommendation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.shopkeeper.recommendation.index.ServingIndex;
import dev.shopkeeper.testing.PlatformTest;
import dev.shopkeeper.testing.fault.FaultProxy;
import dev.shopkeeper.testing.http.ApiClient;
import dev.shopkeeper.testing.http.ApiResponse;
import dev.shopkeeper.testing.kafka.KafkaProbe;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** Visitors get answers, and get them in time, whatever becomes of the database. */
@PlatformTest
class DegradedIT {

    /** Reading the past may take 100 ms; the rest is for a slow machine that runs other tests beside this one. */
    private static final Duration BUDGET = Duration.ofMillis(700);

    private static final Duration SOON = Duration.ofSeconds(20);

    @Autowired
    private KafkaProbe kafka;

    @Autowired
    private ApiClient api;

    @Autowired
    private FaultProxy databaseProxy;

    @Autowired
    private ServingIndex index;

    private Shop shop;

    @BeforeEach
    void openShop() {
        shop = new Shop(kafka);
        shop.items("drinks", "tea", "pot");
        shop.did("ivy", "s", "view_item", "tea", "pot");
        await().atMost(SOON).until(() -> index.number(shop.id("tea")) >= 0 && !degraded(ask()));
    }

    @AfterEach
    void recovers() {
        databaseProxy.heal();
        await().atMost(SOON).until(() -> !degraded(ask()));
    }

    private ApiResponse ask() {
        return api.speakingFor(shop.id("ivy")).get("/api/v1/recommendations?limit=5&user_id=" + shop.id("ivy"));
    }

    private static boolean degraded(ApiResponse answer) {
        return answer.json().path("degraded_reason").stringValue("").equals("too_late");
    }

    private void answersInTimeAndSaysSo() {
        for (int i = 0; i < 10; i++) {
            long begun = System.nanoTime();
            ApiResponse answer = ask();
            Duration took = Duration.ofNanos(System.nanoTime() - begun);

            assertThat(answer.status()).as(answer.text()).isEqualTo(200);
            assertThat(took).as("answer %d", i).isLessThan(BUDGET);
            JsonNode decision = answer.json();
            assertThat(decision.path("degraded").booleanValue()).isTrue();
            assertThat(decision.path("model").stringValue()).isEqualTo("popularity");
            assertThat(decision.path("degraded_reason").stringValue()).isEqualTo("too_late");
            assertThat(decision.at("/explanation/summary").stringValue()).startsWith("Degraded: ");
            assertThat(decision.path("items").size()).isPositive();
        }
        assertThat(api.get("/actuator/health/readiness").status()).isEqualTo(200);
    }

    @Test
    void onADeadDatabase() {
        databaseProxy.refuse();

        answersInTimeAndSaysSo();
    }

    @Test
    void onADatabaseThatNeverAnswers() {
        databaseProxy.blackHole();

        answersInTimeAndSaysSo();
    }

    @Test
    void onASlowDatabase() {
        databaseProxy.delay(Duration.ofMillis(400), Duration.ZERO);

        answersInTimeAndSaysSo();
    }
}
