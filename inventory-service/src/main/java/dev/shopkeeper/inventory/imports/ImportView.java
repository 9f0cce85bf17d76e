package dev.shopkeeper.inventory.imports;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.shopkeeper.inventory.imports.run.ImportCounts;
import dev.shopkeeper.inventory.imports.run.LineError;
import dev.shopkeeper.starter.job.Job;
import dev.shopkeeper.starter.job.JobState;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An import as it is answered.
 *
 * @param progress 0 to 1
 * @param attempts begun so far; more than one if it was cut off and went on
 * @param counts {@code lines = imported + refused}
 * @param errors the first hundred
 * @param waitingFor what it is waiting for at this moment
 * @param previousId the import of the same file before this one
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ImportView(
        UUID id,
        String kind,
        String filename,
        Map<String, String> options,
        String sha256,
        long size,
        JobState state,
        double progress,
        int attempts,
        ImportCounts.Snapshot counts,
        List<LineError> errors,
        @Nullable String waitingFor,
        @Nullable String error,
        @Nullable UUID previousId,
        Instant createdAt,
        Instant updatedAt) {

    static ImportView of(ImportRow row, @Nullable Job job, List<LineError> errors) {
        Instant updatedAt = job != null && job.updatedAt().isAfter(row.updatedAt()) ? job.updatedAt() : row.updatedAt();
        boolean running = job != null && job.state() == JobState.RUNNING;
        return new ImportView(
                row.id(),
                row.kind(),
                row.filename(),
                row.options(),
                row.sha256(),
                row.size(),
                job == null ? JobState.FAILED : job.state(),
                job == null ? 0 : job.state() == JobState.SUCCEEDED ? 1 : job.progress(),
                job == null ? 0 : job.attempts(),
                row.counts(),
                errors,
                running ? row.waitingFor() : null,
                job == null ? "its job is gone" : job.error(),
                row.previousId(),
                row.createdAt(),
                updatedAt);
    }
}
