package dev.shopkeeper.benchmarks.platform;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the processes of a running platform take, by {@code /proc}. */
public final class PlatformProcesses {

    private static final double QUIET = 0.3;
    private static final int LONGEST_WAIT_SECONDS = 180;

    private final Platform platform;

    PlatformProcesses(Platform platform) {
        this.platform = platform;
    }

    /** Processor seconds, user and system, of all that the launcher started, the databases and the broker included. */
    public double processorSeconds() throws IOException {
        return ProcessStat.processorSeconds(ProcessStat.tree(platform.launcher(), ProcessStat.all()));
    }

    /** The largest resident memory of each process of these names since it began, MiB; what it started is not counted. */
    public Map<String, Long> peakMebibytes(List<String> names) throws IOException {
        Map<String, Long> peaks = new TreeMap<>();
        for (String name : names) {
            ProcessHandle process = platform.process(name).orElse(null);
            if (process != null) {
                String status = ProcessStat.readIfThere(Path.of("/proc", Long.toString(process.pid()), "status"));
                peaks.put(name, ProcessMemory.kibibytes("VmHWM", status) / 1024);
            }
        }
        return peaks;
    }

    /**
     * Waits until the platform has nothing to do, and returns how much of a processor it takes then.
     *
     * @throws IllegalStateException if it always has
     */
    public double settle() throws IOException, InterruptedException {
        double last = 1;
        for (int second = 0; second < LONGEST_WAIT_SECONDS; second++) {
            double before = processorSeconds();
            Thread.sleep(1_000);
            double taken = processorSeconds() - before;
            if (taken < QUIET && last < QUIET) {
                return idle();
            }
            last = taken;
        }
        throw new IllegalStateException("The platform was busy by itself for " + LONGEST_WAIT_SECONDS
                + " s. Maybe it trains, or a shop's traffic runs beside the bench?");
    }

    private double idle() throws IOException, InterruptedException {
        double before = processorSeconds();
        long began = System.nanoTime();
        Thread.sleep(4_000);
        return (processorSeconds() - before) / ((System.nanoTime() - began) / 1e9);
    }
}
