package dev.shopkeeper.local.process;

import dev.shopkeeper.local.Progress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Keeps every log in a folder below a size. A log that has grown over it is copied to {@code NAME.log.1} and emptied in
 * place, since the process that writes it holds it open, for appending; older ones move up to {@code .3}, and what was
 * {@code .3} goes. What a process writes between the copy and the emptying, a matter of microseconds, is lost.
 */
public final class LogRotation implements AutoCloseable {
    static final long MOST_BYTES = 16L * 1024 * 1024;
    static final int KEPT = 3;
    private static final Duration EVERY = Duration.ofSeconds(5);

    private final Path folder;
    private final long mostBytes;
    private final Progress progress;
    private final Set<Path> complained = new HashSet<>();
    private final Thread thread;

    LogRotation(Path folder, long mostBytes, Progress progress) {
        this.folder = folder;
        this.mostBytes = mostBytes;
        this.progress = progress;
        this.thread = Thread.ofVirtual().name("log-rotation").unstarted(this::run);
    }

    /** Looks after the logs of a folder until it is closed. */
    public static LogRotation start(Path folder, Progress progress) {
        LogRotation rotation = new LogRotation(folder, MOST_BYTES, progress);
        rotation.thread.start();
        return rotation;
    }

    @Override
    public void close() {
        thread.interrupt();
    }

    /** Puts a log that nobody writes out of the way of the next one. */
    static void setAside(Path log) throws IOException {
        if (Files.exists(log) && Files.size(log) > 0) {
            shift(log);
            Files.move(log, numbered(log, 1), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private void run() {
        try {
            while (true) {
                Thread.sleep(EVERY);
                rotate();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Looks at every log once. */
    void rotate() {
        for (Path log : logs()) {
            try {
                if (Files.size(log) > mostBytes) {
                    shift(log);
                    empty(log);
                }
            } catch (IOException e) {
                if (complained.add(log)) {
                    progress.warn("The log " + log + " grows without limit: " + e.getMessage());
                }
            }
        }
    }

    private List<Path> logs() {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().endsWith(".log"))
                    .toList();
        } catch (IOException | UncheckedIOException e) {
            return List.of();
        }
    }

    private static void shift(Path log) throws IOException {
        for (int number = KEPT - 1; number >= 1; number--) {
            Path from = numbered(log, number);
            if (Files.exists(from)) {
                Files.move(from, numbered(log, number + 1), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    private static void empty(Path log) throws IOException {
        try (FileChannel from = FileChannel.open(log, StandardOpenOption.READ, StandardOpenOption.WRITE);
                FileChannel to = FileChannel.open(
                        numbered(log, 1),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE)) {
            long copied = 0;
            // Until nothing more came while it was copied.
            while (copied < from.size()) {
                copied += from.transferTo(copied, from.size() - copied, to);
            }
            from.truncate(0);
        }
    }

    private static Path numbered(Path log, int number) {
        return log.resolveSibling(log.getFileName() + "." + number);
    }
}
