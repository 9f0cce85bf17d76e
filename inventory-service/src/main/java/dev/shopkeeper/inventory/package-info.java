/** The catalogue, the stock, and what to reorder. */
@NullMarked
package dev.shopkeeper.inventory;

import org.jspecify.annotations.NullMarked;
