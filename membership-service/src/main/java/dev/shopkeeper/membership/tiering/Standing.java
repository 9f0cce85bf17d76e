package dev.shopkeeper.membership.tiering;

import org.jspecify.annotations.Nullable;

/**
 * Where a member stands.
 *
 * @param belowSince the day since which the member's figures have been those of a lower tier without a break, in days
 *     since 1970-01-01; null while they are not
 */
public record Standing(Tier tier, @Nullable Long belowSince) {

    /** Where everybody begins. */
    public static final Standing FIRST = new Standing(Tier.ORDINARY, null);
}
