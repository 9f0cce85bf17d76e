package dev.shopkeeper.benchmarks.faults;

import java.util.LinkedHashMap;
import java.util.Map;

/** What was acknowledged, held against what is stored. Pure. */
final class Accounts {

    /** Figure: how many acknowledged things are stored with less than was told, or not at all. */
    static final String LOST = "acknowledged_without_effect";

    /** Figure: how many are stored with more than was told. */
    static final String DOUBLED = "with_more_than_one_effect";

    private Accounts() {}

    /** Whether each is stored with at least what was told. */
    static boolean complete(Map<String, Long> told, Map<String, Long> stored) {
        return told.entrySet().stream().allMatch(each -> stored.getOrDefault(each.getKey(), 0L) >= each.getValue());
    }

    /** How many are stored with less than was told, and with more; what is stored and was never told is too much. */
    static Map<String, Object> compare(Map<String, Long> told, Map<String, Long> stored) {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put(
                LOST,
                told.entrySet().stream()
                        .filter(each -> stored.getOrDefault(each.getKey(), 0L) < each.getValue())
                        .count());
        figures.put(
                DOUBLED,
                stored.entrySet().stream()
                        .filter(each -> each.getValue() > told.getOrDefault(each.getKey(), 0L))
                        .count());
        return figures;
    }

    /** All that is lost or doubled in figures, however deep. */
    static long faults(Map<?, ?> figures) {
        long faults = 0;
        for (Map.Entry<?, ?> each : figures.entrySet()) {
            if (each.getValue() instanceof Map<?, ?> inner) {
                faults += faults(inner);
            } else if ((LOST.equals(each.getKey()) || DOUBLED.equals(each.getKey()))
                    && each.getValue() instanceof Number number) {
                faults += number.longValue();
            }
        }
        return faults;
    }
}
