package dev.shopkeeper.starter.problem;

import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.kafka.KafkaException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionTimedOutException;

/** Conflicts in the database, and a database or broker that is away. */
final class DataProblems implements ProblemTranslator {

    @Override
    public Optional<ProblemAnswer> translate(Throwable failure) {
        return Optional.ofNullable(
                switch (failure) {
                    case OptimisticLockingFailureException changed -> conflict("concurrent-change");
                    case PessimisticLockingFailureException locked -> conflict("concurrent-change");
                    case DataIntegrityViolationException refused -> refused(refused);
                    case CannotCreateTransactionException away -> unavailable("database");
                    case TransactionTimedOutException away -> unavailable("database");
                    case DataAccessResourceFailureException away -> unavailable("database");
                    case RecoverableDataAccessException away -> unavailable("database");
                    case TransientDataAccessException away -> unavailable("database");
                    case KafkaException away -> unavailable("broker");
                    case org.apache.kafka.common.KafkaException away -> unavailable("broker");
                    default -> null;
                });
    }

    /** SQL state class 22 is a value the database cannot hold; 23 is a constraint. */
    private static ProblemAnswer refused(DataIntegrityViolationException failure) {
        String state = sqlState(failure);
        if (state != null && state.startsWith("22")) {
            return ProblemAnswer.of(
                    HttpStatus.BAD_REQUEST, "invalid-request", "The request has a value that cannot be stored.");
        }
        return conflict("conflict");
    }

    private static ProblemAnswer conflict(String code) {
        return ProblemAnswer.of(HttpStatus.CONFLICT, code, "The request collides with another change.")
                .withHint("Read the present state and try again.");
    }

    private static ProblemAnswer unavailable(String what) {
        return ProblemAnswer.of(
                        HttpStatus.SERVICE_UNAVAILABLE,
                        what + "-unavailable",
                        "The " + what + " does not answer at the moment; nothing was changed.")
                .withHeader(HttpHeaders.RETRY_AFTER, "2")
                .withHint("Try again after the time in Retry-After.");
    }

    private static @Nullable String sqlState(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                return sql.getSQLState();
            }
        }
        return null;
    }
}
