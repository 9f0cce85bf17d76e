package dev.shopkeeper.testing.fuzz;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The command line of the fuzzer: {@code --base-url=http://localhost:8080 --key=sk_... [--document=/v3/api-docs]
 * [--seed=42] [--requests=100] [--oversized=12000000] [--exclude=regex,regex]}.
 */
record FuzzArguments(String document, FuzzOptions options) {

    private static final Set<String> NAMES =
            Set.of("base-url", "key", "document", "seed", "requests", "oversized", "exclude");

    /**
     * Reads the arguments.
     *
     * @throws IllegalArgumentException if one is unknown, missing or no number, naming it
     */
    static FuzzArguments parse(String... arguments) {
        Map<String, String> values = new HashMap<>();
        for (String argument : arguments) {
            String[] parts = argument.replaceFirst("^--", "").split("=", 2);
            if (!argument.startsWith("--") || parts.length < 2 || !NAMES.contains(parts[0])) {
                throw new IllegalArgumentException(
                        "'" + argument + "' is not understood. Maybe you mean --name=value with one of " + NAMES + "?");
            }
            values.put(parts[0], parts[1]);
        }
        String baseUrl = values.get("base-url");
        if (baseUrl == null) {
            throw new IllegalArgumentException("--base-url is missing. Maybe --base-url=http://localhost:8080?");
        }
        Map<String, String> credentials =
                values.containsKey("key") ? Map.of("X-API-Key", values.getOrDefault("key", "")) : Map.of();
        long seed = number(values, "seed", System.nanoTime() % 1_000_000);
        FuzzOptions options = FuzzOptions.of(baseUrl, credentials, seed)
                .requests((int) number(values, "requests", 100))
                .oversized((int) number(values, "oversized", 12_000_000))
                .excluding(excluded(values.getOrDefault("exclude", "")));
        return new FuzzArguments(values.getOrDefault("document", "/v3/api-docs"), options);
    }

    private static String[] excluded(String list) {
        return List.of(list.split(",")).stream().filter(each -> !each.isBlank()).toArray(String[]::new);
    }

    private static long number(Map<String, String> values, String name, long otherwise) {
        String value = values.get(name);
        try {
            return value == null ? otherwise : Long.parseLong(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("--" + name + " is '" + value + "' and no whole number", e);
        }
    }
}
