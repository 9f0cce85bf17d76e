package dev.shopkeeper.events;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A return was approved or rejected.
 */
public record ReturnDecided(
        String returnId,
        String orderId,
        @Nullable String userId,
        String decision,
        @Nullable String reason,
        Instant decidedAt)
        implements ShopEvent {

    /** The CloudEvents type. */
    public static final String TYPE = "shop.return.decided.v1";

    @Override
    public String key() {
        return orderId;
    }
}
