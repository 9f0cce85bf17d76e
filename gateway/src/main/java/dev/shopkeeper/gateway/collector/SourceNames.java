package dev.shopkeeper.gateway.collector;

import java.util.Map;

/** Translates {@code items[0].price} step by step. */
final class SourceNames {

    private SourceNames() {}

    static String of(String path, Map<String, String> sources) {
        StringBuilder translated = new StringBuilder();
        for (String step : path.split("\\.", -1)) {
            int bracket = step.indexOf('[');
            String name = bracket < 0 ? step : step.substring(0, bracket);
            translated
                    .append(translated.isEmpty() ? "" : ".")
                    .append(sources.getOrDefault(name, name))
                    .append(bracket < 0 ? "" : step.substring(bracket));
        }
        return translated.toString();
    }
}
