package dev.shopkeeper.recommendation.person;

import org.jspecify.annotations.Nullable;

/**
 * Whose data it is about: what is kept under the user, and what under the anonymous visitor while nobody was signed in. What somebody
 * did signed in is the user's alone, in whichever browser.
 */
record Person(@Nullable String userId, @Nullable String anonymousId) {

    /** The condition by which a table's rows are the person's; takes {@link #parameters}. */
    static final String OWN = "(user_id = ? or anonymous_id = ? and user_id is null)";

    @Nullable
    Object[] parameters() {
        return new @Nullable Object[] {userId, anonymousId};
    }
}
