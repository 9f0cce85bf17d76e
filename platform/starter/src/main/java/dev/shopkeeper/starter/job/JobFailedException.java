package dev.shopkeeper.starter.job;

/** Thrown by a handler when no further attempt can help. */
public class JobFailedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public JobFailedException(String message) {
        super(message);
    }
}
