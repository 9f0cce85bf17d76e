package dev.shopkeeper.starter.messaging;

import java.io.IOException;
import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.util.Set;
import org.apache.kafka.common.errors.RetriableException;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionTimedOutException;
import tools.jackson.core.JacksonException;

/** Tells failures that pass by themselves from those that stay, and says them without quoting the data. */
final class Failures {

    /** SQL state classes: connection, transaction rollback, resources, operator intervention, system, lock. */
    private static final Set<String> PASSING_SQL_STATES = Set.of("08", "40", "53", "57", "58", "55");

    private static final int LONGEST = 300;

    private Failures() {}

    /** Whether the same event may well succeed later without anybody changing anything but the weather. */
    static boolean isPassing(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = next(cause)) {
            if (cause instanceof PoisonEventException) {
                return false;
            }
            if (cause instanceof TransientDataAccessException
                    || cause instanceof RecoverableDataAccessException
                    || cause instanceof DataAccessResourceFailureException
                    || cause instanceof CannotCreateTransactionException
                    || cause instanceof TransactionTimedOutException
                    || cause instanceof SQLTransientException
                    || cause instanceof SQLRecoverableException
                    || cause instanceof RetriableException
                    || (cause instanceof IOException && !(cause instanceof java.io.CharConversionException))) {
                return true;
            }
            if (cause instanceof SQLException sql
                    && sql.getSQLState() != null
                    && sql.getSQLState().length() >= 2
                    && PASSING_SQL_STATES.contains(sql.getSQLState().substring(0, 2))) {
                return true;
            }
        }
        return false;
    }

    /** Whether the event itself was declared hopeless, so that no retry is worth its while. */
    static boolean isPoison(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = next(cause)) {
            if (cause instanceof PoisonEventException) {
                return true;
            }
        }
        return false;
    }

    /** The innermost cause below wrappers of the listener container. */
    static Throwable root(Throwable failure) {
        Throwable cause = failure;
        for (Throwable inner = next(cause); inner != null; inner = next(inner)) {
            if (cause instanceof PoisonEventException) {
                return cause;
            }
            cause = inner;
        }
        return cause;
    }

    /** For the dead letter: class and message, shortened. Only operators see it. */
    static String describe(Throwable failure) {
        Throwable root = root(failure);
        String text = root.getClass().getSimpleName() + ": " + root.getMessage();
        return text.length() <= LONGEST * 3 ? text : text.substring(0, LONGEST * 3);
    }

    /** For the log: never a value of the event. A database's detail lines and a parser's excerpts are left out. */
    static String describeForLog(Throwable failure) {
        Throwable root = root(failure);
        String name = root.getClass().getSimpleName();
        if (root instanceof JacksonException || root.getCause() instanceof JacksonException) {
            return name;
        }
        String message = root.getMessage();
        if (message == null) {
            return name;
        }
        String line = message.lines().findFirst().orElse("");
        return name + ": " + (line.length() <= LONGEST ? line : line.substring(0, LONGEST));
    }

    private static @Nullable Throwable next(Throwable cause) {
        Throwable inner = cause.getCause();
        return inner == cause ? null : inner;
    }
}
