package dev.shopkeeper.starter.job;

/**
 * Another replica has the job now, or this one is stopping: the attempt must leave at once, without a trace. It is no
 * cancellation: somebody goes on with the job.
 */
public final class LeaseLostException extends JobCancelledException {

    private static final long serialVersionUID = 1L;

    LeaseLostException(String message) {
        super(message);
    }
}
