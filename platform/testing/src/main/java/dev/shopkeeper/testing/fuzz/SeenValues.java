package dev.shopkeeper.testing.fuzz;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import tools.jackson.databind.JsonNode;

/**
 * Identifiers that the server itself has shown, by field name. Sending them back reaches what stands behind the first
 * "not found". Not thread-safe.
 */
final class SeenValues {

    private static final int KEPT = 20;

    private final Map<String, List<String>> byName = new HashMap<>();

    void learn(JsonNode answer) {
        if (answer.isArray()) {
            answer.forEach(this::learn);
        }
        answer.properties().forEach(field -> {
            if (field.getValue().isString() && isIdentifier(field.getKey())) {
                remember(field.getKey(), field.getValue().asString());
            } else {
                learn(field.getValue());
            }
        });
    }

    /** A value seen under this name; a plain {@code id} is taken for any identifier, and the reverse. */
    Optional<String> any(String name, Random random) {
        List<String> values = byName.getOrDefault(name, List.of());
        if (values.isEmpty() && isIdentifier(name)) {
            values = byName.values().stream().flatMap(List::stream).toList();
        }
        return values.isEmpty() ? Optional.empty() : Optional.of(values.get(random.nextInt(values.size())));
    }

    private void remember(String name, String value) {
        List<String> values = byName.computeIfAbsent(name, key -> new ArrayList<>());
        if (values.size() < KEPT && !values.contains(value)) {
            values.add(value);
        }
    }

    private static boolean isIdentifier(String name) {
        return name.equals("id") || name.endsWith("_id") || name.endsWith("Id") || name.endsWith("cursor");
    }
}
