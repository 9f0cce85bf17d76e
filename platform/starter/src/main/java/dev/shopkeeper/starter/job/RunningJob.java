package dev.shopkeeper.starter.job;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The context of the attempt that runs here. */
final class RunningJob implements JobContext {

    private final Claim claim;
    private final JobStore store;
    private final JobProperties properties;
    private volatile boolean cancelling;
    private volatile boolean stopping;
    private volatile @Nullable JsonNode checkpoint;
    private long lastWritten;
    private double lastProgress = -1;

    RunningJob(Claim claim, JobStore store, JobProperties properties) {
        this.claim = claim;
        this.store = store;
        this.properties = properties;
        this.cancelling = claim.cancelling();
        this.checkpoint = claim.checkpoint();
        this.lastWritten = System.nanoTime() - properties.progressInterval().toNanos();
    }

    /** The next call of the handler throws. */
    void cancel() {
        cancelling = true;
    }

    /** The next call of the handler throws, and the job is not touched any more. */
    void stop() {
        stopping = true;
    }

    @Override
    public UUID jobId() {
        return claim.id();
    }

    @Override
    public int attempt() {
        return claim.attempt();
    }

    @Override
    public JsonNode input() {
        return claim.input();
    }

    @Override
    public @Nullable JsonNode checkpoint() {
        return checkpoint;
    }

    @Override
    public void checkpoint(JsonNode reached) {
        refuseIfOver();
        accept(store.checkpoint(claim, reached, properties.lease()).orElse(null));
        checkpoint = reached;
    }

    @Override
    public void hold() {
        refuseIfOver();
        accept(store.hold(claim, properties.lease()).orElse(null));
    }

    @Override
    public synchronized void progress(double progress) {
        refuseIfOver();
        if (!(progress >= 0 && progress <= 1)) {
            throw new IllegalArgumentException(
                    "Progress is " + progress + ". Maybe it was divided by the wrong total? It goes from 0 to 1.");
        }
        long now = System.nanoTime();
        boolean due = now - lastWritten >= properties.progressInterval().toNanos();
        if (due || (progress == 1 && lastProgress != 1)) {
            accept(store.progress(claim, progress, properties.lease()).orElse(null));
            lastWritten = now;
            lastProgress = progress;
        }
    }

    private void accept(@Nullable JobState state) {
        if (state == null) {
            throw new LeaseLostException("Job " + claim.id() + " was taken over by another replica.");
        }
        if (state == JobState.CANCELLING) {
            cancelling = true;
            refuseIfOver();
        }
    }

    private void refuseIfOver() {
        if (stopping) {
            throw new LeaseLostException("The service stops; another replica will go on with job " + claim.id() + ".");
        }
        if (cancelling) {
            throw new JobCancelledException("Job " + claim.id() + " was cancelled.");
        }
    }
}
