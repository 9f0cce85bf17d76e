package dev.shopkeeper.local.stack;

import dev.shopkeeper.events.EventJson;
import dev.shopkeeper.local.StackHome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * What runs, as written to {@code state.json} after every change: for {@code ./shop status}, and for the next start to
 * find processes that a crash left behind.
 */
public record StackState(
        long launcherPid,
        @Nullable Instant launcherStartedAt,
        String bootstrapServers,
        String databaseAddress,
        List<ProcessState> processes) {
    public StackState {
        processes = List.copyOf(processes);
    }

    /**
     * One child.
     *
     * @param pid -1 while it does not run
     * @param startedAt as the system tells it; with the pid it names one process and no other
     */
    public record ProcessState(
            String name,
            long pid,
            @Nullable Instant startedAt,
            String state,
            int port,
            String version,
            int restarts,
            String log) {
        /** The very process, when it is still alive. */
        public Optional<ProcessHandle> alive() {
            return StackState.alive(pid, startedAt);
        }
    }

    /** Whether the launcher that wrote this still runs. */
    public boolean running() {
        return alive(launcherPid, launcherStartedAt).isPresent();
    }

    public static Optional<StackState> read(Path file) {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(EventJson.mapper().readValue(Files.readString(file), StackState.class));
        } catch (IOException | JacksonException e) {
            return Optional.empty();
        }
    }

    void write(StackHome home) {
        try {
            String text = EventJson.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(this);
            replace(home.stateFile(), text);
            for (ProcessState process : processes) {
                Path file = home.pids().resolve(process.name() + ".pid");
                if (process.pid() > 0) {
                    replace(file, process.pid() + "\n");
                } else {
                    Files.deleteIfExists(file);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + home.stateFile() + ". Maybe the disk is full.", e);
        }
    }

    private static void replace(Path file, String text) throws IOException {
        Path unfinished = file.resolveSibling(file.getFileName() + ".unfinished");
        Files.writeString(unfinished, text);
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static Optional<ProcessHandle> alive(long pid, @Nullable Instant startedAt) {
        return pid <= 0
                ? Optional.empty()
                : ProcessHandle.of(pid)
                        .filter(ProcessHandle::isAlive)
                        .filter(handle -> startedAt == null
                                || handle.info()
                                        .startInstant()
                                        .map(startedAt::equals)
                                        .orElse(false));
    }
}
