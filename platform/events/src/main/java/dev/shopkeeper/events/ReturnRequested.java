package dev.shopkeeper.events;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A customer wants to give lines of an order back.
 */
public record ReturnRequested(
        String returnId,
        String orderId,
        @Nullable String userId,
        List<OrderLine> lines,
        String kind,
        @Nullable String reason,
        Instant requestedAt)
        implements ShopEvent {

    /** The CloudEvents type. */
    public static final String TYPE = "shop.return.requested.v1";

    public ReturnRequested {
        lines = lines == null ? List.of() : List.copyOf(lines);
    }

    @Override
    public String key() {
        return orderId;
    }
}
