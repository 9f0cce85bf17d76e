package dev.shopkeeper.starter.job;

/** Thrown out of a {@link JobContext} call once the job was cancelled; handlers let it pass. */
public class JobCancelledException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public JobCancelledException(String message) {
        super(message);
    }
}
