/**
 * What to reorder, when and how much: decided by the policy below this package from stock, purchase orders, supply terms
 * and the outlook on demand; proposed by runs as drafts of purchase orders, and explained at any time.
 */
@NullMarked
package dev.shopkeeper.inventory.replenishment;

import org.jspecify.annotations.NullMarked;
