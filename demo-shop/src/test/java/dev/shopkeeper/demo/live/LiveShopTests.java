package dev.shopkeeper.demo.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shopkeeper.demo.feed.FakeGateway;
import dev.shopkeeper.demo.feed.GatewayClient;
import dev.shopkeeper.demo.feed.GatewayException;
import dev.shopkeeper.demo.world.World;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class LiveShopTests {

    private static final Instant BEGAN = Instant.parse("2026-11-01T00:00:00Z");
    private static final World WORLD = World.generate(3, 0.1, BEGAN);
    private static final PrintStream SILENT =
            new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
    /** Six hours a second. */
    private static final double SPEED = 21_600;

    private static final Duration TICK = Duration.ofMillis(400);

    private record Told(List<JsonNode> orders, List<JsonNode> deliveries) {}

    /** What was told in a run of twenty-four seconds by its own clock: six days of the story. */
    private static Told live(Instant began) throws GatewayException {
        try (FakeGateway gateway = new FakeGateway()) {
            GatewayClient client = new GatewayClient(gateway.address(), "sk_good", Duration.ofSeconds(20));
            ObjectNode result = new LiveShop(WORLD, client, client, SPEED, new Ticking(began), SILENT, null)
                    .run(Duration.ofSeconds(24));
            assertThat(result.path("rejected").asLong(-1)).isZero();
            return new Told(
                    List.copyOf(gateway.told("/admin/v1/orders")), List.copyOf(gateway.told("/admin/v1/deliveries")));
        }
    }

    @Test
    void tellsAPromiseBeforeItsOutcomeAndTheSameOfBothByTheClock() throws GatewayException {
        Told told = live(BEGAN);

        Set<String> orders = ids(told.orders(), "order_id");
        Map<String, JsonNode> promises = new HashMap<>();
        List<String> ended = new ArrayList<>();
        for (JsonNode delivery : told.deliveries()) {
            String id = delivery.path("delivery_id").asString();
            assertThat(orders).contains(delivery.path("order_id").asString());
            assertThat(Duration.between(time(delivery, "promised_earliest"), time(delivery, "promised_latest")))
                    .isBetween(Duration.ofMillis(332), Duration.ofMillis(334));
            if (!delivery.has("arrived_at")) {
                assertThat(promises.put(id, delivery)).isNull();
                continue;
            }
            JsonNode promise = promises.get(id);
            assertThat(promise).as(id).isNotNull();
            promise.propertyNames()
                    .forEach(name -> assertThat(delivery.path(name)).as(name).isEqualTo(promise.path(name)));
            assertThat(time(delivery, "departed_at"))
                    .isBetween(time(delivery, "promised_earliest"), time(delivery, "arrived_at"));
            ended.add(id);
        }
        assertThat(ended).doesNotHaveDuplicates().hasSizeGreaterThan(3);
        assertThat(promises).hasSizeGreaterThan(ended.size());
    }

    @Test
    void namesDeliveriesOtherwiseInEveryRun() throws GatewayException {
        Set<String> one = ids(live(BEGAN).deliveries(), "delivery_id");
        Set<String> other = ids(live(BEGAN.plusSeconds(60)).deliveries(), "delivery_id");

        assertThat(one).isNotEmpty().doesNotContainAnyElementsOf(other);
        assertThat(other).isNotEmpty();
    }

    private static Set<String> ids(List<JsonNode> entries, String name) {
        return entries.stream().map(entry -> entry.path(name).asString()).collect(Collectors.toSet());
    }

    private static Instant time(JsonNode node, String name) {
        return Instant.parse(node.path(name).asString());
    }

    /** A clock that goes on whenever it is read. */
    private static final class Ticking extends Clock {

        private Instant now;

        private Ticking(Instant now) {
            this.now = now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            now = now.plus(TICK);
            return now;
        }
    }
}
