package dev.shopkeeper.order.triage;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Divides texts into folds so that no group is in two, and each label has about its share in each. */
public final class GroupSplit {

    private GroupSplit() {}

    /**
     * The fold of each text.
     *
     * @param folds how many; a label with one group alone is in the last
     * @param seed another seed makes other folds
     * @return one entry a text, 0 to {@code folds - 1}
     */
    public static int[] folds(List<LabelledText> texts, int folds, long seed) {
        Map<String, Map<String, Integer>> byLabel = new TreeMap<>();
        for (LabelledText text : texts) {
            byLabel.computeIfAbsent(text.label(), label -> new HashMap<>()).merge(text.group(), 1, Integer::sum);
        }
        Map<String, Integer> foldOf = new HashMap<>();
        List<Map<String, Integer>> rarestFirst = new ArrayList<>(byLabel.values());
        rarestFirst.sort(Comparator.comparingInt(Map::size));
        for (Map<String, Integer> groups : rarestFirst) {
            divide(groups, folds, seed, foldOf);
        }
        return texts.stream()
                .mapToInt(text -> foldOf.getOrDefault(text.group(), 0))
                .toArray();
    }

    /** Each group goes where the label has least so far. */
    private static void divide(Map<String, Integer> groups, int folds, long seed, Map<String, Integer> foldOf) {
        int[] sizes = new int[folds];
        groups.forEach((group, size) -> {
            Integer fold = foldOf.get(group);
            if (fold != null) {
                sizes[fold] += size;
            }
        });
        groups.keySet().stream()
                .filter(group -> !foldOf.containsKey(group))
                .sorted(Comparator.comparingLong((String group) -> order(group, seed))
                        .thenComparing(Comparator.naturalOrder()))
                .forEach(group -> {
                    int least = folds - 1;
                    for (int fold = folds - 2; fold >= 0; fold--) {
                        least = sizes[fold] < sizes[least] ? fold : least;
                    }
                    foldOf.put(group, least);
                    sizes[least] += groups.getOrDefault(group, 0);
                });
    }

    private static long order(String group, long seed) {
        long hash = seed * 0x9E37_79B9_7F4A_7C15L + 0x1234_5678_9ABCL;
        for (int i = 0; i < group.length(); i++) {
            hash = (hash ^ group.charAt(i)) * 0xFF51_AFD7_ED55_8CCDL;
            hash ^= hash >>> 31;
        }
        return hash;
    }
}
