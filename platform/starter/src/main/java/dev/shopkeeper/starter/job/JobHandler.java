package dev.shopkeeper.starter.job;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A kind of long work. A bean of this type is enough; jobs are submitted through {@link Jobs}. */
public interface JobHandler {

    /** Stable name of the kind, {@code import}. */
    String kind();

    /**
     * Does the work, from {@link JobContext#checkpoint()} where an earlier attempt was cut off. Must call
     * {@link JobContext#progress} or {@link JobContext#checkpoint(JsonNode)} regularly: both renew the lease and throw
     * {@link JobCancelledException} once the job was cancelled.
     *
     * @return the job's result, or null
     * @throws Exception fails this attempt; {@link JobFailedException} fails the job for good
     */
    @Nullable
    JsonNode run(JobContext context) throws Exception;
}
