package dev.shopkeeper.events;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Copies of maps that keep their order, unlike {@link Map#copyOf}: the same event is always written as the same bytes.
 */
final class OrderedMaps {

    private OrderedMaps() {}

    /** An unmodifiable copy without entries of null, which say the same as absent ones; empty for null. */
    static <V> Map<String, V> copyOf(@Nullable Map<String, V> map) {
        Map<String, V> copy = new LinkedHashMap<>();
        if (map != null) {
            map.forEach((name, value) -> {
                if (name != null && value != null) {
                    copy.put(name, value);
                }
            });
        }
        return Collections.unmodifiableMap(copy);
    }
}
