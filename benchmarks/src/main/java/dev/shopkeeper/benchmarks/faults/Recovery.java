package dev.shopkeeper.benchmarks.faults;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/** Waits until all that a process has to answer is answered well again, each probe once. */
final class Recovery {

    /** Asks once. */
    @FunctionalInterface
    interface Probe {

        /** Whether the answer is as good as if nothing had happened; an error of the connection is as bad as any other answer. */
        boolean good() throws IOException, InterruptedException;
    }

    /** Lets some time pass. */
    @FunctionalInterface
    interface Pause {
        void pass() throws InterruptedException;
    }

    private final LongSupplier clock;
    private final Pause pause;

    /** @param clock nanoseconds since some time, as {@link System#nanoTime()} */
    Recovery(LongSupplier clock, Pause pause) {
        this.clock = clock;
        this.pause = pause;
    }

    static Recovery real() {
        return new Recovery(System::nanoTime, () -> Thread.sleep(100));
    }

    /**
     * Asks until every probe has had one good answer.
     *
     * @return when the last of them had it, by the clock; empty if that took longer than one is willing to wait
     */
    OptionalLong await(List<Probe> probes, Duration patience) throws InterruptedException {
        long begun = clock.getAsLong();
        List<Probe> left = new ArrayList<>(probes);
        while (true) {
            left.removeIf(Recovery::good);
            long now = clock.getAsLong();
            if (left.isEmpty()) {
                return OptionalLong.of(now);
            }
            if (now - begun >= patience.toNanos()) {
                return OptionalLong.empty();
            }
            pause.pass();
        }
    }

    private static boolean good(Probe probe) {
        try {
            return probe.good();
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
