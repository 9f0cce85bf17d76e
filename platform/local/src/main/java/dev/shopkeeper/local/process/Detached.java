package dev.shopkeeper.local.process;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** How to start a program in a session of its own, out of reach of the terminal's Ctrl-C. */
public final class Detached {
    private Detached() {}

    /** Words to put before a command; the command keeps the process id. */
    public static List<String> prefix() {
        Optional<String> setsid = find("setsid");
        if (setsid.isPresent()) {
            return List.of(setsid.get());
        }
        // macOS has no setsid(1), but has perl.
        return find("perl")
                .map(perl -> List.of(perl, "-e", "use POSIX; POSIX::setsid(); exec @ARGV or die $!;"))
                .orElse(List.of("sh", "-c", "trap '' INT; exec \"$@\"", "sh"));
    }

    /** Where a program lies on the PATH or in the folders of system programs. */
    public static Optional<String> find(String program) {
        String path = System.getenv().getOrDefault("PATH", "") + File.pathSeparator + "/usr/bin:/bin:/usr/sbin:/sbin";
        for (String folder : path.split(File.pathSeparator, -1)) {
            if (!folder.isEmpty() && Files.isExecutable(Path.of(folder, program))) {
                return Optional.of(Path.of(folder, program).toString());
            }
        }
        return Optional.empty();
    }
}
