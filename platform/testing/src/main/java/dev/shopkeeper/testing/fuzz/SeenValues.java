package dev.shopkeeper.testing.fuzz;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import tools.jackson.databind.JsonNode;

/**
 * Identifiers that the server itself has shown or taken, by field name; a plain {@code id} by the collection that it was
 * shown under. Sending them back reaches what stands behind the first "not found". Not thread-safe.
 */
final class SeenValues {

    private static final int KEPT = 20;

    private final Map<String, List<String>> byName = new HashMap<>();

    /** Learns from an answer, or from a body that was taken, under a path of the document. */
    void learn(String path, JsonNode answer) {
        if (answer.isArray()) {
            answer.forEach(element -> learn(path, element));
        }
        answer.properties().forEach(field -> {
            if (field.getValue().isString() && isIdentifier(field.getKey())) {
                String name = field.getKey().equals("id") ? collection(path) : snakeCase(field.getKey());
                remember(name, field.getValue().asString());
            } else {
                learn(path, field.getValue());
            }
        });
    }

    /** A value seen under this name; any other identifier where there is none. */
    Optional<String> any(String name, Random random) {
        List<String> values = byName.getOrDefault(snakeCase(name), List.of());
        if (values.isEmpty() && isIdentifier(name)) {
            values = byName.values().stream().flatMap(List::stream).toList();
        }
        return oneOf(values, random);
    }

    /**
     * A value for a variable of a path: an {@code id} seen below the same collection, or what others call the things in
     * it, {@code order_id} for {@code /orders/{id}}.
     */
    Optional<String> inPath(String path, String variable, Random random) {
        String collection = collection(path.substring(0, path.indexOf("{" + variable + "}") + 1));
        List<String> values = new ArrayList<>(byName.getOrDefault(collection, List.of()));
        String things = collection.substring(collection.lastIndexOf('/') + 1).replace('-', '_');
        String thing = things.replaceFirst("ies$", "y").replaceFirst("s$", "");
        values.addAll(byName.getOrDefault(variable.equals("id") ? thing + "_id" : snakeCase(variable), List.of()));
        return oneOf(values, random);
    }

    private static Optional<String> oneOf(List<String> values, Random random) {
        return values.isEmpty() ? Optional.empty() : Optional.of(values.get(random.nextInt(values.size())));
    }

    /** The path up to its last variable: {@code /admin/v1/orders} of {@code /admin/v1/orders/{id}/ship}. */
    private static String collection(String path) {
        int variable = path.lastIndexOf("/{");
        return variable < 0 ? path : path.substring(0, variable);
    }

    private static String snakeCase(String name) {
        return name.replaceAll("([a-z])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
    }

    private void remember(String name, String value) {
        List<String> values = byName.computeIfAbsent(name, key -> new ArrayList<>());
        if (!values.contains(value)) {
            values.add(value);
        }
        if (values.size() > KEPT) {
            values.removeFirst(); // the newest have most of their lives before them
        }
    }

    private static boolean isIdentifier(String name) {
        return name.equals("id") || name.endsWith("_id") || name.endsWith("Id") || name.endsWith("cursor");
    }
}
