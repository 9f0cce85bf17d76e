package dev.shopkeeper.demo.history;

import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * What is still to happen, in the order of time, and the facts that have happened but may yet be preceded by others. A
 * fact comes out once nothing that is still to happen is earlier.
 */
final class Agenda {

    private record Entry<T>(Instant at, long order, T what) {}

    private static final Comparator<Entry<?>> IN_TIME =
            Comparator.<Entry<?>, Instant>comparing(Entry::at).thenComparingLong(Entry::order);

    private final PriorityQueue<Entry<Runnable>> actions = new PriorityQueue<>(IN_TIME);
    private final PriorityQueue<Entry<Fact>> facts = new PriorityQueue<>(IN_TIME);
    private Instant now = Instant.MIN;
    private long order;

    void schedule(Instant at, Runnable action) {
        actions.add(new Entry<>(at, order++, action));
    }

    void tell(Fact fact) {
        facts.add(new Entry<>(fact.at(), order++, fact));
    }

    /** The next fact, or null when nothing is left before {@code end}. */
    @Nullable
    Fact next(Instant end) {
        while (true) {
            Entry<Runnable> action = actions.peek();
            boolean pending = action != null && action.at().isBefore(end);
            Entry<Fact> fact = facts.peek();
            if (fact != null && (!pending || fact.at().isBefore(action.at()))) {
                facts.poll();
                if (fact.at().isBefore(end)) {
                    return fact.what();
                }
            } else if (pending) {
                actions.poll();
                now = action.at();
                action.what().run();
            } else {
                return null;
            }
        }
    }

    /** The time of the latest action. */
    Instant now() {
        return now;
    }

    /** Entries kept: the measure of the memory used. */
    int size() {
        return actions.size() + facts.size();
    }
}
