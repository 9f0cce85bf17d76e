package dev.shopkeeper.benchmarks.faults;

import java.util.ArrayList;
import java.util.List;

/** Which process was down from when to when, by {@link System#nanoTime()}. Thread-safe. */
final class Downtimes {

    /** @param until {@link Long#MAX_VALUE} while the process is down */
    record Downtime(String victim, long from, long until) {

        boolean touches(long begun, long ended) {
            return ended - from >= 0 && (until == Long.MAX_VALUE || until - begun >= 0);
        }
    }

    private final List<Downtime> all = new ArrayList<>();

    /** A process is about to be killed. */
    synchronized void begin(String victim, long at) {
        all.add(new Downtime(victim, at, Long.MAX_VALUE));
    }

    /**
     * It decides again.
     *
     * @throws IllegalStateException if it was not down
     */
    synchronized void end(String victim, long at) {
        for (int i = all.size() - 1; i >= 0; i--) {
            Downtime each = all.get(i);
            if (each.victim().equals(victim) && each.until() == Long.MAX_VALUE) {
                all.set(i, new Downtime(victim, each.from(), at));
                return;
            }
        }
        throw new IllegalStateException(victim + " is not down, so it cannot be back");
    }

    /** Those that a request from one time to another fell into, the latest last. */
    synchronized List<Downtime> during(long begun, long ended) {
        return all.stream().filter(each -> each.touches(begun, ended)).toList();
    }
}
