/** How demand answers to the price: a regression of weekly units, category by category, and what it says of an item. */
@NullMarked
package dev.shopkeeper.pricing.elasticity;

import org.jspecify.annotations.NullMarked;
