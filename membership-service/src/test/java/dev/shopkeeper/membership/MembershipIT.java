package dev.shopkeeper.membership;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.shopkeeper.events.BehaviourRecorded;
import dev.shopkeeper.events.EventEnvelope;
import dev.shopkeeper.events.MemberUpdated;
import dev.shopkeeper.events.Money;
import dev.shopkeeper.events.OrderCancelled;
import dev.shopkeeper.events.OrderLine;
import dev.shopkeeper.events.OrderPlaced;
import dev.shopkeeper.events.ReturnCompleted;
import dev.shopkeeper.events.ShopEvent;
import dev.shopkeeper.events.Topic;
import dev.shopkeeper.starter.security.Role;
import dev.shopkeeper.testing.PlatformTest;
import dev.shopkeeper.testing.decision.DecisionContract;
import dev.shopkeeper.testing.http.ApiClient;
import dev.shopkeeper.testing.http.ApiResponse;
import dev.shopkeeper.testing.infrastructure.Mentions;
import dev.shopkeeper.testing.kafka.KafkaProbe;
import dev.shopkeeper.testing.kafka.ProbedRecord;
import dev.shopkeeper.testing.schema.SchemaAssert;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.UUID;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

@PlatformTest
class MembershipIT {

    private static final Instant FIRST = Instant.parse("2026-03-01T10:00:00Z");

    private final KafkaProbe kafka;
    private final DataSource database;
    private ApiClient api;
    private String user = "";

    @Autowired
    MembershipIT(ApiClient api, KafkaProbe kafka, DataSource database) {
        this.database = database;
        this.api = api;
        this.kafka = kafka;
    }

    @BeforeEach
    void begin() {
        api = api.as(Role.OPERATOR);
        user = newId();
    }

    private static String newId() {
        return UUID.randomUUID().toString();
    }

    private void send(ShopEvent event) {
        send(newId(), event);
    }

    private void send(String id, ShopEvent event) {
        kafka.send(new EventEnvelope<>(id, "/test", FIRST, event));
    }

    private void behave(String eventId, String name, Instant at, @Nullable String consent) {
        send(
                eventId,
                new BehaviourRecorded(
                        eventId, name, at, at, user, null, null, null, consent, null, null, null, null, null, null,
                        List.of()));
    }

    private static List<OrderLine> lines(long quantity, String price) {
        return List.of(new OrderLine("1", "item", null, quantity, Money.of(price, "CNY")));
    }

    private void place(String orderId, String total, Instant at) {
        send(new OrderPlaced(orderId, user, "web", lines(1, total), Money.of(total, "CNY"), null, List.of(), null, at));
    }

    private JsonNode member() {
        ApiResponse response = api.get("/admin/v1/members/" + user);
        assertThat(response.status()).as(response.toString()).isEqualTo(200);
        return response.json();
    }

    private void eventually(Runnable assertion) {
        await().atMost(Duration.ofSeconds(20))
                .ignoreException(NoSuchElementException.class)
                .untilAsserted(assertion::run);
    }

    private void eventuallyNet(String net) {
        eventually(() -> assertThat(member().at("/activity/purchases/0/net").asString(""))
                .isEqualTo(net));
    }

    @Nested
    class Behaviour {

        @Test
        void makesAMemberOfWhomItIsAboutAndTellsOfItOnce() {
            // when
            behave(newId(), "view_item", FIRST, null);
            behave(newId(), "view_item", FIRST.plusSeconds(9), null);

            // then
            eventually(
                    () -> assertThat(member().at("/activity/events/view_item").asLong())
                            .isEqualTo(2));
            assertThat(member().path("tier").asString()).isEqualTo("ordinary");
            ProbedRecord record = kafka.await(Topic.MEMBER_NAME, each -> user.equals(each.key()));
            SchemaAssert.assertValid(record);
            assertThat(record.as(MemberUpdated.class).tier()).isEqualTo("ordinary");
            assertThat(kafka.readAll(Topic.MEMBER_NAME))
                    .filteredOn(each -> user.equals(each.key()))
                    .hasSize(1);
        }

        @Test
        void countsTheSameWhetherEventsComeTwiceOrLate() {
            // when
            String doubled = newId();
            behave(doubled, "view_item", FIRST, null);
            behave(doubled, "view_item", FIRST, null);
            behave(newId(), "add_to_cart", FIRST.minusSeconds(60), null);
            behave(newId(), "search", FIRST.plusSeconds(60), null);

            // then
            eventually(() ->
                    assertThat(member().at("/activity/events/search").asLong()).isEqualTo(1));
            assertThat(member().at("/activity/events/view_item").asLong()).isEqualTo(1);
            assertThat(member().at("/activity/first_seen_at").asString()).isEqualTo("2026-03-01T09:59:00Z");
            assertThat(member().at("/activity/last_seen_at").asString()).isEqualTo("2026-03-01T10:01:00Z");
        }

        @ParameterizedTest
        @ValueSource(strings = {"denied", "withdrawn"})
        void makesNoMemberOfWhoDidNotAgree(String consent) {
            // given
            String denied = newId();
            String other = newId();

            // when: a producer names the visitor all the same, and then somebody else, by the same key and so behind it
            kafka.sendAs(
                    new EventEnvelope<>(denied, "/test", FIRST, viewed(denied, user)), viewedAs(denied, user, consent));
            kafka.sendAs(
                    new EventEnvelope<>(other, "/test", FIRST, viewed(other, user)), viewedAs(other, other, "granted"));

            // then
            eventually(() ->
                    assertThat(api.get("/admin/v1/members/" + other).status()).isEqualTo(200));
            assertThat(api.get("/admin/v1/members/" + user).status()).isEqualTo(404);
            assertThat(kafka.readAll(Topic.MEMBER_NAME)).noneMatch(each -> user.equals(each.key()));
            assertThat(Mentions.of(user, database)).isEmpty();
        }

        private static BehaviourRecorded viewed(String eventId, String userId) {
            return new BehaviourRecorded(
                    eventId,
                    "view_item",
                    FIRST,
                    FIRST,
                    userId,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    List.of());
        }

        private static String viewedAs(String eventId, String userId, String consent) {
            return """
                    {"event_id": "%s", "event_name": "view_item", "occurred_at": "%s", "received_at": "%s",
                     "user_id": "%s", "consent": "%s"}""".formatted(eventId, FIRST, FIRST, userId, consent);
        }

        @Test
        void isNotKeptOfWhoDidNotAgree() {
            behave(newId(), "view_item", FIRST, BehaviourRecorded.CONSENT_DENIED);
            behave(newId(), "search", FIRST, BehaviourRecorded.CONSENT_GRANTED);

            eventually(() ->
                    assertThat(member().at("/activity/events/search").asLong()).isEqualTo(1));
            assertThat(member().at("/activity/events").has("view_item")).isFalse();
        }
    }

    @Nested
    class Purchases {

        @Test
        void areNetOfCancellationsAndRefunds() {
            // given
            String first = newId();
            String second = newId();
            place(first, "100", FIRST);
            place(second, "40", FIRST.plusSeconds(60));

            // when
            send(new OrderCancelled(first, user, lines(1, "30"), null, FIRST));
            send(new ReturnCompleted(newId(), second, user, lines(1, "10"), Money.of("10", "CNY"), FIRST));

            // then
            eventuallyNet("100.00");
            assertThat(member().at("/activity/orders").asLong()).isEqualTo(2);
            assertThat(member().at("/activity/last_order_at").asString()).isEqualTo("2026-03-01T10:01:00Z");
        }

        @Test
        void countAnOrderOnceThatGrows() {
            String orderId = newId();

            place(orderId, "10", FIRST);
            place(orderId, "5", FIRST);

            eventuallyNet("15.00");
            assertThat(member().at("/activity/orders").asLong()).isEqualTo(1);
        }

        @Test
        void areTheSameWhenTheCancellationComesBeforeItsOrder() {
            String orderId = newId();

            send(new OrderCancelled(orderId, null, List.of(), null, FIRST));
            place(orderId, "10", FIRST);

            eventuallyNet("0.00");
            assertThat(member().at("/activity/orders").asLong()).isZero();
        }

        @Test
        void leaveOutARefundInAnotherCurrencyWhicheverComesFirst() {
            String first = newId();
            String second = newId();
            send(new ReturnCompleted(newId(), second, user, lines(1, "10"), Money.of("10", "USD"), FIRST));
            place(first, "100", FIRST);
            place(second, "40", FIRST.plusSeconds(60));

            send(new ReturnCompleted(newId(), first, user, lines(1, "10"), Money.of("30", "USD"), FIRST));
            send(new ReturnCompleted(newId(), second, user, lines(1, "10"), Money.of("5", "CNY"), FIRST));

            eventuallyNet("135.00");
            assertThat(member().at("/activity/purchases")).hasSize(1);
        }

        @Test
        void fallByACancellationThatNamesNoOrder() {
            place(newId(), "50", FIRST);
            send(new OrderCancelled(newId(), user, lines(2, "10"), null, FIRST));

            eventuallyNet("30.00");
            assertThat(member().at("/activity/orders").asLong()).isEqualTo(1);
        }
    }

    @Nested
    class Uploading {

        private ApiResponse upload(Map<String, Object> member) {
            return api.post("/admin/v1/members", Map.of("members", List.of(member)));
        }

        @Test
        void makesMembersAndTellsOfThemOnce() {
            upload(Map.of("user_id", user, "joined_at", "2026-01-01T00:00:00Z"));
            ApiResponse again =
                    upload(Map.of("user_id", user, "joined_at", "2025-01-01T00:00:00Z", "email_hash", "a".repeat(64)));

            assertThat(again.status()).isEqualTo(200);
            assertThat(member().path("joined_at").asString()).isEqualTo("2025-01-01T00:00:00Z");
            SchemaAssert.assertValid(kafka.await(Topic.MEMBER_NAME, each -> user.equals(each.key())));
        }

        @Test
        void refusesAnAddressInThePlaceOfItsHashAndDoesNotRepeatIt() {
            ApiResponse response = upload(
                    Map.of("user_id", user, "joined_at", "2026-01-01T00:00:00Z", "email_hash", "ann@example.org"));

            assertThat(response.status()).isEqualTo(400);
            assertThat(response.text()).doesNotContain("ann@example.org").contains("members[0].email_hash");
        }

        @Test
        void listsByCursor() {
            upload(Map.of("user_id", user, "joined_at", "2026-01-01T00:00:00Z"));
            upload(Map.of("user_id", newId(), "joined_at", "2026-01-01T00:00:00Z"));

            JsonNode page = api.get("/admin/v1/members?limit=1&tier=ordinary").json();

            assertThat(page.path("items")).hasSize(1);
            assertThat(page.path("next_cursor").asString("")).isNotEmpty();
        }
    }

    @TestFactory
    Stream<DynamicTest> keepsTheContractOfDecisions() {
        String path = "/api/v1/members/" + user + "/tier";
        return DecisionContract.of(api.speakingFor(user), path)
                .documentedAs("/api/v1/members/{id}/tier", api)
                .inTwoLanguages()
                .withoutModel("default-tier", "no_champion")
                .refusing("/api/v1/members/somebody-else/tier", 403, "user-token-required")
                .tests();
    }

    @Nested
    class Tiers {

        @Test
        void areServedToTheStorefrontEvenForStrangers() {
            ApiResponse response = api.speakingFor(user).get("/api/v1/members/" + user + "/tier");

            assertThat(response.status()).isEqualTo(200);
            JsonNode decision = response.json();
            assertThat(decision.path("tier").asString()).isEqualTo("ordinary");
            assertThat(decision.path("model").asString()).isEqualTo("default-tier");
            assertThat(decision.path("degraded").asBoolean()).isTrue();
            assertThat(decision.at("/explanation/summary").asString()).isNotEmpty();
        }

        @Test
        void areToldToTheMemberAndToOperatorsAlone() {
            String path = "/api/v1/members/" + user + "/tier";

            ApiResponse bare = api.as(Role.STOREFRONT).get(path);
            assertThat(bare.status()).isEqualTo(403);
            assertThat(bare.json().path("code").asString()).isEqualTo("user-token-required");
            assertThat(api.speakingFor("somebody-else").get(path).status()).isEqualTo(403);
            assertThat(api.as(Role.OPERATOR).get(path).status()).isEqualTo(200);
        }

        @Test
        void areServedToNobodyWithoutCredentials() {
            assertThat(api.with("Authorization", "")
                            .get("/api/v1/members/x/tier")
                            .status())
                    .isEqualTo(401);
        }
    }
}
