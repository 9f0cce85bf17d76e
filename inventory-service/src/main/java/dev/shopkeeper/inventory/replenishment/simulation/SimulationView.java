package dev.shopkeeper.inventory.replenishment.simulation;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.shopkeeper.starter.job.JobState;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A simulation.
 *
 * @param progress 0 to 1
 * @param request what was asked for, with what was not said filled in
 * @param result absent until it has ended, and in a listing
 * @param error why it failed, or why its latest attempt did
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SimulationView(
        UUID simulationId,
        JobState state,
        double progress,
        Instant createdAt,
        SimulationRequest request,
        @Nullable SimulationReport result,
        @Nullable String error) {}
