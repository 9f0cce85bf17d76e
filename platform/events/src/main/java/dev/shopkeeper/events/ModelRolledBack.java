package dev.shopkeeper.events;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The champion was replaced by an earlier version; every replica loads that one.
 */
public record ModelRolledBack(
        String model,
        String version,
        String previousVersion,
        @Nullable String reason,
        Instant rolledBackAt) implements ShopEvent {

    /** The CloudEvents type. */
    public static final String TYPE = "shop.model.rolled_back.v1";

    @Override
    public String key() {
        return model;
    }
}
