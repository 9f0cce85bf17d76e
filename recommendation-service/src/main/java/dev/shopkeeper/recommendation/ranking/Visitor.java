package dev.shopkeeper.recommendation.ranking;

import org.jspecify.annotations.Nullable;

/** Who is asking; both are null for somebody of whom nothing is known. */
record Visitor(@Nullable String userId, @Nullable String anonymousId) {

    boolean known() {
        return userId != null || anonymousId != null;
    }
}
