package dev.shopkeeper.local.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** What a process and its children take, shared pages divided among those who share them. */
final class Memory {
    private Memory() {}

    /** Zero where the system does not tell. */
    static long proportionalMebibytes(long pid) {
        long own = proportionalKibibytes(pid);
        long children = ProcessHandle.of(pid).stream()
                .flatMap(ProcessHandle::descendants)
                .mapToLong(child -> proportionalKibibytes(child.pid()))
                .sum();
        return (own + children) / 1024;
    }

    private static long proportionalKibibytes(long pid) {
        Path file = Path.of("/proc", Long.toString(pid), "smaps_rollup");
        if (!Files.isReadable(file)) {
            return 0;
        }
        try (Stream<String> lines = Files.lines(file)) {
            return lines.filter(line -> line.startsWith("Pss:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D+", "")))
                    .findFirst()
                    .orElse(0);
        } catch (IOException | java.io.UncheckedIOException e) {
            return 0;
        }
    }
}
