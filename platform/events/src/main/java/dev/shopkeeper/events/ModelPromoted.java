package dev.shopkeeper.events;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A version became the champion; every replica loads it.
 */
public record ModelPromoted(
        String model, String version, @Nullable String previousVersion, String contentHash, Instant promotedAt)
        implements ShopEvent {

    /** The CloudEvents type. */
    public static final String TYPE = "shop.model.promoted.v1";

    @Override
    public String key() {
        return model;
    }
}
