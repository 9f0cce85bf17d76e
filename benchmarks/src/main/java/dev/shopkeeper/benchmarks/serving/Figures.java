package dev.shopkeeper.benchmarks.serving;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** Arithmetic of figures. */
final class Figures {

    private Figures() {}

    /** To hundredths. */
    static double rounded(double value) {
        return Math.round(value * 100) / 100.0;
    }

    /** To thousandths. */
    static double fine(double value) {
        return Math.round(value * 1000) / 1000.0;
    }

    /**
     * Means of one side divided by those of the other, name by name: below 1, the one takes less. Names that a side has no figure of
     * are left out, and so are those whose mean on the other side is 0 or less, as of a process that took less than when idle.
     */
    static Map<String, Double> ratios(List<Map<String, Double>> ones, List<Map<String, Double>> others) {
        Map<String, Double> ratios = new LinkedHashMap<>();
        if (!ones.isEmpty()) {
            for (String name : ones.getFirst().keySet()) {
                OptionalDouble one = mean(ones, name);
                OptionalDouble other = mean(others, name);
                if (one.isPresent() && other.isPresent() && other.getAsDouble() > 0) {
                    ratios.put(name, fine(one.getAsDouble() / other.getAsDouble()));
                }
            }
        }
        return ratios;
    }

    private static OptionalDouble mean(Collection<Map<String, Double>> rounds, String name) {
        return rounds.stream()
                .filter(round -> round.containsKey(name))
                .mapToDouble(round -> round.getOrDefault(name, 0.0))
                .average();
    }
}
