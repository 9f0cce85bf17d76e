/** What was ordered, cancelled and returned of each item, as heard of the orders. */
@NullMarked
package dev.shopkeeper.inventory.demand;

import org.jspecify.annotations.NullMarked;
