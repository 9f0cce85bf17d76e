package dev.shopkeeper.events;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A version became the champion; every replica loads it.
 */
public record ModelPromoted(
        String model,
        String version,
        @Nullable String previousVersion,
        String contentHash,
        Instant promotedAt,
        @Nullable String runId)
        implements ShopEvent {

    /** The CloudEvents type. */
    public static final String TYPE = "shop.model.promoted.v1";

    /** A version that no known run made, as one that was imported. */
    public ModelPromoted(
            String model, String version, @Nullable String previousVersion, String contentHash, Instant promotedAt) {
        this(model, version, previousVersion, contentHash, promotedAt, null);
    }

    @Override
    public String key() {
        return model;
    }
}
