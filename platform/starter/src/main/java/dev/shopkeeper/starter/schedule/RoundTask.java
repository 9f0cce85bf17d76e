package dev.shopkeeper.starter.schedule;

import java.time.Duration;

/**
 * Something to be done every so often, by every replica; it must bear that. A bean of this type is enough.
 *
 * @param name for threads and the log
 * @param interval between the end of a round and the next one
 * @param round what is done; a failure is logged, and the next round comes as ever
 */
public record RoundTask(String name, Duration interval, Runnable round) {

    public RoundTask {
        if (!interval.isPositive()) {
            throw new IllegalArgumentException(name + " would be done every " + interval + ". Maybe a time above 0?");
        }
    }
}
