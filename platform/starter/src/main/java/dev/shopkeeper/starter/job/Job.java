package dev.shopkeeper.starter.job;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A job as callers see it.
 *
 * @param progress 0 to 1
 * @param attempts how many were begun
 */
public record Job(
        UUID id,
        String kind,
        JobState state,
        double progress,
        int attempts,
        @Nullable JsonNode result,
        @Nullable String error,
        Instant createdAt,
        Instant updatedAt) {}
