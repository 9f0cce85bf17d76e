package dev.shopkeeper.benchmarks.startup;

import dev.shopkeeper.benchmarks.platform.ProcessStat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** Processor time of the whole machine since it was started, in seconds over all cores. */
public record MachineTime(double busy, double idle) {

    public static MachineTime now() throws IOException {
        return parse(Files.readAllLines(Path.of("/proc/stat")).getFirst());
    }

    /** Reads the first line of {@code /proc/stat}: user, nice, system, idle, waiting, and so on, in ticks. */
    static MachineTime parse(String line) {
        long[] ticks = Arrays.stream(line.strip().split("\\s+"))
                .skip(1)
                .mapToLong(Long::parseLong)
                .toArray();
        long idle = ticks[3] + ticks[4];
        // What guests take, the ninth and tenth figure, is in the first two already.
        long busy = Arrays.stream(ticks, 0, 8).sum() - idle;
        return new MachineTime(busy / ProcessStat.TICKS_PER_SECOND, idle / ProcessStat.TICKS_PER_SECOND);
    }

    public MachineTime since(MachineTime earlier) {
        return new MachineTime(busy - earlier.busy, idle - earlier.idle);
    }
}
