package dev.shopkeeper.local.process;

import java.time.Duration;

/**
 * How long to wait before a process is started again: half a second the first time, twice as long each further time in a row that it
 * died soon after it was ready, or never became ready, and 15 s at most. Whatever was ready for half a minute did its work; that it
 * died is no reason to expect that it will again. Not thread-safe.
 */
final class BackOff {

    private static final Duration FIRST = Duration.ofMillis(500);
    private static final Duration LONGEST = Duration.ofSeconds(15);
    private static final Duration LONG_LIFE = Duration.ofSeconds(30);
    private static final int MOST_FAILED_STARTS = 5;

    private int failuresInARow;
    private int failedStarts;

    /** It died after it was ready for this time. */
    void died(Duration readyFor) {
        failedStarts = 0;
        failuresInARow = readyFor.compareTo(LONG_LIFE) >= 0 ? 1 : failuresInARow + 1;
    }

    /** It was started and did not become ready. */
    void failedToStart() {
        failuresInARow++;
        failedStarts++;
    }

    /** How often it did not become ready in a row. */
    int failedStarts() {
        return failedStarts;
    }

    /** Whether it failed to start so often that another try is of no use. */
    boolean hopeless() {
        return failedStarts > MOST_FAILED_STARTS;
    }

    /** What to wait now. */
    Duration pause() {
        Duration wanted = FIRST.multipliedBy(1L << Math.clamp(failuresInARow - 1L, 0, 10));
        return wanted.compareTo(LONGEST) < 0 ? wanted : LONGEST;
    }
}
