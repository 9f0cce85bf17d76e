package dev.shopkeeper.events;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Somebody wants the champion before the present one back.
 */
public record RollbackRequested(
        String commandId,
        String model,
        @Nullable String reason,
        @Nullable String requestedBy,
        Instant requestedAt) implements ShopEvent {

    /** The CloudEvents type. */
    public static final String TYPE = "shop.rollback.requested.v1";

    @Override
    public String key() {
        return model;
    }
}
