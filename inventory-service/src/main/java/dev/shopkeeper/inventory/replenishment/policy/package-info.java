/**
 * When and how much to reorder: pure arithmetic of demand, lead time and the supplier's terms. Nothing here knows where
 * the numbers come from. All types are immutable.
 */
@NullMarked
package dev.shopkeeper.inventory.replenishment.policy;

import org.jspecify.annotations.NullMarked;
