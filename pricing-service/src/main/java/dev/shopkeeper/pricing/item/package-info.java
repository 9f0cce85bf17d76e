/** What the catalogue says of an item: cost, list price, brand, categories. */
@NullMarked
package dev.shopkeeper.pricing.item;

import org.jspecify.annotations.NullMarked;
