package dev.shopkeeper.recommendation.experiment;

import dev.shopkeeper.recommendation.experiment.allocation.Allocation;
import dev.shopkeeper.recommendation.experiment.statistics.Metric;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An experiment as it is stored. */
record Experiment(
        String id,
        @Nullable String description,
        List<String> placements,
        Allocation allocation,
        Metric metric,
        long plannedPersons,
        ExperimentState state,
        Instant startedAt,
        @Nullable Instant endedAt,
        @Nullable Instant rolledOutAt,
        @Nullable String winner) {}
