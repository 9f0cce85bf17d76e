package dev.shopkeeper.local.cli;

import org.jspecify.annotations.Nullable;

/** No platform answers, or it turned the key away. */
final class UnreachableException extends RuntimeException {
    private static final long serialVersionUID = 1;

    UnreachableException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
