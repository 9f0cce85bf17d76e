package dev.shopkeeper.events;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An order, or some lines of it, was cancelled before it was shipped. An empty {@code lines} means all of it.
 */
public record OrderCancelled(
        String orderId,
        @Nullable String userId,
        List<OrderLine> lines,
        @Nullable String reason,
        Instant cancelledAt) implements ShopEvent {

    /** The CloudEvents type. */
    public static final String TYPE = "shop.order.cancelled.v1";

    public OrderCancelled {
        lines = lines == null ? List.of() : List.copyOf(lines);
    }

    @Override
    public String key() {
        return orderId;
    }
}
