package dev.shopkeeper.events;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Somebody wants a running training stopped.
 */
public record TrainingCancellationRequested(
        String commandId,
        String model,
        String runId,
        @Nullable String requestedBy,
        Instant requestedAt) implements ShopEvent {

    /** The CloudEvents type. */
    public static final String TYPE = "shop.training.cancellation_requested.v1";

    @Override
    public String key() {
        return model;
    }
}
