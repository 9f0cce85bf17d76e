/** How much an item is looked at and put into carts, by the hour. */
@NullMarked
package dev.shopkeeper.pricing.heat;

import org.jspecify.annotations.NullMarked;
