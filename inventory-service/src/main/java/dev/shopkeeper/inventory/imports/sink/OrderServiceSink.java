package dev.shopkeeper.inventory.imports.sink;

import dev.shopkeeper.inventory.imports.format.EntityType;
import dev.shopkeeper.starter.security.InternalTokens;
import dev.shopkeeper.starter.security.Role;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** Orders, cancellations, returns and messages, to the order service's bulk uploads. */
@Component
class OrderServiceSink implements EntitySink {

    private static final Map<EntityType, String> PATHS = Map.of(
            EntityType.ORDER, "/admin/v1/orders",
            EntityType.CANCELLATION, "/admin/v1/orders/cancellations",
            EntityType.RETURN, "/admin/v1/returns",
            EntityType.MESSAGE, "/admin/v1/messages");

    private final BulkClient client;

    OrderServiceSink(SinkProperties properties, InternalTokens tokens) {
        this.client = new BulkClient(
                "order-service",
                properties.orderUrl(),
                properties.requestTimeout(),
                properties.longestWait(),
                () -> tokens.mint("inventory-service", Role.OPERATOR));
    }

    @Override
    public Set<EntityType> types() {
        return PATHS.keySet();
    }

    @Override
    public boolean local() {
        return false;
    }

    @Override
    public SinkAnswer take(EntityType type, List<ObjectNode> entities, Consumer<@Nullable String> waiting)
            throws InterruptedException {
        return client.post(PATHS.getOrDefault(type, ""), type.listName(), entities, waiting);
    }
}
