package dev.shopkeeper.events;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A training run reached a state or made progress. {@code figures} and {@code baselineFigures} are of the same
 * hold-out.
 */
public record TrainingChanged(
        String model,
        String runId,
        String state,
        double progress,
        Map<String, Double> figures,
        Map<String, Double> baselineFigures,
        @Nullable String error,
        Instant changedAt)
        implements ShopEvent {

    /** The CloudEvents type. */
    public static final String TYPE = "shop.training.changed.v1";

    public TrainingChanged {
        figures = figures == null ? Map.of() : Map.copyOf(figures);
        baselineFigures = baselineFigures == null ? Map.of() : Map.copyOf(baselineFigures);
    }

    @Override
    public String key() {
        return model;
    }
}
