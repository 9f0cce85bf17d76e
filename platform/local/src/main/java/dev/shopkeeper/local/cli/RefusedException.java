package dev.shopkeeper.local.cli;

/** The platform answered that it will not do this; the message is its own. */
final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final int status;

    RefusedException(int status, String message) {
        super(message);
        this.status = status;
    }

    int status() {
        return status;
    }
}
