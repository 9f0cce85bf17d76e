package dev.shopkeeper.events;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A training run reached a state or made progress. {@code figures} and {@code baselineFigures} are of the same
 * hold-out; {@code commandId} is that of the command that asked for the run, absent where a schedule did.
 */
public record TrainingChanged(
        String model,
        String runId,
        String state,
        double progress,
        Map<String, Double> figures,
        Map<String, Double> baselineFigures,
        @Nullable String error,
        Instant changedAt,
        @Nullable String commandId)
        implements ShopEvent {

    /** The CloudEvents type. */
    public static final String TYPE = "shop.training.changed.v1";

    public TrainingChanged {
        figures = OrderedMaps.copyOf(figures);
        baselineFigures = OrderedMaps.copyOf(baselineFigures);
    }

    /** A run that no command asked for. */
    public TrainingChanged(
            String model,
            String runId,
            String state,
            double progress,
            Map<String, Double> figures,
            Map<String, Double> baselineFigures,
            @Nullable String error,
            Instant changedAt) {
        this(model, runId, state, progress, figures, baselineFigures, error, changedAt, null);
    }

    @Override
    public String key() {
        return model;
    }
}
