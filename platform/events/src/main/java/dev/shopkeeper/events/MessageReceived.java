package dev.shopkeeper.events;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A customer wrote about an order. The text itself stays with the order service; this names only what was
 * understood.
 */
public record MessageReceived(
        String messageId,
        @Nullable String orderId,
        @Nullable String userId,
        String language,
        @Nullable String intent,
        @Nullable Double confidence,
        Instant receivedAt)
        implements ShopEvent {

    /** The CloudEvents type. */
    public static final String TYPE = "shop.message.received.v1";

    @Override
    public String key() {
        return orderId != null ? orderId : messageId;
    }
}
