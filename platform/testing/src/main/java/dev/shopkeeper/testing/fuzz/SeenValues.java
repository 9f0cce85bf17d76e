package dev.shopkeeper.testing.fuzz;

import static java.util.stream.Collectors.toList;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Identifiers that the server itself has shown or taken, by field name, by the collection they were shown in, and by the
 * thing they belong to. Sending them back reaches what stands behind the first "not found". Not thread-safe.
 */
final class SeenValues {

    private static final int KEPT = 30;
    private static final int POPULAR = 4;
    private static final int KEPT_THINGS = 200;

    private final Set<String> variables;
    private final Map<String, List<String>> shown = new HashMap<>();
    private final Map<String, List<String>> sent = new HashMap<>();
    private final Map<String, Map<String, Set<String>>> places = new HashMap<>();
    private final List<Map<String, List<String>>> things = new ArrayList<>();
    private Map<String, List<String>> focus = Map.of();

    /** @param variables names of variables in paths, which are identifiers wherever they occur */
    SeenValues(Set<String> variables) {
        this.variables = variables;
    }

    /** Learns from an answer under a path of the document. */
    void learnShown(String path, JsonNode answer) {
        learn(collection(path), answer, shown, null);
    }

    /** Learns that what an answer shows is also of another collection. */
    void learnShownOf(String collection, JsonNode answer) {
        learn(collection, answer, shown, null);
    }

    /** Learns from a body that was taken under a path of the document. */
    void learnSent(String path, JsonNode body) {
        learn(collection(path), body, sent, null);
    }

    private void learn(
            String collection,
            JsonNode node,
            Map<String, List<String>> byName,
            @Nullable Map<String, List<String>> thing) {
        if (node.isArray()) {
            node.forEach(element -> learn(collection, element, byName, thing));
            return;
        }
        @Nullable Map<String, List<String>> own = thing;
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            if (field.getValue().isString() && isIdentifier(field.getKey())) {
                String name = snakeCase(field.getKey());
                String value = field.getValue().asString();
                if (own == null) {
                    own = new LinkedHashMap<>();
                    keep(byName, collection, value); // what a thing names first is what it is called
                    things.add(own);
                    if (things.size() > KEPT_THINGS) {
                        things.removeFirst();
                    }
                }
                keep(own, name, value);
                places.computeIfAbsent(name, key -> new LinkedHashMap<>())
                        .computeIfAbsent(value, key -> new HashSet<>())
                        .add(collection);
                if (!name.equals("id")) {
                    keep(byName, name, value);
                }
            }
        }
        if (own == null && node.path("name").isString()) {
            keep(byName, collection, node.path("name").asString());
        }
        for (JsonNode child : node) {
            if (child.isContainer()) {
                learn(collection, child, byName, own);
            }
        }
    }

    /**
     * What is asked for next belongs, more often than not, to one thing, an order and its lines: to one of those that
     * have most of these fields.
     */
    void focusOnOne(Set<String> fields, Random random) {
        TreeMap<Long, List<Map<String, List<String>>>> byMatches = things.stream()
                .collect(Collectors.groupingBy(
                        thing ->
                                thing.keySet().stream().filter(fields::contains).count(),
                        TreeMap::new,
                        toList()));
        byMatches.remove(0L);
        if (byMatches.isEmpty() || random.nextInt(4) == 0) {
            focus = Map.of();
        } else {
            List<Map<String, List<String>>> best = byMatches.lastEntry().getValue();
            focus = best.get(random.nextInt(best.size()));
        }
    }

    /** A value seen under this name; any other identifier where there is none. */
    Optional<String> any(String name, Random random) {
        String snakeCase = snakeCase(name);
        List<String> values = focus.getOrDefault(snakeCase, List.of());
        if (values.isEmpty()) {
            Map<String, List<String>> first = random.nextInt(4) > 0 ? shown : sent;
            values = first.getOrDefault(snakeCase, sent.getOrDefault(snakeCase, List.of()));
        }
        if (values.isEmpty() && isIdentifier(name)) {
            values = shown.values().stream().flatMap(List::stream).toList();
        }
        return oneOf(values, random);
    }

    /**
     * One of the few values of this name that occur in most collections: an item that is in the catalogue, in stock and in
     * orders is one that more can be done with than with others.
     */
    Optional<String> popular(String name, Random random) {
        String snakeCase = snakeCase(name);
        List<String> focused = focus.getOrDefault(snakeCase, List.of());
        if (!focused.isEmpty() && random.nextBoolean()) {
            return oneOf(focused, random);
        }
        List<String> values = places.getOrDefault(snakeCase, Map.of()).entrySet().stream()
                .sorted(Comparator.comparingInt(each -> -each.getValue().size()))
                .limit(POPULAR)
                .map(Map.Entry::getKey)
                .toList();
        return oneOf(values, random);
    }

    /**
     * A value for a variable of a path: what things of the same collection are called, what others call them ({@code
     * order_id} for {@code /orders/{id}}), or what has the variable's own name.
     */
    Optional<String> inPath(String path, String variable, Random random) {
        String collection = collection(path.substring(0, path.indexOf("{" + variable + "}") + 1));
        String last = collection.substring(collection.lastIndexOf('/') + 1).replace('-', '_');
        String called = last.replaceFirst("ies$", "y").replaceFirst("s$", "") + "_id";
        List<String> values = new ArrayList<>();
        for (Map<String, List<String>> source : List.of(shown, sent)) {
            values.addAll(source.getOrDefault(collection, List.of()));
            values.addAll(source.getOrDefault(variable.equals("id") ? called : snakeCase(variable), List.of()));
        }
        Stream.of(shown, sent)
                .flatMap(source -> source.entrySet().stream())
                .filter(each -> !each.getKey().equals(collection)
                        && each.getKey().endsWith(collection.substring(Math.max(0, collection.lastIndexOf('/')))))
                .forEach(each -> values.addAll(each.getValue()));
        return oneOf(values, random);
    }

    private static Optional<String> oneOf(List<String> values, Random random) {
        return values.isEmpty() ? Optional.empty() : Optional.of(values.get(random.nextInt(values.size())));
    }

    /** The newest have most of their lives before them. */
    private static void keep(Map<String, List<String>> byName, String name, String value) {
        List<String> values = byName.computeIfAbsent(name, key -> new ArrayList<>());
        if (!values.contains(value)) {
            values.add(value);
        }
        if (values.size() > KEPT) {
            values.removeFirst();
        }
    }

    /** The path up to its last variable: {@code /admin/v1/orders} of {@code /admin/v1/orders/{id}/ship}. */
    private static String collection(String path) {
        int variable = path.lastIndexOf("/{");
        return variable < 0 ? path : path.substring(0, variable);
    }

    private static String snakeCase(String name) {
        return name.replaceAll("([a-z])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
    }

    private boolean isIdentifier(String name) {
        return name.equals("id")
                || name.endsWith("_id")
                || name.endsWith("Id")
                || name.endsWith("cursor")
                || variables.contains(name);
    }
}
