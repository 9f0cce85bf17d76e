package dev.shopkeeper.starter.idempotency;

import dev.shopkeeper.starter.problem.ProblemException;
import org.springframework.transaction.TransactionExecution;
import org.springframework.transaction.TransactionExecutionListener;

/**
 * Notes in each transaction of a request with a key, just before it commits, that the request takes effect with it. A
 * request that lost its key to a later one cannot commit any more.
 */
final class EffectiveTransactions implements TransactionExecutionListener {

    private final ThreadLocal<KeyClaim> current = new ThreadLocal<>();
    private final IdempotencyKeys keys;

    EffectiveTransactions(IdempotencyKeys keys) {
        this.keys = keys;
    }

    void open(KeyClaim claim) {
        current.set(claim);
    }

    void close() {
        current.remove();
    }

    @Override
    public void beforeCommit(TransactionExecution transaction) {
        KeyClaim claim = current.get();
        if (claim != null && !transaction.isReadOnly() && !keys.takeEffect(claim)) {
            throw ProblemException.conflict(
                    "idempotency-key-lost",
                    "The request took so long that a later one with its Idempotency-Key has replaced it.",
                    "Send it again with the same key to get the answer of the later one.");
        }
    }
}
