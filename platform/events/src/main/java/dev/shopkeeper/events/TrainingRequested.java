package dev.shopkeeper.events;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Somebody wants a model trained. {@code options} override the model's defaults by name.
 */
public record TrainingRequested(
        String commandId,
        String model,
        @Nullable Long seed,
        Map<String, String> options,
        @Nullable String requestedBy,
        Instant requestedAt)
        implements ShopEvent {

    /** The CloudEvents type. */
    public static final String TYPE = "shop.training.requested.v1";

    public TrainingRequested {
        options = OrderedMaps.copyOf(options);
    }

    @Override
    public String key() {
        return model;
    }
}
