/** From what was ordered, sold and on the shelf by day to series of demand. Pure Java. */
@NullMarked
package dev.shopkeeper.inventory.forecast.history;

import org.jspecify.annotations.NullMarked;
