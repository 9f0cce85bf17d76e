package dev.shopkeeper.learning.life;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One run, as it is stored and answered.
 *
 * @param progress 0 to 1
 * @param dataHash content hash of the data learned from
 * @param splitAt where the hold-out begins
 * @param metrics of the candidate, on the hold-out
 * @param baselineMetrics of the baseline, on the same hold-out
 * @param championVersion what served when the candidate was judged; none while the fallback did
 * @param championMetrics of that version
 * @param championMetricsFrom {@code evaluated_again} on the same hold-out; or recorded on the very same data and hold-out
 *     ({@code recorded_same_data}); or recorded on another hold-out and not compared, because it has learned from this one
 *     ({@code recorded_has_seen}) or cannot be evaluated on it ({@code recorded_unreadable})
 * @param verdict what the promotion gate said, with all metrics
 * @param version the version that it made, if it was promoted
 * @param error why it failed, in words
 * @param errorCode {@code insufficient-data} if it failed because there is too little to learn from
 */
public record TrainingRun(
        UUID id,
        String model,
        String state,
        double progress,
        long seed,
        Map<String, String> options,
        @Nullable String requestedBy,
        @Nullable String commandId,
        @Nullable UUID jobId,
        @Nullable Instant dataFrom,
        @Nullable Instant dataTo,
        @Nullable Long dataRows,
        @Nullable String dataHash,
        @Nullable Instant splitAt,
        @Nullable String codeCommit,
        @JsonProperty("figures") Map<String, Double> metrics,
        @JsonProperty("baseline_figures") Map<String, Double> baselineMetrics,
        @Nullable String championVersion,
        @JsonProperty("champion_figures") Map<String, Double> championMetrics,
        @JsonProperty("champion_figures_from") @Nullable String championMetricsFrom,
        @Nullable String verdict,
        @Nullable String version,
        @Nullable String error,
        @Nullable String errorCode,
        Instant requestedAt,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt) {

    /** The code of an error that is no fault: there is too little data yet. */
    static final String INSUFFICIENT_DATA = "insufficient-data";

    RunState runState() {
        return RunState.of(state);
    }
}
