package dev.shopkeeper.learning.life;

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
 * @param figures of the candidate, on the hold-out
 * @param baselineFigures of the baseline, on the same hold-out
 * @param championVersion what served when the candidate was judged; none while the fallback did
 * @param championFigures of that version
 * @param championFiguresFrom {@code evaluated_again} on the same hold-out; or recorded on its own, because it has learned
 *     from this one ({@code recorded_has_seen}) or cannot be loaded ({@code recorded_unreadable})
 * @param verdict what the promotion gate said, with all figures
 * @param version the version that it made, if it was promoted
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
        Map<String, Double> figures,
        Map<String, Double> baselineFigures,
        @Nullable String championVersion,
        Map<String, Double> championFigures,
        @Nullable String championFiguresFrom,
        @Nullable String verdict,
        @Nullable String version,
        @Nullable String error,
        Instant requestedAt,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt) {

    RunState runState() {
        return RunState.of(state);
    }
}
