package dev.shopkeeper.starter.job;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** One attempt at a job, as its handler sees it. */
public interface JobContext {

    UUID jobId();

    /** 1 for the first attempt. */
    int attempt();

    /** What the job was submitted with. */
    JsonNode input();

    /** What an earlier attempt stored last, or null. */
    @Nullable
    JsonNode checkpoint();

    /** Stores a checkpoint; joins the current transaction if there is one, so that it is kept with the effect. */
    void checkpoint(JsonNode checkpoint);

    /**
     * Makes sure that this attempt still has the job, and that nobody takes it over before the current transaction ends.
     * What the transaction writes is then written by the attempt that has the job, or not at all.
     *
     * @throws LeaseLostException if another replica has the job
     * @throws JobCancelledException if the job was cancelled
     */
    void hold();

    /** Reports progress, 0 to 1, and renews the lease. */
    void progress(double progress);
}
