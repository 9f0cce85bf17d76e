package dev.shopkeeper.recommendation.ranking;

import org.jspecify.annotations.Nullable;

/**
 * Who is asking; both ids are null for somebody of whom nothing is known.
 *
 * @param userId of whom the caller may be told
 * @param unproven whether a user was named of whom the caller may not be told
 */
record Visitor(@Nullable String userId, @Nullable String anonymousId, boolean unproven) {

    static final Visitor NOBODY = new Visitor(null, null, false);

    boolean known() {
        return userId != null || anonymousId != null;
    }
}
