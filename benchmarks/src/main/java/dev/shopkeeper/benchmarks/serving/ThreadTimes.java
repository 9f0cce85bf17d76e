package dev.shopkeeper.benchmarks.serving;

import dev.shopkeeper.benchmarks.platform.ProcessStat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/** Processor seconds of a process by the names of its threads, those of compilers and garbage collectors among them, by {@code /proc}. */
final class ThreadTimes {

    private ThreadTimes() {}

    /** Now, the threads of pools together. */
    static Map<String, Double> ofProcess(long process) throws IOException {
        Map<Long, String> names = new HashMap<>();
        Map<Long, Double> seconds = new HashMap<>();
        try (Stream<Path> threads = Files.list(Path.of("/proc", Long.toString(process), "task"))) {
            for (Path thread : (Iterable<Path>) threads::iterator) {
                try {
                    ProcessStat stat = ProcessStat.parse(
                            Files.readString(thread.resolve("stat")).strip());
                    names.put(
                            stat.id(), Files.readString(thread.resolve("comm")).strip());
                    seconds.put(stat.id(), stat.ownTicks() / ProcessStat.TICKS_PER_SECOND);
                } catch (NoSuchFileException e) {
                    // It has just ended.
                }
            }
        }
        return byName(names, id -> seconds.getOrDefault(id, 0.0));
    }

    /** Names without their numbers. */
    static Map<String, Double> byName(Map<Long, String> names, ToDoubleFunction<Long> seconds) {
        Map<String, Double> byName = new HashMap<>();
        names.forEach((id, name) -> byName.merge(name.replaceAll("\\d+", ""), seconds.applyAsDouble(id), Double::sum));
        return byName;
    }

    /** The share of each name in what all took between two readings, the largest first; what took under a hundredth is left out. */
    static Map<String, Double> since(Map<String, Double> earlier, Map<String, Double> later) {
        Map<String, Double> taken = new HashMap<>();
        later.forEach((name, seconds) -> taken.put(name, seconds - earlier.getOrDefault(name, 0.0)));
        double all = taken.values().stream().mapToDouble(Double::doubleValue).sum();
        Map<String, Double> shares = new LinkedHashMap<>();
        taken.entrySet().stream()
                .filter(entry -> entry.getValue() > all / 100)
                .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
                .forEach(entry -> shares.put(entry.getKey(), Figures.fine(entry.getValue() / all)));
        return shares;
    }
}
