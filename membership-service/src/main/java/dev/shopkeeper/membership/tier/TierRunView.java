package dev.shopkeeper.membership.tier;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.shopkeeper.starter.job.JobState;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A run over all members.
 *
 * @param progress 0 to 1
 * @param report what it did; absent until it has ended
 * @param error why it failed as a whole
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TierRunView(
        UUID runId,
        JobState state,
        double progress,
        Instant createdAt,
        @Nullable TierRunReport report,
        @Nullable String error) {}
