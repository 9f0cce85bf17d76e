package dev.shopkeeper.demo.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shopkeeper.demo.history.Fact;
import dev.shopkeeper.demo.history.History;
import dev.shopkeeper.demo.world.World;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class DeliveryBodiesTests {

    private static final World WORLD = World.generate(3, 0.05, Instant.parse("2026-11-01T00:00:00Z"));

    @Test
    void aDepotSaysWhereItIsAndByWhichClockItLives() {
        assertThat(DeliveryBodies.depot(WORLD.fleet()).toString())
                .isEqualTo("{\"depot_id\":\"yunlan-depot\",\"latitude\":30.59,\"longitude\":121.05,"
                        + "\"time_zone\":\"Asia/Shanghai\"}");
    }

    @Test
    void aVehicleSaysWhatItCarriesWhenItIsDrivenAndWhatItCosts() {
        assertThat(DeliveryBodies.vehicle(WORLD.fleet(), WORLD.fleet().vans().getFirst())
                        .toString())
                .isEqualTo("{\"vehicle_id\":\"van-01\",\"depot_id\":\"yunlan-depot\",\"capacity_grams\":600000,"
                        + "\"most_stops\":60,\"shift_from\":\"07:30\",\"shift_to\":\"14:00\",\"break_minutes\":30,"
                        + "\"break_from\":\"10:30\",\"break_to\":\"12:00\",\"cost_fixed\":60.0,"
                        + "\"cost_per_hour\":45.0,\"cost_per_kilometre\":0.8}");
        assertThat(DeliveryBodies.vehicle(WORLD.fleet(), WORLD.fleet().vans().getLast())
                        .toString())
                .contains("\"shift_from\":\"13:30\",\"shift_to\":\"20:30\"", "\"16:30\"", "\"18:00\"");
    }

    @Test
    void aDeliveryIsToldOfItsOrderAndOnceDrivenAgainInTheSameWordsWithItsOutcome() {
        Bodies bodies = new Bodies(UnaryOperator.identity());
        Map<String, JsonNode> orders = new HashMap<>();
        Map<String, ObjectNode> promises = new HashMap<>();
        int[] outcomes = new int[2];
        new History(WORLD).forEachRemaining(fact -> {
            ObjectNode body = bodies.of(fact).body();
            String id = body.path("delivery_id").asString("");
            if (fact instanceof Fact.Ordered order) {
                orders.put(order.orderId(), body);
            } else if (fact instanceof Fact.Promised) {
                assertThat(body.propertyNames())
                        .containsExactly(
                                "delivery_id",
                                "order_id",
                                "address",
                                "promised_earliest",
                                "promised_latest",
                                "requested_at",
                                "weight_grams");
                JsonNode order =
                        Objects.requireNonNull(orders.get(body.path("order_id").asString()));
                assertThat(body.path("address")).isEqualTo(order.path("delivery_address"));
                assertThat(body.path("address").propertyNames()).containsExactly("zone_id", "latitude", "longitude");
                if (id.equals(body.path("order_id").asString())) {
                    assertThat(body.path("requested_at")).isEqualTo(order.path("placed_at"));
                }
                assertThat(promises.put(id, body)).isNull();
            } else if (fact instanceof Fact.Delivered) {
                ObjectNode told = body.deepCopy();
                assertThat(Instant.parse(body.path("arrived_at").asString()))
                        .isAfter(Instant.parse(body.path("departed_at").asString()));
                assertThat(WORLD.fleet().vans())
                        .anyMatch(van -> van.id().equals(body.path("vehicle_id").asString()));
                assertThat(body.path("departed_from").propertyNames())
                        .containsExactly("zone_id", "latitude", "longitude");
                boolean failed = body.has("failed_at");
                assertThat(body.has("failure_reason")).isEqualTo(failed);
                assertThat(body.has("completed_at")).isEqualTo(!failed);
                outcomes[failed ? 0 : 1]++;
                told.remove(List.of(
                        "vehicle_id",
                        "departed_at",
                        "departed_from",
                        "arrived_at",
                        "completed_at",
                        "failed_at",
                        "failure_reason"));
                assertThat(told).isEqualTo(promises.remove(id));
            }
        });
        assertThat(outcomes[0]).isPositive();
        assertThat(outcomes[1]).isGreaterThan(300);
    }
}
