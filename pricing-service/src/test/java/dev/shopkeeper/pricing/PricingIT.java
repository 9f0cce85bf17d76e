package dev.shopkeeper.pricing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.shopkeeper.events.BehaviourItem;
import dev.shopkeeper.events.BehaviourRecorded;
import dev.shopkeeper.events.CompetitorPriceObserved;
import dev.shopkeeper.events.EventEnvelope;
import dev.shopkeeper.events.ItemUpserted;
import dev.shopkeeper.events.ItemWithdrawn;
import dev.shopkeeper.events.Money;
import dev.shopkeeper.events.OrderCancelled;
import dev.shopkeeper.events.OrderLine;
import dev.shopkeeper.events.OrderPlaced;
import dev.shopkeeper.events.PriceChanged;
import dev.shopkeeper.events.ShopEvent;
import dev.shopkeeper.events.StockLevelChanged;
import dev.shopkeeper.events.Topic;
import dev.shopkeeper.starter.security.Role;
import dev.shopkeeper.testing.PlatformTest;
import dev.shopkeeper.testing.http.ApiClient;
import dev.shopkeeper.testing.http.ApiResponse;
import dev.shopkeeper.testing.kafka.KafkaProbe;
import dev.shopkeeper.testing.kafka.ProbedRecord;
import dev.shopkeeper.testing.schema.SchemaAssert;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;

@PlatformTest
class PricingIT {

    private static final Instant NOW = Instant.parse("2026-03-01T10:30:00Z");

    private final KafkaProbe kafka;
    private final JdbcTemplate jdbc;
    private ApiClient api;
    private String item = "";

    @Autowired
    PricingIT(ApiClient api, KafkaProbe kafka, JdbcTemplate jdbc) {
        this.api = api;
        this.kafka = kafka;
        this.jdbc = jdbc;
    }

    @BeforeEach
    void begin() {
        api = api.as(Role.OPERATOR);
        item = newId();
    }

    private static String newId() {
        return UUID.randomUUID().toString();
    }

    private void send(ShopEvent event) {
        send(newId(), event);
    }

    private void send(String id, ShopEvent event) {
        kafka.send(new EventEnvelope<>(id, "/test", NOW, event));
    }

    private void upsert(@Nullable String listPrice, Instant at) {
        send(new ItemUpserted(
                item,
                Map.of("en", "Cup"),
                null,
                "brand",
                null,
                List.of("kitchen"),
                Map.of(),
                Money.of("6.66", "CNY"),
                listPrice == null ? null : Money.of(listPrice, "CNY"),
                null,
                null,
                null,
                true,
                at));
    }

    private void eventually(Runnable assertion) {
        await().atMost(Duration.ofSeconds(20)).untilAsserted(assertion::run);
    }

    private ApiResponse quote() {
        return api.as(Role.STOREFRONT).get("/api/v1/prices/" + item);
    }

    private void eventuallyPrice(String amount) {
        eventually(() ->
                assertThat(quote().json().at("/price/amount").asString("")).isEqualTo(amount));
    }

    private List<Map<String, Object>> rows(String query) {
        return jdbc.queryForList(query, item);
    }

    @Nested
    class Quotes {

        @Test
        void areTheListPriceAndKeepTheCostSecret() {
            upsert("9.90", NOW);

            eventuallyPrice("9.90");
            JsonNode quote = quote().json();
            assertThat(quote.path("model").asString()).isEqualTo("list-price");
            assertThat(quote.path("degraded").asBoolean()).isTrue();
            assertThat(quote().text()).doesNotContain("cost").doesNotContain("6.66");
        }

        @Test
        void areToldWhenTheyChangeAndOnlyThen() {
            // given
            upsert("9.90", NOW);
            upsert("9.9", NOW.plusSeconds(1));

            // when
            upsert("7.00", NOW.plusSeconds(2));
            upsert("8.00", NOW.plusSeconds(3));

            // then
            eventuallyPrice("8.00");
            kafka.await(
                    Topic.PRICE_NAME,
                    each -> item.equals(each.key())
                            && each.json().at("/price/amount").asString().startsWith("8"));
            List<ProbedRecord> changes = kafka.readAll(Topic.PRICE_NAME).stream()
                    .filter(each -> item.equals(each.key()))
                    .toList();
            changes.forEach(SchemaAssert::assertValid);
            assertThat(changes)
                    .extracting(
                            each -> each.as(PriceChanged.class).price().amount().stripTrailingZeros())
                    .extracting(Object::toString)
                    .containsExactly("9.9", "7", "8");
            assertThat(changes.getFirst().as(PriceChanged.class).lowestInThirtyDays())
                    .isNull();
            PriceChanged last = changes.getLast().as(PriceChanged.class);
            assertThat(last.lowestInThirtyDays()).isNotNull();
            assertThat(last.lowestInThirtyDays().amount()).isEqualByComparingTo("7");
            assertThat(rows("select * from price_ledger where item_id = ?")).hasSize(3);
        }

        @Test
        void doNotGoBackToWhatTheCatalogueSaidBefore() {
            upsert("9.90", NOW.plusSeconds(5));
            upsert("1.00", NOW);
            upsert("9.95", NOW.plusSeconds(6));

            eventuallyPrice("9.95");
            assertThat(rows("select * from price_ledger where item_id = ? and price = 1"))
                    .isEmpty();
        }

        @Test
        void endWithTheItem() {
            upsert("9.90", NOW);
            eventuallyPrice("9.90");

            send(new ItemWithdrawn(item, NOW.plusSeconds(9)));

            eventually(() -> assertThat(quote().status()).isEqualTo(404));
            assertThat(quote().json().path("code").asString()).isEqualTo("not-found");
        }

        @Test
        void leaveALedgerThatIsOnlyAddedTo() {
            upsert("9.90", NOW);
            eventuallyPrice("9.90");

            assertThatThrownBy(() -> jdbc.update("delete from price_ledger where item_id = ?", item))
                    .hasMessageContaining("only added to");
        }
    }

    @Nested
    class Signals {

        @Test
        void countViewsAndCartsByTheHourOnceEach() {
            // given
            String doubled = newId();
            BehaviourItem seen = new BehaviourItem(item, null, null, null, null);

            // when
            send(doubled, behaviour(doubled, "view_item", seen));
            send(doubled, behaviour(doubled, "view_item", seen));
            send(behaviour(newId(), "view_item", seen));
            send(behaviour(newId(), "add_to_cart", seen));
            send(behaviour(newId(), "purchase", seen));

            // then
            eventually(() -> assertThat(rows("select views, carts from item_heat where item_id = ?"))
                    .containsExactly(Map.of("views", 2L, "carts", 1L)));
        }

        @Test
        void countDeniedEventsAndKeepNothingOfWhoItWas() {
            // given
            String id = newId();
            BehaviourItem seen = new BehaviourItem(item, null, null, null, null);
            BehaviourRecorded event = behaviour(id, "view_item", seen);
            String body = """
                    {"event_id": "%s", "event_name": "view_item", "occurred_at": "%s", "received_at": "%s",
                     "user_id": "denied-%s", "consent": "denied", "items": [{"item_id": "%s"}]}""".formatted(id, NOW, NOW, id, item);

            // when: a producer names the visitor all the same
            kafka.sendAs(new EventEnvelope<>(id, "/test", NOW, event), body);

            // then
            eventually(() -> assertThat(rows("select views, carts from item_heat where item_id = ?"))
                    .containsExactly(Map.of("views", 1L, "carts", 0L)));
            assertThat(jdbc.queryForList("select table_name, column_name from information_schema.columns"
                            + " where table_schema = 'public' and column_name in ('user_id', 'anonymous_id')"
                            + " and table_name like '%heat%'"))
                    .isEmpty();
        }

        private BehaviourRecorded behaviour(String id, String name, BehaviourItem seen) {
            return new BehaviourRecorded(
                    id,
                    name,
                    NOW,
                    NOW,
                    null,
                    "a-" + item,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    List.of(seen));
        }

        @Test
        void addUpWhatWasOrderedAndCancelled() {
            // given
            String order = newId();
            List<OrderLine> lines = List.of(new OrderLine("1", item, null, 3, Money.of("2.50", "CNY")));

            // when
            send(new OrderPlaced(order, null, "web", lines, Money.of("7.50", "CNY"), null, List.of(), null, NOW));
            send(new OrderCancelled(
                    order,
                    null,
                    List.of(new OrderLine("1", item, null, 1, Money.of("2.50", "CNY"))),
                    null,
                    NOW.plus(Duration.ofDays(1))));

            // then
            eventually(() -> assertThat(rows(
                            "select units_ordered, units_cancelled from item_demand where item_id = ? order by day"))
                    .containsExactly(
                            Map.of("units_ordered", 3L, "units_cancelled", 0L),
                            Map.of("units_ordered", 0L, "units_cancelled", 1L)));
        }

        @Test
        void keepTheNewestStockLevel() {
            send(new StockLevelChanged(item, "main", newId(), "receipt", 5, 9, 1, 8, NOW, null));
            send(new StockLevelChanged(item, "main", newId(), "receipt", 4, 4, 0, 4, NOW.minusSeconds(9), null));
            send(new StockLevelChanged(item, "other", newId(), "receipt", 1, 1, 0, 1, NOW, null));

            eventually(() -> assertThat(rows("select available from item_stock where item_id = ? order by location_id"))
                    .extracting(row -> row.get("available"))
                    .containsExactly(8L, 1L));
        }

        @Test
        void keepTheStockLevelOfTheHighestVersionHoweverLateItsMovementWasTold() {
            send(new StockLevelChanged(item, "main", newId(), "receipt", 5, 9, 1, 8, NOW, 3L));
            send(new StockLevelChanged(item, "main", newId(), "sale", -4, 5, 1, 4, NOW.minusSeconds(9), 5L));
            send(new StockLevelChanged(item, "main", newId(), "receipt", 2, 11, 1, 10, NOW.plusSeconds(9), 4L));
            send(new StockLevelChanged(item, "other", newId(), "receipt", 1, 1, 0, 1, NOW, 1L));

            eventually(() -> assertThat(rows("select available from item_stock where item_id = ? order by location_id"))
                    .extracting(row -> row.get("available"))
                    .containsExactly(4L, 1L));
        }
    }

    @Nested
    class Competitors {

        private Map<String, Object> observation(String competitor, String amount, String at) {
            Map<String, Object> observation = new LinkedHashMap<>();
            observation.put("item_id", item);
            observation.put("competitor_id", competitor);
            observation.put("price", Map.of("amount", amount, "currency", "CNY"));
            observation.put("in_stock", true);
            observation.put("observed_at", at);
            return observation;
        }

        @SafeVarargs
        private ApiResponse upload(Map<String, Object>... observations) {
            return api.post("/admin/v1/competitor-prices", Map.of("competitor_prices", List.of(observations)));
        }

        @Test
        void comeByUploadAndByEventOnOnePath() {
            // when
            upload(
                    observation("a", "9.00", "2026-03-01T00:00:00Z"),
                    observation("a", "8.00", "2026-03-02T00:00:00Z"),
                    observation("a", "8.00", "2026-03-02T00:00:00Z"));
            send(new CompetitorPriceObserved(
                    item, "b", Money.of("7.00", "CNY"), null, null, null, Instant.parse("2026-03-01T00:00:00Z")));

            // then
            eventually(() -> {
                JsonNode items = api.get("/admin/v1/competitor-prices?item_id=" + item)
                        .json()
                        .path("items");
                assertThat(items).hasSize(2);
                assertThat(items.get(0).at("/price/amount").asString()).isEqualTo("8.00");
                assertThat(items.get(1).at("/price/amount").asString()).isEqualTo("7.00");
            });
            assertThat(rows("select * from competitor_observation where item_id = ?"))
                    .hasSize(3);
        }

        @Test
        void areRefusedOneByOne() {
            ApiResponse response = upload(
                    observation("a", "-1", "2026-03-01T00:00:00Z"),
                    observation("b", "1", "2199-03-01T00:00:00Z"),
                    observation("c", "1", "2026-03-01T00:00:00Z"));

            assertThat(response.json().path("accepted").asInt()).isEqualTo(1);
            assertThat(response.json().path("errors"))
                    .extracting(error -> error.path("name").asString())
                    .containsExactly("price.amount", "observed_at");
        }

        @Test
        void areAskedForByItem() {
            ApiResponse response = api.get("/admin/v1/competitor-prices");

            assertThat(response.status()).isEqualTo(400);
            assertThat(response.json().path("errors").get(0).path("name").asString())
                    .isEqualTo("item_id");
        }
    }
}
