package dev.shopkeeper.benchmarks.routing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;

/**
 * The best that anybody has published for an instance.
 *
 * @param vehicles where fewer vehicles count before less distance; empty where distance alone counts
 */
record BestKnown(double cost, OptionalInt vehicles) {

    private static final String SOLOMON = "solomon-best-known.csv";

    /** Those of a folder's {@code best_known.csv} (instance, cost, maybe vehicles), and Solomon's hundred customers. */
    static Map<String, BestKnown> of(Path folder) {
        Map<String, BestKnown> known = new HashMap<>(solomon());
        Path file = folder.resolve("best_known.csv");
        if (Files.exists(file)) {
            known.putAll(read(InstanceFiles.lines(file)));
        }
        return known;
    }

    static Map<String, BestKnown> solomon() {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(BestKnown.class.getResourceAsStream(SOLOMON)), StandardCharsets.UTF_8))) {
            return read(reader.lines().toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Lines that begin with # are not read, and the first of the others is the header. */
    static Map<String, BestKnown> read(List<String> lines) {
        Map<String, BestKnown> known = new HashMap<>();
        lines.stream().filter(line -> !line.startsWith("#")).skip(1).forEach(line -> {
            String[] cells = line.split(",", -1);
            if (cells.length < 2 || cells.length > 3) {
                throw new IllegalArgumentException("'" + line + "' is no instance, cost and maybe vehicles.");
            }
            try {
                known.put(
                        cells[0].toUpperCase(Locale.ROOT),
                        new BestKnown(
                                Double.parseDouble(cells[1]),
                                cells.length == 3 ? OptionalInt.of(Integer.parseInt(cells[2])) : OptionalInt.empty()));
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException("'" + line + "' has no number where it should have one.", e);
            }
        });
        return known;
    }
}
