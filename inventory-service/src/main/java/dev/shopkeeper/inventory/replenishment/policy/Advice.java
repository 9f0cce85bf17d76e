package dev.shopkeeper.inventory.replenishment.policy;

import org.jspecify.annotations.Nullable;

/**
 * What a policy says at a review.
 *
 * @param levels when it orders and up to where
 * @param order how much now; its terms add up to it
 * @param target what it aims at, stated as a fill rate, a cycle service or a ratio of costs; null where its levels were given
 */
public record Advice(
        ReorderLevels levels, Order order, @Nullable Target target) {}
