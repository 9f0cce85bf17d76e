package dev.shopkeeper.recommendation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import dev.shopkeeper.recommendation.index.Neighbours;
import dev.shopkeeper.recommendation.index.ServingIndex;
import dev.shopkeeper.recommendation.ranking.NeighbourRanker;
import dev.shopkeeper.recommendation.ranking.RankerSource;
import dev.shopkeeper.testing.PlatformTest;
import dev.shopkeeper.testing.fault.FaultProxy;
import dev.shopkeeper.testing.http.ApiClient;
import dev.shopkeeper.testing.http.ApiResponse;
import dev.shopkeeper.testing.kafka.KafkaProbe;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/** Visitors get answers, and get them in time, whatever becomes of the database. */
@PlatformTest
@TestPropertySource(properties = "shopkeeper.recommendation.ranking.deadline=100ms")
class DegradedIT {

    private static final Duration SOON = Duration.ofSeconds(20);

    @Autowired
    private KafkaProbe kafka;

    @Autowired
    private ApiClient api;

    @Autowired
    private FaultProxy databaseProxy;

    @Autowired
    private ServingIndex index;

    @Autowired
    private TakingTurns champions;

    private Shop shop;

    @BeforeEach
    void openShop() {
        shop = new Shop(kafka);
        shop.items("drinks", "tea", "pot");
        shop.did("ivy", "s", "view_item", "tea", "pot");
        await().atMost(SOON).until(() -> index.number(shop.id("tea")) >= 0 && answers());
    }

    /** By the database, and with something: what was done is heard of apart from what there is. */
    private boolean answers() {
        ApiResponse answer = ask();
        return !degraded(answer) && !answer.json().path("items").isEmpty();
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

    private void answersThatItWaitedNoLonger() {
        for (int i = 0; i < 10; i++) {
            ApiResponse answer = ask();

            assertThat(answer.status()).as("answer %d: %s", i, answer.text()).isEqualTo(200);
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

        answersThatItWaitedNoLonger();
    }

    @Test
    void onADatabaseThatNeverAnswers() {
        databaseProxy.blackHole();

        answersThatItWaitedNoLonger();
    }

    @Test
    void onASlowDatabase() {
        databaseProxy.delay(Duration.ofMillis(400), Duration.ZERO);

        answersThatItWaitedNoLonger();
    }

    @Test
    void asksOneChampionThroughoutAnAnswerThoughTheyFollowEachOther() {
        // given
        shop.items("champions-" + shop.id("c"), "cup", "saucer", "spoon");
        shop.did("jon", "s", "view_item", "cup");
        shop.did("jon", "s", "view_item", "saucer");
        await().atMost(SOON).until(() -> index.number(shop.id("cup")) >= 0 && index.number(shop.id("saucer")) >= 0);
        String path = "/api/v1/recommendations?limit=1&category=champions-" + shop.id("c") + "&exclude="
                + shop.id("cup") + "&exclude=" + shop.id("saucer") + "&user_id=" + shop.id("jon");
        shop.did("pat", "s", "view_item", "spoon");
        await().atMost(SOON).until(() -> index.number(shop.id("spoon")) >= 0);
        champions.to = shop.id("spoon");
        await().atMost(SOON)
                .until(() -> api.speakingFor(shop.id("jon"))
                                .get(path)
                                .json()
                                .at("/items/0/reasons")
                                .size()
                        >= 2);

        for (int i = 0; i < 10; i++) {
            // when: the next champion takes over with every question
            JsonNode decision = api.speakingFor(shop.id("jon")).get(path).json();

            // then: the past counts as the champion that is named wants it
            List<Double> past = decision.at("/items/0/reasons")
                    .valueStream()
                    .filter(reason -> reason.path("kind").stringValue("").equals("co_occurrence"))
                    .map(reason -> reason.path("contribution").doubleValue())
                    .sorted()
                    .toList();
            assertThat(past).hasSize(2);
            double older = past.getFirst() / past.getLast();
            boolean forgetful = decision.path("model_version").stringValue("").equals("forgetful");
            assertThat(older).as(decision.toString()).isCloseTo(forgetful ? 0.5 : 1, within(0.01));
        }
    }

    /** Two champions that take turns with every question: one halves with each step back, the other hardly ever. */
    static final class TakingTurns implements RankerSource {
        private final ServingIndex index;
        private final AtomicInteger turn = new AtomicInteger();
        private volatile String to = "";

        TakingTurns(ServingIndex index) {
            this.index = index;
        }

        @Override
        public Current current() {
            boolean forgetful = turn.incrementAndGet() % 2 == 0;
            return new Current(
                    "turns",
                    forgetful ? "forgetful" : "faithful",
                    new NeighbourRanker(this::visit, 20, forgetful ? 1 : 10_000, 0.1),
                    true);
        }

        @Override
        public Current version(String version) {
            return current();
        }

        @Override
        public Current live() {
            return current();
        }

        private void visit(int item, Neighbours.Visitor visitor) {
            int number = index.number(to);
            if (number >= 0) {
                visitor.visit(number, 1);
            }
        }
    }

    @TestConfiguration(proxyBeanMethods = false)
    static class Champions {

        @Bean
        @Primary
        TakingTurns takingTurns(ServingIndex index) {
            return new TakingTurns(index);
        }
    }
}
