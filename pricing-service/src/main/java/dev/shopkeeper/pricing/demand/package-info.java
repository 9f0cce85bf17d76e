/** How much of an item is bought, by the day. */
@NullMarked
package dev.shopkeeper.pricing.demand;

import org.jspecify.annotations.NullMarked;
