package dev.shopkeeper.benchmarks.faults;

import java.io.IOException;
import java.sql.SQLException;
import java.util.Map;

/** Sends one thing after another until it is told to stop, notes what was acknowledged, and counts its effects afterwards. */
abstract class Clerk implements Runnable {

    private volatile boolean stopped;
    private volatile String failure = "";

    /** What is counted, one word. */
    abstract String name();

    /** Sends one more and returns once it is acknowledged; pauses as it thinks right. */
    abstract void one(int number) throws InterruptedException;

    /**
     * Counts the effects, waiting for those that are not there yet as long as it is willing to.
     *
     * @return figures
     */
    abstract Map<String, Object> verdict() throws SQLException, IOException, InterruptedException;

    /** After what is being sent is acknowledged. */
    final void stop() {
        stopped = true;
    }

    /** Why it gave up; empty while it did not. */
    final String failure() {
        return failure;
    }

    @Override
    public final void run() {
        try {
            for (int number = 0; !stopped; number++) {
                one(number);
            }
        } catch (InterruptedException e) {
            failure = "interrupted while it waited for an acknowledgement";
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            failure = e.toString();
        }
    }
}
