package dev.shopkeeper.demo.feed;

import dev.shopkeeper.demo.history.Fact;
import dev.shopkeeper.demo.world.City;
import dev.shopkeeper.demo.world.Fleet;
import dev.shopkeeper.demo.world.Van;
import dev.shopkeeper.demo.world.Zone;
import java.time.Instant;
import java.util.function.Function;
import tools.jackson.databind.node.ObjectNode;

/** The vans and what they are to deliver, in the words of the public API. */
final class DeliveryBodies {

    private DeliveryBodies() {}

    static ObjectNode depot(Fleet fleet) {
        return Bodies.JSON
                .createObjectNode()
                .put("depot_id", fleet.depotId())
                .put("latitude", fleet.latitude())
                .put("longitude", fleet.longitude())
                .put("time_zone", City.TIME_ZONE.getId());
    }

    static ObjectNode vehicle(Fleet fleet, Van van) {
        return Bodies.JSON
                .createObjectNode()
                .put("vehicle_id", van.id())
                .put("depot_id", fleet.depotId())
                .put("capacity_grams", van.capacityGrams())
                .put("most_stops", van.mostStops())
                .put("shift_from", van.shiftFrom().toString())
                .put("shift_to", van.shiftTo().toString())
                .put("break_minutes", van.breakMinutes())
                .put("break_from", van.breakFrom().toString())
                .put("break_to", van.breakTo().toString())
                .put("cost_fixed", Fleet.COST_FIXED)
                .put("cost_per_hour", Fleet.COST_PER_HOUR)
                .put("cost_per_kilometre", Fleet.COST_PER_KILOMETRE);
    }

    /** What is told again, word for word, once it was driven. */
    static ObjectNode promised(Fact.Promised promised, Function<Instant, String> time) {
        Fact.Ordered order = promised.order();
        ObjectNode node = Bodies.JSON.createObjectNode();
        node.put("delivery_id", promised.deliveryId());
        node.put("order_id", order.orderId());
        place(node.putObject("address"), order.zone(), order.place());
        node.put("promised_earliest", time.apply(promised.earliest()));
        node.put("promised_latest", time.apply(promised.latest()));
        node.put("requested_at", time.apply(promised.requestedAt()));
        node.put("weight_grams", promised.weightGrams());
        return node;
    }

    static ObjectNode delivered(Fact.Delivered delivered, Function<Instant, String> time) {
        ObjectNode node = promised(delivered.promise(), time);
        node.put("vehicle_id", delivered.vehicleId());
        node.put("departed_at", time.apply(delivered.departedAt()));
        place(node.putObject("departed_from"), delivered.fromZone(), delivered.from());
        node.put("arrived_at", time.apply(delivered.arrivedAt()));
        if (delivered.success()) {
            node.put("completed_at", time.apply(delivered.at()));
        } else {
            node.put("failed_at", time.apply(delivered.at())).put("failure_reason", "nobody_home");
        }
        return node;
    }

    static void place(ObjectNode node, Zone zone, double[] place) {
        node.put("zone_id", zone.id()).put("latitude", place[0]).put("longitude", place[1]);
    }
}
