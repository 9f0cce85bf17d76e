package dev.shopkeeper.recommendation.linear;

import dev.shopkeeper.recommendation.algebra.SparseRows;

/**
 * All that a least-squares fit needs to know of its data. A feature is an item as one time scale sees it: item i at scale
 * s is feature {@code s * items + i}.
 *
 * @param items how many
 * @param scales how many
 * @param gram XᵀX, symmetric, {@code features x features}
 * @param targets XᵀY by target, {@code items x features}
 */
record Statistics(int items, int scales, SparseRows gram, SparseRows targets) {

    int features() {
        return items * scales;
    }
}
