/**
 * The price of the greatest expected margin: how many units sell at a price where demand has a constant elasticity, what
 * they earn, and the search for the best price. Pure arithmetic; money becomes exact again outside.
 *
 * <p>The closed form of the optimum, cost &middot; e / (1 + e), is the Lerner condition (A. P. Lerner, "The concept of
 * monopoly and the measurement of monopoly power", Review of Economic Studies 1, 1934).
 */
@NullMarked
package dev.shopkeeper.pricing.optimum;

import org.jspecify.annotations.NullMarked;
