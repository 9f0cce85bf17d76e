package dev.shopkeeper.benchmarks.platform;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The memory of processes: proportional ({@code Pss}: a page that several share counts a part for each), or resident where
 * that may not be read.
 *
 * @param proportional whether it is proportional for every process
 */
public record ProcessMemory(long kibibytes, boolean proportional) {

    private static final ProcessMemory NONE = new ProcessMemory(0, true);

    public static ProcessMemory of(Collection<ProcessStat> processes) throws IOException {
        ProcessMemory sum = NONE;
        for (ProcessStat process : processes) {
            sum = sum.plus(of(process.id()));
        }
        return sum;
    }

    private static ProcessMemory of(long process) throws IOException {
        Path folder = Path.of("/proc", Long.toString(process));
        try {
            return new ProcessMemory(kibibytes("Pss", ProcessStat.readIfThere(folder.resolve("smaps_rollup"))), true);
        } catch (AccessDeniedException e) {
            return new ProcessMemory(kibibytes("VmRSS", ProcessStat.readIfThere(folder.resolve("status"))), false);
        }
    }

    /** The figure of a line such as {@code Pss:     1234 kB}; 0 without one, as for a process that has just ended. */
    public static long kibibytes(String name, String text) {
        Matcher line = Pattern.compile("^" + name + ":\\s+(\\d+) kB$", Pattern.MULTILINE)
                .matcher(text);
        return line.find() ? Long.parseLong(line.group(1)) : 0;
    }

    public ProcessMemory plus(ProcessMemory other) {
        return new ProcessMemory(kibibytes + other.kibibytes, proportional && other.proportional);
    }

    public long mebibytes() {
        return kibibytes / 1024;
    }
}
