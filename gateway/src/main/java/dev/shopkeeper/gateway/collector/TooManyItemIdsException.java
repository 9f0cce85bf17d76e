package dev.shopkeeper.gateway.collector;

import java.time.Duration;

/** A key brought up more different item ids within an hour than it may; nothing of the batch is stored. */
final class TooManyItemIdsException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Duration wait;

    TooManyItemIdsException(int most, Duration wait) {
        super("This key has brought up " + most
                + " different item ids within the hour, the most it may; these events name"
                + " others. It may again in " + wait.toSeconds() + " s.");
        this.wait = wait;
    }

    Duration retryAfter() {
        return wait;
    }
}
