package dev.shopkeeper.learning.life;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A version in the registry with its provenance.
 *
 * @param state champion, retired or rolled_back
 * @param previousVersion what served before it, {@code none} for the fallback
 * @param contentHash hex SHA-256 of the model's bytes
 */
public record ModelVersion(
        String model,
        String version,
        UUID runId,
        String state,
        String previousVersion,
        String contentHash,
        long bytes,
        Instant createdAt,
        long seed,
        Map<String, String> options,
        @Nullable String dataHash,
        @Nullable Instant dataFrom,
        @Nullable Instant dataTo,
        @Nullable Long dataRows,
        @Nullable String codeCommit,
        @JsonProperty("figures") Map<String, Double> metrics,
        @JsonProperty("baseline_figures") Map<String, Double> baselineMetrics) {}
