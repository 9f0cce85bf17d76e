package dev.shopkeeper.order.messaging;

import static dev.shopkeeper.order.orders.OrderUploads.line;
import static dev.shopkeeper.order.orders.OrderUploads.newId;
import static dev.shopkeeper.order.orders.OrderUploads.order;
import static dev.shopkeeper.order.orders.OrderUploads.upload;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.shopkeeper.events.DeliveryCompleted;
import dev.shopkeeper.events.EventEnvelope;
import dev.shopkeeper.events.ItemUpserted;
import dev.shopkeeper.events.MemberUpdated;
import dev.shopkeeper.events.Money;
import dev.shopkeeper.events.PriceChanged;
import dev.shopkeeper.events.ShopEvent;
import dev.shopkeeper.events.Topic;
import dev.shopkeeper.order.item.ItemCategories;
import dev.shopkeeper.order.item.ItemPrices;
import dev.shopkeeper.order.member.MemberTiers;
import dev.shopkeeper.readmodel.HeardTiers;
import dev.shopkeeper.starter.security.Role;
import dev.shopkeeper.testing.PlatformTest;
import dev.shopkeeper.testing.http.ApiClient;
import dev.shopkeeper.testing.kafka.KafkaProbe;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@PlatformTest
class SubscriptionsIT {

    private static final Instant NOW = Instant.parse("2026-03-06T00:00:00Z");

    private final KafkaProbe kafka;
    private final ItemPrices prices;
    private final ItemCategories categories;
    private final JdbcClient jdbc;
    private final MemberTiers tiers;
    private ApiClient api;

    @Autowired
    SubscriptionsIT(
            ApiClient api,
            KafkaProbe kafka,
            ItemPrices prices,
            ItemCategories categories,
            JdbcClient jdbc,
            MemberTiers tiers) {
        this.api = api;
        this.kafka = kafka;
        this.prices = prices;
        this.categories = categories;
        this.jdbc = jdbc;
        this.tiers = tiers;
    }

    @BeforeEach
    void authenticate() {
        api = api.as(Role.OPERATOR);
    }

    private <T extends ShopEvent> void send(T event) {
        kafka.send(new EventEnvelope<>(newId("e"), "/test", NOW, event));
    }

    private String field(String orderId, String pointer) {
        return api.get("/admin/v1/orders/" + orderId).json().at(pointer).asString("");
    }

    @Test
    void fillTitlesThatTheOrderDidNotBring() {
        // given
        String itemId = newId("i");
        String orderId = newId("o");
        Map<String, Object> line = line("1", 1, "1");
        line.put("item_id", itemId);
        api.post("/admin/v1/orders", upload(order(orderId, line)));

        // when
        send(new ItemUpserted(
                itemId,
                Map.of("zh", "杯子", "en", "Cup"),
                null,
                null,
                null,
                List.of(),
                Map.of(),
                null,
                null,
                null,
                null,
                null,
                true,
                NOW));

        // then
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(
                        () -> assertThat(field(orderId, "/lines/0/title")).isEqualTo("Cup"));
    }

    @Test
    void deliverAnOrderThatLogisticsHandedOver() {
        String orderId = newId("o");
        api.post("/admin/v1/orders", upload(order(orderId, line("1", 1, "1"))));

        send(new DeliveryCompleted("d-1", orderId, null, NOW));

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(field(orderId, "/state")).isEqualTo("DELIVERED"));
        kafka.await(
                Topic.ORDER_NAME,
                each -> orderId.equals(each.key()) && each.type().contains("shipped"));
    }

    private static PriceChanged price(String itemId, String amount, Instant from, @Nullable Instant until) {
        return new PriceChanged(itemId, Money.of(amount, "CNY"), null, null, null, null, from, until);
    }

    @Test
    void keepThePriceThatTookEffectLast() {
        String itemId = newId("i");

        send(price(itemId, "9.5", NOW, NOW.plusSeconds(60)));
        send(price(itemId, "12", NOW.minusSeconds(60), null));
        send(price(itemId, "9.50", NOW, NOW.plusSeconds(50)));

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(
                        () -> assertThat(prices.of(itemId, NOW.plusSeconds(55))).isEmpty());
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(prices.of(itemId, NOW)).contains(Money.of("9.50", "CNY")));
        assertThat(prices.of(itemId, NOW.minusSeconds(1))).isEmpty();
        assertThat(prices.of(newId("i"), NOW)).isEmpty();
    }

    @Test
    void leaveAReplicaOfTheVersionBeforeATableForStockThatKeepsNothing() {
        assertThat(jdbc.sql("""
                        insert into item_stock (item_id, location_id, available, occurred_at, version)
                        values ('i', 'north', 5, now(), 7)
                        on conflict (item_id, location_id) do update set available = excluded.available
                        """).update()).isZero();
        assertThat(jdbc.sql("select count(*) from item_stock").query(Long.class).single())
                .isZero();
    }

    private static ItemUpserted item(String itemId, List<String> of, Instant at) {
        return new ItemUpserted(
                itemId, Map.of(), null, null, null, of, Map.of(), null, null, null, null, null, true, at);
    }

    @Test
    void keepTheNewestCategoriesOfAnItem() {
        String itemId = newId("i");

        // one key, one partition: heard in this order
        send(item(itemId, List.of("Food", "Snacks"), NOW));
        send(item(itemId, List.of("Fashion"), NOW.minusSeconds(60)));
        send(item(itemId, List.of("Food", "Tea"), NOW.plusSeconds(1)));

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(categories.of(List.of(itemId, newId("i"))))
                        .isEqualTo(Map.of(itemId, List.of("Food", "Tea"))));
    }

    private static MemberUpdated member(String userId, String tier, Instant at) {
        return new MemberUpdated(userId, tier, at, List.of("free_shipping"), List.of(), at);
    }

    @Test
    void keepTheNewestTierOfAMember() {
        String userId = newId("u");

        // one key, one partition: heard in this order
        send(member(userId, "silver", NOW.plusSeconds(1)));
        send(member(userId, "bronze", NOW.minusSeconds(60)));
        send(member(userId, "gold", NOW.plusSeconds(1)));

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(tiers.standing(userId))
                        .contains(new HeardTiers.Standing("gold", Set.of("free_shipping"))));
        assertThat(tiers.standing(newId("u"))).isEmpty();
    }
}
