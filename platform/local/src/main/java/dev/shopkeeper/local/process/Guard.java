package dev.shopkeeper.local.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A shell that reads from a pipe which processes run here. When the pipe ends without a word, the launcher was killed,
 * and the shell stops them. There is nothing to poll and no process id to mistake for another.
 */
public final class Guard implements AutoCloseable {
    private final Process shell;
    private final Writer pipe;
    private final Map<Group, TreeSet<Long>> pids = new EnumMap<>(Group.class);

    private Guard(Process shell) {
        this.shell = shell;
        this.pipe = shell.outputWriter(StandardCharsets.US_ASCII);
        for (Group group : Group.values()) {
            pids.put(group, new TreeSet<>());
        }
    }

    /** Starts the guard; what it has to say goes to the log. */
    public static Guard start(Path log) {
        try (InputStream script = Guard.class.getResourceAsStream("guard.sh")) {
            if (script == null) {
                throw new IllegalStateException("guard.sh is missing from the launcher's jar");
            }
            List<String> command = new ArrayList<>(Detached.prefix());
            command.addAll(
                    List.of("sh", "-c", new String(script.readAllBytes(), StandardCharsets.UTF_8), "shopkeeper-guard"));
            return new Guard(new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot start a shell to guard the processes", e);
        }
    }

    /** From now on this process ends with the launcher. */
    public synchronized void add(Group group, long pid) {
        set(group).add(pid);
        tell(group);
    }

    public synchronized void remove(Group group, long pid) {
        set(group).remove(pid);
        tell(group);
    }

    public long pid() {
        return shell.pid();
    }

    /** Tells the shell that all has ended well. */
    @Override
    public synchronized void close() {
        try {
            pipe.write("end\n");
            pipe.close();
            shell.waitFor();
        } catch (IOException e) {
            shell.destroyForcibly();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private TreeSet<Long> set(Group group) {
        return pids.computeIfAbsent(group, any -> new TreeSet<>());
    }

    private void tell(Group group) {
        try {
            pipe.write(group.name().toLowerCase(Locale.ROOT) + " "
                    + set(group).stream().map(String::valueOf).collect(Collectors.joining(" ")) + "\n");
            pipe.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("The guard process " + shell.pid() + " is gone", e);
        }
    }
}
