package dev.shopkeeper.local.cli;

/** The command line was not understood. */
final class UsageException extends RuntimeException {
    private static final long serialVersionUID = 1;

    UsageException(String message) {
        super(message);
    }
}
