package dev.shopkeeper.logistics.expectation;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When a delivery is expected and why.
 *
 * @param model name of the fallback that says so
 */
public record Expectation(
        String model,
        Instant at,
        @Nullable Instant earliest,
        @Nullable Instant latest,
        String explanation) {}
