package dev.shopkeeper.local.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Work that may wait: it takes the processor only when nobody else wants it. */
public final class Priority {
    private Priority() {}

    /** The command at the lowest priority, where the system has a way to say so; it keeps the process id. */
    public static List<String> lowest(List<String> command) {
        List<String> words = new ArrayList<>();
        Detached.find("nice").ifPresent(nice -> words.addAll(List.of(nice, "-n", "19")));
        words.addAll(command);
        return words;
    }

    /** On Linux a session of its own has a share of its own, whatever the priorities in it: lowers that share. */
    public static void lower(Process process) {
        Path share = Path.of("/proc", Long.toString(process.pid()), "autogroup");
        if (Files.exists(share)) {
            try {
                // The session is made by the process itself, just after it began.
                Thread.sleep(200);
                Files.writeString(share, "19");
            } catch (IOException e) {
                // A kernel without such shares; the priority alone has to do.
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
