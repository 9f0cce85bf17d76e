package dev.shopkeeper.demo.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shopkeeper.demo.history.Fact;
import dev.shopkeeper.demo.history.History;
import dev.shopkeeper.demo.world.Item;
import dev.shopkeeper.demo.world.World;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class SeederTests {

    private static final World WORLD = World.generate(3, 0.02, Instant.parse("2026-11-01T00:00:00Z"));
    private static final Bodies BODIES = new Bodies(UnaryOperator.identity());
    private static final PrintStream SILENT =
            new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);

    private static Summary seed(FakeGateway gateway, String key) throws GatewayException, InterruptedException {
        GatewayClient client = new GatewayClient(gateway.address(), key, Duration.ofSeconds(20));
        return new Seeder(WORLD, client, SILENT).run();
    }

    @Test
    void tellsEverythingOnceAndInOrder() throws GatewayException, InterruptedException {
        try (FakeGateway gateway = new FakeGateway()) {
            Summary summary = seed(gateway, "sk_good");

            assertThat(summary.rejected()).isZero();
            Map<String, Integer> expected = new HashMap<>();
            new History(WORLD)
                    .forEachRemaining(
                            fact -> expected.merge(BODIES.of(fact).endpoint().path(), 1, Integer::sum));
            expected.forEach(
                    (path, count) -> assertThat(gateway.told(path)).as(path).hasSize(count));
            assertThat(gateway.told("/admin/v1/products"))
                    .hasSize(WORLD.catalogue().items().size());
            List<String> times = gateway.told("/api/v1/events").stream()
                    .map(event -> event.path("occurred_at").asString())
                    .map(time -> Instant.parse(time).toString())
                    .toList();
            assertThat(times.stream().map(Instant::parse).toList()).isSorted();
        }
    }

    @Test
    void tellsOneReturnPolicyThatHoldsForAllOfTheHistory() throws GatewayException, InterruptedException {
        try (FakeGateway gateway = new FakeGateway()) {
            seed(gateway, "sk_good");

            assertThat(gateway.told("/admin/v1/return-policies"))
                    .singleElement()
                    .satisfies(policy -> {
                        assertThat(policy.path("effective_from").asString())
                                .isEqualTo(WORLD.start().toString());
                        assertThat(policy.path("rules")).hasSize(8);
                    });
            Set<String> departments = new HashSet<>();
            WORLD.catalogue()
                    .items()
                    .forEach(
                            item -> departments.add(item.category().department().en()));
            assertThat(departments).contains("Food", "Beauty");
            assertThat(gateway.paths()).containsSubsequence("/admin/v1/return-policies", "/admin/v1/orders");
        }
    }

    /** What the demo's people approve is within the policy's days, as the history goes. */
    @Test
    void asksForReturnsWithinTheDaysOfThePolicy() {
        Map<String, Instant> delivered = new HashMap<>();
        new History(WORLD).forEachRemaining(fact -> {
            if (fact instanceof Fact.Delivered done && done.success()) {
                delivered.put(done.order().orderId(), done.at());
            } else if (fact instanceof Fact.ReturnAsked asked) {
                Instant since = delivered.get(asked.order().orderId());
                assertThat(Duration.between(since, asked.at())).isLessThan(Duration.ofDays(14));
            }
        });
        assertThat(delivered).isNotEmpty();
    }

    @Test
    void tellsTheTermsOfSupplyAfterTheCatalogueAndBeforeTheStock() throws GatewayException, InterruptedException {
        try (FakeGateway gateway = new FakeGateway()) {
            seed(gateway, "sk_good");

            assertThat(gateway.paths())
                    .containsSubsequence("/admin/v1/products", "/admin/v1/supply-terms", "/admin/v1/stock/movements");
            List<JsonNode> terms = gateway.told("/admin/v1/supply-terms");
            assertThat(terms.stream().map(entry -> entry.path("item_id").asString()))
                    .containsExactlyElementsOf(
                            WORLD.catalogue().items().stream().map(Item::id).toList());
            assertThat(terms).allSatisfy(entry -> {
                assertThat(entry.propertyNames())
                        .containsExactly(
                                "item_id",
                                "supplier_id",
                                "lead_time_days",
                                "minimum_order_quantity",
                                "case_pack",
                                "shelf_life_days",
                                "unit_cost",
                                "preferred");
                assertThat(entry.path("unit_cost").path("currency").asString()).isEqualTo("CNY");
            });
        }
    }

    @Test
    void tellsTheFleetAfterItsDepotAndBeforeWhatItDelivers() throws GatewayException, InterruptedException {
        try (FakeGateway gateway = new FakeGateway()) {
            seed(gateway, "sk_good");

            assertThat(gateway.paths())
                    .containsSubsequence(
                            "/admin/v1/depots", "/admin/v1/vehicles", "/admin/v1/orders", "/admin/v1/deliveries");
            assertThat(gateway.told("/admin/v1/depots")).hasSize(1);
            assertThat(gateway.told("/admin/v1/vehicles").stream()
                            .map(vehicle -> vehicle.path("vehicle_id").asString()))
                    .containsExactly("van-01", "van-02");
        }
    }

    @Test
    void goesOnAfterTooManyRequestsAndOutages() throws GatewayException, InterruptedException {
        try (FakeGateway gateway = new FakeGateway()) {
            gateway.stumbleEvery(5);

            Summary summary = seed(gateway, "sk_good");

            assertThat(summary.rejected()).isZero();
            assertThat(summary.json()).contains("\"retries\":").doesNotContain("\"retries\":0,");
            Set<String> ids = new HashSet<>();
            for (JsonNode event : gateway.told("/api/v1/events")) {
                assertThat(ids.add(event.path("event_id").asString())).isTrue();
            }
        }
    }

    @Test
    void namesWhatWasRefused() throws GatewayException, InterruptedException {
        try (FakeGateway gateway = new FakeGateway()) {
            gateway.refuseOne();

            Summary summary = seed(gateway, "sk_good");

            assertThat(summary.rejected()).isPositive();
            assertThat(summary.refusals())
                    .first()
                    .asString()
                    .contains("/admin/v1/orders", "orders[0].channel", "is unknown");
            assertThat(summary.text()).contains("REFUSED");
        }
    }

    @Test
    void aWrongKeyEndsItAtOnceAndSaysSo() {
        try (FakeGateway gateway = new FakeGateway()) {
            assertThatThrownBy(() -> seed(gateway, "pk_wrong"))
                    .isInstanceOf(GatewayException.class)
                    .hasMessageContaining("401")
                    .hasMessageContaining("OPERATOR");
        }
    }
}
