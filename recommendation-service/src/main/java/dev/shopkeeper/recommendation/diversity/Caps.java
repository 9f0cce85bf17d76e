package dev.shopkeeper.recommendation.diversity;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How many items of a list may have the same brand, merchant, or narrowest category. An item without one is not counted
 * there. Wider categories do not count: all items of a page may be of one.
 *
 * @param perBrand at least 1
 * @param perMerchant at least 1
 * @param perCategory at least 1
 */
public record Caps(int perBrand, int perMerchant, int perCategory) {

    /** As many as there are. */
    public static final Caps NONE = new Caps(Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE);

    public Caps {
        requireCap("brand", perBrand);
        requireCap("merchant", perMerchant);
        requireCap("category", perCategory);
    }

    private static void requireCap(String name, int cap) {
        if (cap < 1) {
            throw new IllegalArgumentException(
                    "cap per " + name + " is " + cap + ", expected at least 1. Maybe a filter is meant?");
        }
    }

    /** Counts the items of one list. */
    Count count() {
        return new Count();
    }

    /** What a list holds so far. */
    final class Count {

        private final Map<String, Integer> brands = new HashMap<>();
        private final Map<String, Integer> merchants = new HashMap<>();
        private final Map<String, Integer> categories = new HashMap<>();

        boolean admits(Candidate candidate) {
            return below(brands, candidate.brand(), perBrand)
                    && below(merchants, candidate.merchantId(), perMerchant)
                    && below(categories, narrowest(candidate), perCategory);
        }

        void add(Candidate candidate) {
            add(brands, candidate.brand());
            add(merchants, candidate.merchantId());
            add(categories, narrowest(candidate));
        }

        private static boolean below(Map<String, Integer> counts, @Nullable String name, int cap) {
            return name == null || counts.getOrDefault(name, 0) < cap;
        }

        private static void add(Map<String, Integer> counts, @Nullable String name) {
            if (name != null) {
                counts.merge(name, 1, Integer::sum);
            }
        }

        private static @Nullable String narrowest(Candidate candidate) {
            return candidate.categories().isEmpty()
                    ? null
                    : candidate.categories().getLast();
        }
    }
}
