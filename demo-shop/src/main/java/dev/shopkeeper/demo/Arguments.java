package dev.shopkeeper.demo;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Options of a command: {@code --name value} and {@code --flag}; an unknown name is refused. */
final class Arguments {

    private final Map<String, String> values = new LinkedHashMap<>();

    Arguments(List<String> words, Set<String> names, Set<String> flags) {
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            String name = word.startsWith("--") ? word.substring(2) : "";
            if (flags.contains(name)) {
                values.put(name, "true");
            } else if (!names.contains(name)) {
                throw new IllegalArgumentException("unknown option '" + word + "'. Known: " + names + " " + flags);
            } else if (i + 1 == words.size()) {
                throw new IllegalArgumentException("option " + word + " has no value");
            } else {
                values.put(name, words.get(++i));
            }
        }
    }

    boolean flag(String name) {
        return values.containsKey(name);
    }

    Optional<String> text(String name) {
        return Optional.ofNullable(values.get(name));
    }

    String required(String name) {
        return text(name).orElseThrow(() -> new IllegalArgumentException("option --" + name + " is missing"));
    }

    long whole(String name, long otherwise) {
        return text(name).map(value -> (long) number(name, value)).orElse(otherwise);
    }

    double decimal(String name, double otherwise) {
        return text(name).map(value -> number(name, value)).orElse(otherwise);
    }

    private static double number(String name, String value) {
        try {
            return Double.parseDouble(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("--" + name + " is '" + value + "', not a number", e);
        }
    }
}
