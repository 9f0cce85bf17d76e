package dev.shopkeeper.benchmarks.routing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** Finds sets of instances below a folder by the files in them. */
final class InstanceSets {

    /** Instances of as many places at most are measured; larger ones, up to the next bound, are for tuning. */
    private static final int TEST_PLACES = 330;

    private static final int VALIDATION_PLACES = 600;

    /** From when on a set of instances with windows is only measured if it is named. */
    private static final int LARGE = 400;

    private InstanceSets() {}

    /** Folders with instances, by name. */
    static Map<String, Path> find(Path folder) throws IOException {
        Map<String, Path> found = new LinkedHashMap<>();
        try (Stream<Path> walk = Files.walk(folder, 3)) {
            for (Path one : walk.filter(Files::isDirectory).sorted().toList()) {
                if (!files(one).isEmpty()) {
                    found.put(one.toAbsolutePath().normalize().getFileName().toString(), one);
                }
            }
        }
        return found;
    }

    /**
     * The instances of a set that are to be looked at. Those without windows are divided by their size; those with
     * windows are for the test, or for whatever they are named for.
     */
    static List<RoutingInstance> instances(Path set, boolean validation, boolean named) throws IOException {
        List<RoutingInstance> instances = new ArrayList<>();
        for (Path file : files(set)) {
            RoutingInstance instance = InstanceFiles.read(file);
            int places = instance.places().size();
            boolean wanted = instance.timed()
                    ? named || !validation && places <= LARGE
                    : validation ? places > TEST_PLACES && places <= VALIDATION_PLACES : places <= TEST_PLACES;
            if (wanted) {
                instances.add(instance);
            }
        }
        return instances;
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> list = Files.list(folder)) {
            return list.filter(Files::isRegularFile)
                    .filter(InstanceSets::known)
                    .sorted()
                    .toList();
        }
    }

    /** By name, and by the first lines: other files end in .txt or .vrp too. */
    private static boolean known(Path file) {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        if (name.endsWith(".txt")) {
            List<String> lines = InstanceFiles.lines(file);
            return lines.size() > 3
                    && lines.get(1).equals("VEHICLE")
                    && lines.get(2).startsWith("NUMBER");
        }
        return (name.endsWith(".vrp") || name.endsWith(".vrp.gz"))
                && InstanceFiles.lines(file).stream()
                        .limit(20)
                        .anyMatch(line -> line.startsWith("EDGE_WEIGHT_TYPE") && line.endsWith("EUC_2D"));
    }
}
