package dev.shopkeeper.local;

import org.jspecify.annotations.Nullable;

/** Something a person has to put right before the stack can run; the message says what and how. */
public final class LocalStackException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public LocalStackException(String message) {
        super(message);
    }

    public LocalStackException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
