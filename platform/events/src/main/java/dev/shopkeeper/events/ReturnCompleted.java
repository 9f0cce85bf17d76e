package dev.shopkeeper.events;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The returned goods arrived and the customer was refunded or got the exchange.
 *
 * @param lines what came back: none where the customer keeps the goods
 */
public record ReturnCompleted(
        String returnId,
        String orderId,
        @Nullable String userId,
        List<OrderLine> lines,
        @Nullable Money refunded,
        Instant completedAt)
        implements ShopEvent {

    /** The CloudEvents type. */
    public static final String TYPE = "shop.return.completed.v1";

    public ReturnCompleted {
        lines = lines == null ? List.of() : List.copyOf(lines);
    }

    @Override
    public String key() {
        return orderId;
    }
}
