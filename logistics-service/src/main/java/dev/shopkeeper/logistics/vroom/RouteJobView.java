package dev.shopkeeper.logistics.vroom;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.shopkeeper.starter.job.JobState;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A search for tours that takes long.
 *
 * @param progress 0 to 1, by time or by rounds
 * @param attempts begun so far; more than one if it was cut off and began again
 * @param best found so far; absent before anything is, and once there is an answer
 * @param answer as the synchronous call gives it; absent until the search has ended
 * @param error why it failed
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record RouteJobView(
        UUID id,
        JobState state,
        double progress,
        int attempts,
        VroomAnswer.@Nullable Progress best,

        @Schema(implementation = VroomAnswer.class) @Nullable
        JsonNode answer,

        @Nullable String error,
        Instant createdAt,
        Instant updatedAt) {}
