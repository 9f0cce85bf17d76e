package dev.shopkeeper.starter.job;

/** Another replica has the job now, or this one is stopping: the attempt must leave at once, without a trace. */
final class LeaseLostException extends JobCancelledException {

    private static final long serialVersionUID = 1L;

    LeaseLostException(String message) {
        super(message);
    }
}
