package dev.shopkeeper.benchmarks;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The options behind a bench's name: {@code --name value} pairs, seed 1 unless said otherwise. */
public record BenchOptions(Map<String, String> values) {

    public BenchOptions {
        values = Map.copyOf(values);
    }

    /**
     * Reads {@code --name value} pairs.
     *
     * @throws IllegalArgumentException naming the argument that is none
     */
    public static BenchOptions parse(List<String> arguments) {
        Map<String, String> values = new LinkedHashMap<>();
        for (int i = 0; i < arguments.size(); i += 2) {
            String name = arguments.get(i);
            if (!name.startsWith("--") || i + 1 == arguments.size()) {
                throw new IllegalArgumentException(
                        "'" + name + "' is no option with a value. Maybe write --name value?");
            }
            values.put(name.substring(2), arguments.get(i + 1));
        }
        return new BenchOptions(values);
    }

    public Optional<String> text(String name) {
        return Optional.ofNullable(values.get(name));
    }

    public String text(String name, String fallback) {
        return values.getOrDefault(name, fallback);
    }

    public int number(String name, int fallback) {
        String value = values.get(name);
        if (value == null) {
            return fallback;
        }
        try {
            return Integer.parseInt(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("--" + name + " is '" + value + "', which is no whole number.", e);
        }
    }

    public long seed() {
        return number("seed", 1);
    }
}
