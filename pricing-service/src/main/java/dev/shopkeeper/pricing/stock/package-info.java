/** How much of an item is there. */
@NullMarked
package dev.shopkeeper.pricing.stock;

import org.jspecify.annotations.NullMarked;
