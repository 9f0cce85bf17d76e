package dev.shopkeeper.starter.problem;

import org.jspecify.annotations.Nullable;

/** Stack traces for the log without the messages, which may quote what a customer sent. */
final class Traces {

    private static final int DEEPEST = 10;

    private Traces() {}

    static Throwable withoutMessages(Throwable failure) {
        return withoutMessages(failure, 0);
    }

    private static Throwable withoutMessages(Throwable failure, int depth) {
        Throwable cause = failure.getCause();
        Trace trace = new Trace(
                failure.getClass().getName(),
                cause == null || cause == failure || depth == DEEPEST ? null : withoutMessages(cause, depth + 1));
        trace.setStackTrace(failure.getStackTrace());
        return trace;
    }

    /** Stands for an exception of the class in its message. */
    private static final class Trace extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Trace(String name, @Nullable Throwable cause) {
            super(name, cause, false, true);
        }
    }
}
