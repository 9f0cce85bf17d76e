package dev.shopkeeper.recommendation.ranking;

import dev.shopkeeper.recommendation.filter.Filter;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the caller alone decides of what may be shown.
 *
 * @param category only items of this category
 * @param filter only items of which it holds
 * @param candidates only these item ids, the one found first before the others; null for the whole catalogue
 * @param complete so many of the candidates, from the first, are all that was looked for and come before the others, whoever
 *     asks; 0 where that is not known
 * @param exclude none of these item ids
 * @param heardSince only items that were first heard of since then
 */
record Restriction(
        @Nullable String category,
        @Nullable Filter filter,
        @Nullable Set<String> candidates,
        int complete,
        Set<String> exclude,
        @Nullable Instant heardSince) {

    static final Restriction NONE = new Restriction(null, null, null, 0, Set.of(), null);

    Restriction {
        candidates = candidates == null ? null : Collections.unmodifiableSet(new LinkedHashSet<>(candidates));
        exclude = Set.copyOf(exclude);
    }

    Restriction among(List<String> itemIds, int complete) {
        return new Restriction(category, filter, new LinkedHashSet<>(itemIds), complete, exclude, heardSince);
    }

    Restriction since(@Nullable Instant time) {
        return new Restriction(category, filter, candidates, complete, exclude, time);
    }

    static Restriction to(@Nullable String category, @Nullable Filter filter) {
        return new Restriction(category, filter, null, 0, Set.of(), null);
    }
}
