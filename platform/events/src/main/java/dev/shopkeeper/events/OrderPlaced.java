package dev.shopkeeper.events;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A customer placed an order. {@code userId} is absent for guests and in sources that do not say.
 */
public record OrderPlaced(
        String orderId,
        @Nullable String userId,
        String channel,
        List<OrderLine> lines,
        Money total,
        @Nullable Money shipping,
        List<String> couponCodes,
        @Nullable DeliveryAddress deliveryAddress,
        Instant placedAt)
        implements ShopEvent {

    /** The CloudEvents type. */
    public static final String TYPE = "shop.order.placed.v1";

    public OrderPlaced {
        lines = lines == null ? List.of() : List.copyOf(lines);
        couponCodes = couponCodes == null ? List.of() : List.copyOf(couponCodes);
    }

    @Override
    public String key() {
        return orderId;
    }
}
