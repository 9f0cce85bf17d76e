package dev.shopkeeper.inventory.imports.sink;

import dev.shopkeeper.inventory.imports.format.EntityType;
import dev.shopkeeper.starter.security.InternalTokens;
import dev.shopkeeper.starter.security.Role;
import java.net.URI;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/**
 * Whatever another application owns, to the door at which it takes the same from anybody: behaviour to the gateway's
 * collector, the rest to the bulk uploads of their services. So there is one set of rules for each entity, and a line
 * is refused here for the reason for which it would be refused there.
 */
@Component
class OwnerSink implements EntitySink {

    private static final String ME = "inventory-service";

    private final Map<EntityType, Door> doors = new EnumMap<>(EntityType.class);

    private record Door(BulkClient client, String path) {}

    OwnerSink(SinkProperties properties, InternalTokens tokens) {
        Supplier<String> operator = () -> tokens.mint(ME, Role.OPERATOR);
        BulkClient collector =
                client("collector", properties.gatewayUrl(), properties, () -> tokens.mintForCollector(ME));
        BulkClient orders = client("order-service", properties.orderUrl(), properties, operator);
        BulkClient members = client("membership-service", properties.membershipUrl(), properties, operator);
        BulkClient prices = client("pricing-service", properties.pricingUrl(), properties, operator);
        BulkClient logistics = client("logistics-service", properties.logisticsUrl(), properties, operator);
        doors.put(EntityType.BEHAVIOUR, new Door(collector, "/api/v1/events"));
        doors.put(EntityType.ORDER, new Door(orders, "/admin/v1/orders"));
        doors.put(EntityType.CANCELLATION, new Door(orders, "/admin/v1/orders/cancellations"));
        doors.put(EntityType.RETURN, new Door(orders, "/admin/v1/returns"));
        doors.put(EntityType.MESSAGE, new Door(orders, "/admin/v1/messages"));
        doors.put(EntityType.MESSAGE_CORRECTION, new Door(orders, "/admin/v1/messages/corrections"));
        doors.put(EntityType.MEMBER, new Door(members, "/admin/v1/members"));
        doors.put(EntityType.COMPETITOR_PRICE, new Door(prices, "/admin/v1/competitor-prices"));
        doors.put(EntityType.TRAVEL_TIME, new Door(logistics, "/admin/v1/travel-times"));
        doors.put(EntityType.DEPOT, new Door(logistics, "/admin/v1/depots"));
        doors.put(EntityType.VEHICLE, new Door(logistics, "/admin/v1/vehicles"));
        doors.put(EntityType.DELIVERY, new Door(logistics, "/admin/v1/deliveries"));
    }

    private static BulkClient client(String name, URI url, SinkProperties properties, Supplier<String> token) {
        return new BulkClient(name, url, properties.requestTimeout(), properties.longestWait(), token);
    }

    @Override
    public Set<EntityType> types() {
        return doors.keySet();
    }

    @Override
    public boolean local() {
        return false;
    }

    @Override
    public SinkAnswer take(EntityType type, List<ObjectNode> entities, Consumer<@Nullable String> waiting)
            throws InterruptedException {
        Door door = doors.get(type);
        if (door == null) {
            throw new IllegalArgumentException(type + " is owned by this service");
        }
        return door.client().post(door.path(), type.listName(), entities, waiting);
    }
}
