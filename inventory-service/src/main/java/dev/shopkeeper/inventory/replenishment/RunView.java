package dev.shopkeeper.inventory.replenishment;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.shopkeeper.starter.job.JobState;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A run.
 *
 * @param date day that its proposals are for
 * @param progress 0 to 1
 * @param report what it did; absent until it has ended
 * @param error why it failed as a whole
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RunView(
        UUID runId,
        LocalDate date,
        JobState state,
        double progress,
        Instant createdAt,
        @Nullable RunReport report,
        @Nullable String error) {}
