package dev.shopkeeper.benchmarks.faults;

import dev.shopkeeper.benchmarks.platform.Platform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Finds the launcher's children by their pid files and kills them as hard as the system can. */
final class Processes {

    private Processes() {}

    /** Sends SIGKILL; false where the process is not there just now, because it is being started again. */
    static boolean kill(Platform platform, String name) throws IOException {
        Path file = platform.home().resolve("pids").resolve(name + ".pid");
        if (!Files.exists(file)) {
            return false;
        }
        Optional<ProcessHandle> process =
                ProcessHandle.of(Long.parseLong(Files.readString(file).strip()));
        return process.map(ProcessHandle::destroyForcibly).orElse(false);
    }
}
