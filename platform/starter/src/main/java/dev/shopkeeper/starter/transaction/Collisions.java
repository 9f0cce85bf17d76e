package dev.shopkeeper.starter.transaction;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.dao.ConcurrencyFailureException;

/**
 * Does a transaction again that was rolled back only because another one was in its way: a deadlock, a failed
 * serialization, a row that changed since it was read. Nothing of it was stored, so nothing happens twice. Methods that
 * are {@code @Transactional} are done again by themselves; this is for transactions made in other ways. Thread-safe.
 */
public final class Collisions {

    private static final Logger log = LoggerFactory.getLogger(Collisions.class);

    /** How often a transaction is tried in all. */
    static final int ATTEMPTS = 5;

    private static final int FIRST_PAUSE_MILLIS = 20;

    private final ObjectProvider<MeterRegistry> meters;

    Collisions(ObjectProvider<MeterRegistry> meters) {
        this.meters = meters;
    }

    /** One whole transaction, from its begin to its commit. */
    @FunctionalInterface
    public interface Attempt<T, E extends Throwable> {

        /** Runs the transaction from the beginning. */
        T run() throws E;
    }

    /**
     * Runs a transaction until it collides with no other, five times at most.
     *
     * @throws ConcurrencyFailureException if the last attempt collided too
     */
    public <T, E extends Throwable> T run(String what, Attempt<T, E> attempt) throws E {
        for (int number = 1; ; number++) {
            try {
                return attempt.run();
            } catch (ConcurrencyFailureException e) {
                if (number == ATTEMPTS || !paused(number)) {
                    throw e;
                }
                log.info("{} collided with another transaction and is done again (attempt {})", what, number + 1);
                meters.ifAvailable(registry -> Counter.builder("shopkeeper.transactions.retried")
                        .description("Transactions done again because another one was in their way")
                        .register(registry)
                        .increment());
            }
        }
    }

    /** Waits a growing time that differs from everybody else's; false when the thread is to stop. */
    private static boolean paused(int number) {
        int most = FIRST_PAUSE_MILLIS << number;
        try {
            Thread.sleep(ThreadLocalRandom.current().nextInt(most / 2, most));
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
