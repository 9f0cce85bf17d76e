package dev.shopkeeper.starter.job;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One attempt at a job, held by a lease.
 *
 * @param attempt together with {@code owner} the fence of its writes
 * @param failures attempts in a row without a checkpoint, this one included
 */
record Claim(
        UUID id,
        String kind,
        String owner,
        int attempt,
        int failures,
        JsonNode input,
        @Nullable JsonNode checkpoint,
        boolean cancelling) {}
