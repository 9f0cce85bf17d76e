package dev.shopkeeper.benchmarks.platform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A line of {@code /proc/PID/stat}: whose child a process is, and the processor time that it took.
 *
 * @param ownTicks user and system time of its own, in ticks of 10 ms
 * @param endedTicks the same of those of its children that have ended and that it has waited for, and of theirs
 */
public record ProcessStat(long id, long parent, long ownTicks, long endedTicks) {

    /** Linux counts for its users in hundredths of a second on every architecture that a JDK 25 runs on. */
    public static final double TICKS_PER_SECOND = 100;

    /** @throws IllegalArgumentException if the line is no such line */
    public static ProcessStat parse(String line) {
        // The name stands in parentheses and may have any character in it, also blanks and parentheses.
        int opened = line.indexOf(" (");
        int closed = line.lastIndexOf(") ");
        String[] rest = closed < 0 ? new String[0] : line.substring(closed + 2).split(" ", -1);
        if (opened < 0 || rest.length < 15) {
            throw new IllegalArgumentException("'" + line + "' is no line of /proc/PID/stat");
        }
        return new ProcessStat(
                Long.parseLong(line.substring(0, opened)),
                Long.parseLong(rest[1]),
                Long.parseLong(rest[11]) + Long.parseLong(rest[12]),
                Long.parseLong(rest[13]) + Long.parseLong(rest[14]));
    }

    /** All processes that can be read; one that ends meanwhile is left out. */
    public static List<ProcessStat> all() throws IOException {
        List<ProcessStat> all = new ArrayList<>();
        try (Stream<Path> folders = Files.list(Path.of("/proc"))) {
            for (Path folder : (Iterable<Path>)
                    folders.filter(each -> isNumber(each.getFileName().toString()))::iterator) {
                String line = readIfThere(folder.resolve("stat"));
                if (!line.isBlank()) {
                    all.add(parse(line.strip()));
                }
            }
        }
        return all;
    }

    /** A process and those below it, in no order; empty if it is not among them. */
    public static List<ProcessStat> tree(long root, Collection<ProcessStat> all) {
        Set<Long> ids = new HashSet<>();
        List<ProcessStat> tree = new ArrayList<>();
        List<ProcessStat> added = all.stream().filter(each -> each.id() == root).toList();
        while (!added.isEmpty()) {
            tree.addAll(added);
            added.forEach(each -> ids.add(each.id()));
            added = all.stream()
                    .filter(each -> ids.contains(each.parent()) && !ids.contains(each.id()))
                    .toList();
        }
        return tree;
    }

    /** Of these processes and of those below them that have ended. */
    public static double processorSeconds(Collection<ProcessStat> processes) {
        return processes.stream()
                        .mapToLong(each -> each.ownTicks() + each.endedTicks())
                        .sum()
                / TICKS_PER_SECOND;
    }

    /** A file of /proc, or nothing once its process has ended. */
    static String readIfThere(Path file) throws IOException {
        try {
            return Files.readString(file);
        } catch (NoSuchFileException e) {
            return "";
        } catch (IOException e) {
            if (e.getMessage() != null && e.getMessage().contains("No such process")) {
                return "";
            }
            throw e;
        }
    }

    private static boolean isNumber(String name) {
        return name.chars().allMatch(Character::isDigit);
    }
}
