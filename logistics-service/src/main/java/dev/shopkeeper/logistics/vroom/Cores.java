package dev.shopkeeper.logistics.vroom;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * The cores on which tours are sought, one for each search: those that are waited for and those that run as jobs together are
 * never more than there are cores. Whoever took one gives it back. Thread-safe.
 */
@Component
class Cores {

    private final int all;
    private final Semaphore free;

    @Autowired
    Cores() {
        this(Runtime.getRuntime().availableProcessors());
    }

    private Cores(int all) {
        this.all = all;
        this.free = new Semaphore(all);
    }

    /** As many as are said, whatever the machine has. */
    static Cores of(int all) {
        return new Cores(all);
    }

    /** How many there are, free or not. */
    int all() {
        return all;
    }

    /** Takes a core if one is free at this moment. */
    boolean take() {
        return free.tryAcquire();
    }

    /** Takes a core, waiting so long at most. */
    boolean take(Duration longest) throws InterruptedException {
        return free.tryAcquire(longest.toNanos(), TimeUnit.NANOSECONDS);
    }

    void giveBack() {
        free.release();
    }
}
