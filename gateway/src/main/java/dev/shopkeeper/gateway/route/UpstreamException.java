package dev.shopkeeper.gateway.route;

import org.jspecify.annotations.Nullable;

/** A service did not answer. */
abstract sealed class UpstreamException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private UpstreamException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /** No connection, or it broke, or the service says that it is not there: worth another attempt. */
    static final class Unreachable extends UpstreamException {

        private static final long serialVersionUID = 1L;

        Unreachable(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }

    /** It took longer than the route's deadline. */
    static final class TimedOut extends UpstreamException {

        private static final long serialVersionUID = 1L;

        TimedOut(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }
}
